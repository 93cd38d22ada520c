import { describe, expect, it } from "vitest";
import { createImportRun } from "#renderer/gallery/import-run.ts";
import type { UploadReply } from "#shared/contract/media.ts";

const file = (name: string) => ({ name, file: new File([name], name) });
const taken = (fresh: boolean, recipe: object | null = null) =>
  ({ ok: true, value: { purpose: "import", fresh, picture: {}, recipe } }) as unknown as UploadReply;
const refused: UploadReply = {
  ok: false,
  error: { kind: "picture-refused", name: "b.svg", reason: "svg", values: {} },
};

describe("an import", () => {
  it("goes on after a file that is refused, and reports each outcome", async () => {
    const replies: Record<string, UploadReply> = {
      "a.png": taken(true),
      "b.svg": refused,
      "c.png": taken(false),
    };
    const run = createImportRun(async (_, __, name) => replies[name]!);
    await run.start(["a.png", "b.svg", "c.png"].map(file));
    expect(run.getState()).toMatchObject({ total: 3, done: 3, fresh: 1, known: 1, isRunning: false });
    expect(run.getState()?.refused.map(({ name }) => name)).toEqual(["b.svg"]);
    run.clear();
    expect(run.getState()).toBeNull();
  });

  it("stops by itself when every further file would meet the same failure", async () => {
    const asked: string[] = [];
    const run = createImportRun(async (_, __, name) => {
      asked.push(name);
      return { ok: false, error: { kind: "disk-full", folder: "Pictures", billed: "no" } };
    });
    await run.start(["a.png", "b.png", "c.png"].map(file));
    expect(asked).toEqual(["a.png"]);
    expect(run.getState()).toMatchObject({ done: 1, total: 3, wasStopped: true, isRunning: false });
  });

  it("offers the recipe of a file that comes alone, once, and counts those of many", async () => {
    const run = createImportRun(async () => taken(true, { recipe: {} }));
    await run.start([file("a.png")]);
    expect(run.getState()).toMatchObject({ recipes: 1, offer: { recipe: { recipe: {} } } });
    expect(run.takeOffer()).not.toBeNull();
    expect(run.takeOffer()).toBeNull();
    await run.start([file("a.png"), file("b.png")]);
    expect(run.getState()).toMatchObject({ recipes: 2, offer: null });
  });

  it("can be stopped, and takes further files while it runs", async () => {
    const run: ReturnType<typeof createImportRun> = createImportRun(async (_, __, name, signal) => {
      if (name === "a.png") await run.start([file("late.png")]);
      if (name === "b.png") run.stop();
      return signal.aborted ? { ok: false, error: { kind: "cancelled" } } : taken(true);
    });
    await run.start([file("a.png"), file("b.png"), file("c.png")]);
    expect(run.getState()).toMatchObject({ total: 4, done: 1, fresh: 1, wasStopped: true });
  });
});
