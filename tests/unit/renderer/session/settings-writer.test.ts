import { describe, expect, it } from "vitest";
import { createSettingsWriter } from "#renderer/session/settings-writer.ts";
import type { CallInput, CallReply } from "#shared/contract/registry.ts";
import { defaultSettings, type Settings } from "#shared/model/settings.ts";

type Change = CallInput<"settings.update">;

/** A host that answers when it is told to. */
function makeHost() {
  let shown: Settings = defaultSettings;
  let stored: Settings = defaultSettings;
  const asked: { readonly change: Change; readonly answer: (isOk: boolean) => void }[] = [];
  const writer = createSettingsWriter({
    read: () => shown,
    show: (settings) => {
      shown = settings;
    },
    send: async (change) =>
      await new Promise<CallReply<"settings.update">>((resolve) => {
        asked.push({
          change,
          answer: (isOk) => {
            if (isOk) stored = { ...stored, ...(change as Partial<Settings>) };
            resolve(
              isOk
                ? { ok: true, value: stored }
                : { ok: false, error: { kind: "disk-full", folder: "/", billed: "no" } },
            );
          },
        });
      }),
  });
  const turn = async (): Promise<void> => {
    for (let step = 0; step < 10; step += 1) await Promise.resolve();
  };
  return { writer, asked, turn, shown: () => shown };
}

describe("writing settings", () => {
  it("shows a change before the host has answered", async () => {
    const { writer, shown } = makeHost();
    void writer.write({ userId: "ada" });
    expect(shown().userId).toBe("ada");
  });

  it("sends one after another, so that the last one stands", async () => {
    const { writer, asked, turn, shown } = makeHost();
    const first = writer.write({ parallelRequests: 4 });
    const second = writer.write({ parallelRequests: 5 });
    await turn();
    expect(asked).toHaveLength(1);
    asked[0]?.answer(true);
    await first;
    expect(shown().parallelRequests).toBe(5);
    await turn();
    asked[1]?.answer(true);
    await second;
    expect(asked.map(({ change }) => change)).toEqual([{ parallelRequests: 4 }, { parallelRequests: 5 }]);
    expect(shown().parallelRequests).toBe(5);
  });

  it("takes back what the host refused, and only that", async () => {
    const { writer, asked, turn, shown } = makeHost();
    const refused = writer.write({ userId: "ada" });
    const kept = writer.write({ parallelRequests: 7 });
    await turn();
    asked[0]?.answer(false);
    expect((await refused).ok).toBe(false);
    expect(shown().userId).toBe("");
    expect(shown().parallelRequests).toBe(7);
    await turn();
    asked[1]?.answer(true);
    await kept;
    expect(shown()).toEqual({ ...defaultSettings, parallelRequests: 7 });
  });

  it("does not put back a change that is on its way when the host tells of older settings", async () => {
    const { writer, asked, turn, shown } = makeHost();
    const write = writer.write({ userId: "ada" });
    await turn();
    writer.receive({ ...defaultSettings, parallelRequests: 9 });
    expect(shown()).toMatchObject({ userId: "ada", parallelRequests: 9 });
    asked[0]?.answer(false);
    await write;
    expect(shown()).toMatchObject({ userId: "", parallelRequests: 9 });
  });

  it("takes the host's word when nothing is on its way", () => {
    const { writer, shown } = makeHost();
    writer.receive({ ...defaultSettings, userId: "from the other window" });
    expect(shown().userId).toBe("from the other window");
  });
});
