import { randomFillSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createPress, type PressReply } from "#renderer/create/plan/press-once.ts";
import type { Invoke } from "#shared/contract/registry.ts";
import { blankRequest } from "#shared/model/image-request.ts";

/** A host that keeps the clicks it saw and answers when it is told to. */
function hostWithClicks() {
  const clicks: string[] = [];
  const waiting: ((reply: PressReply) => void)[] = [];
  const invoke = (async (_: string, input: { click: string }) => {
    clicks.push(input.click);
    return await new Promise<PressReply>((resolve) => waiting.push(resolve));
  }) as unknown as Invoke;
  let now = 0;
  const press = createPress(
    invoke,
    (bytes) => randomFillSync(bytes),
    () => now,
  );
  const pass = (ms: number) => {
    now += ms;
  };
  const answer = (reply: PressReply) => waiting.shift()!(reply);
  return { clicks, press, answer, pass };
}

const input = (prompt: string) => ({ requests: [{ ...blankRequest, prompt }], takes: 2 });
const sent: PressReply = { ok: true, value: { jobs: [] } };

describe("a press of the button", () => {
  it("[J3] sends once however often it is pressed before the answer", async () => {
    const { clicks, press, answer } = hostWithClicks();
    const first = press(input("otter"));
    expect(await press(input("otter"))).toBeNull();
    expect(await press(input("otter"))).toBeNull();
    answer(sent);
    expect(await first).toEqual(sent);
    expect(clicks).toHaveLength(1);
  });

  it("sends another prompt at once while the one before is still unanswered", async () => {
    const { clicks, press, answer } = hostWithClicks();
    const otter = press(input("otter"));
    const heron = press(input("heron"));
    expect(await press(input("heron"))).toBeNull();
    answer(sent);
    expect(await otter).toEqual(sent);
    expect(await press(input("heron"))).toBeNull();
    answer(sent);
    expect(await heron).toEqual(sent);
    expect(new Set(clicks).size).toBe(2);
  });

  it("[J3] keeps the click of each prompt whose answer never came", async () => {
    const { clicks, press, answer, pass } = hostWithClicks();
    for (let round = 0; round < 2; round += 1) {
      const pressed = [press(input("otter")), press(input("heron"))];
      answer({ ok: false, error: { kind: "host-unreachable" } });
      answer({ ok: false, error: { kind: "host-unreachable" } });
      await Promise.all(pressed);
      pass(1000);
    }
    expect(clicks).toHaveLength(4);
    expect(clicks.slice(2)).toEqual(clicks.slice(0, 2));
    expect(new Set(clicks).size).toBe(2);
  });

  it("[J3] sends once when the second half of a double press comes after the answer", async () => {
    const { clicks, press, answer, pass } = hostWithClicks();
    const first = press(input("otter"));
    answer(sent);
    await first;
    pass(200);
    expect(await press(input("otter"))).toBeNull();
    const other = press(input("heron"));
    answer(sent);
    expect(await other).toEqual(sent);
    expect(clicks).toHaveLength(2);
  });

  it("may be pressed again at once after a refusal", async () => {
    const { clicks, press, answer } = hostWithClicks();
    for (let round = 0; round < 2; round += 1) {
      const pressed = press(input("otter"));
      answer({ ok: false, error: { kind: "reference-missing", name: "a.png" } });
      await pressed;
    }
    expect(new Set(clicks).size).toBe(2);
  });

  it("is a new click some time after the answer", async () => {
    const { clicks, press, answer, pass } = hostWithClicks();
    for (let round = 0; round < 2; round += 1) {
      const pressed = press(input("otter"));
      answer(sent);
      await pressed;
      pass(1000);
    }
    expect(new Set(clicks).size).toBe(2);
    expect(clicks.every((click) => /^[0-9a-f]{16}$/.test(click))).toBe(true);
  });

  it("[J3] is the same click when the host did not answer and nothing was changed", async () => {
    const { clicks, press, answer } = hostWithClicks();
    for (const prompt of ["otter", "otter", "heron"]) {
      const pressed = press(input(prompt));
      answer({ ok: false, error: { kind: "host-unreachable" } });
      await pressed;
    }
    expect(clicks[0]).toBe(clicks[1]);
    expect(clicks[2]).not.toBe(clicks[1]);
  });
});
