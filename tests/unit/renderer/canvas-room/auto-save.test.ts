// Saving of an open document, against a host that keeps revisions.
import { expect, test } from "vitest";
import type { Invoke } from "#shared/contract/registry.ts";
import { noSession } from "#shared/model/composition-step.ts";
import { createComposition, type Composition } from "#shared/model/composition.ts";
import type { CompositionId } from "#shared/model/ids.ts";
import { AutoSave } from "#renderer/canvas/run/auto-save.ts";

const blank = createComposition("00000000000000aa" as CompositionId, "a", { widthPx: 8, heightPx: 8 });

/** A host with one document. */
function makeHost() {
  const disk = { revision: 1, document: blank, saves: 0, isFull: false };
  const invoke = (async (_: string, input: { revision: number; document: Composition }) => {
    await Promise.resolve();
    if (input.revision !== disk.revision)
      return { ok: false, error: { kind: "stale-revision", revision: disk.revision } };
    if (disk.isFull) return { ok: false, error: { kind: "disk-full", folder: "/library", billed: "no" } };
    disk.revision++;
    disk.saves++;
    disk.document = input.document;
    return { ok: true, value: { revision: disk.revision, savedAt: 0 } };
  }) as unknown as Invoke;
  return { disk, invoke };
}

function open() {
  const { disk, invoke } = makeHost();
  let document: Composition = blank;
  const place = { session: noSession, step: 1 };
  const journal = { placeOf: () => place, kept: () => undefined };
  const save = new AutoSave({ invoke, read: () => document, revision: 1, journal });
  const change = (name: string) => {
    document = { ...document, name };
    save.touch();
  };
  return { disk, save, change };
}

test("saves what changed, resting on the revision before", async () => {
  const { disk, save, change } = open();
  change("b");
  expect(save.state.getState().kind).toBe("saving");
  expect(await save.flush()).toEqual({ ok: true, value: 2 });
  expect(disk.document.name).toBe("b");
  expect(save.state.getState().kind).toBe("saved");
  await save.flush();
  expect(disk.saves).toBe(1);
});

test("what the host does in between takes its turn, and its revision is taken over", async () => {
  const { disk, save, change } = open();
  change("b");
  const ran = save.withSaved(
    async (revision) => {
      expect(revision).toBe(2);
      change("c");
      disk.revision = 3;
      await Promise.resolve();
      return { ok: true as const, value: { revision: 3 } };
    },
    (value) => value.revision,
  );
  const flushed = save.flush();
  await ran;
  expect(await flushed).toEqual({ ok: true, value: 4 });
  expect(disk.document.name).toBe("c");
  expect(save.state.getState().kind).toBe("saved");
});

test("what could not be saved is kept and said, holds nothing else that rests on it, and is saved with the next change", async () => {
  const { disk, save, change } = open();
  disk.isFull = true;
  change("b");
  const full = { ok: false, error: { kind: "disk-full", folder: "/library", billed: "no" } };
  expect(await save.flush()).toEqual(full);
  expect(save.state.getState()).toMatchObject({ kind: "failed", error: full.error });
  expect(await save.withSaved(async () => await Promise.reject(new Error("it went out unsaved")))).toEqual(
    full,
  );
  disk.isFull = false;
  change("c");
  await expect.poll(() => save.state.getState().kind).toBe("saved");
  expect(disk.document.name).toBe("c");
});

test("a document saved elsewhere is not written over until the designer says so", async () => {
  const { disk, save, change } = open();
  disk.revision = 7;
  change("mine");
  const reply = await save.flush();
  expect(reply.ok).toBe(false);
  expect(save.state.getState()).toEqual({ kind: "stale", revision: 7 });
  expect(disk.document.name).toBe("a");
  await save.overwrite();
  expect(disk.document.name).toBe("mine");
  expect(save.state.getState().kind).toBe("saved");
});

test("what only rests on what is saved holds up no later save", async () => {
  const { disk, save, change } = open();
  change("b");
  const asked: number[] = [];
  let answer = (): void => undefined;
  const out = save.restingOnSaved(async (revision) => {
    asked.push(revision);
    await new Promise<void>((resolve) => (answer = resolve));
    return { ok: true as const, value: "a file" };
  });
  await expect.poll(() => asked).toEqual([2]);
  change("c");
  await expect.poll(() => save.state.getState().kind).toBe("saved");
  expect(disk).toMatchObject({ revision: 3, document: { name: "c" } });
  answer();
  expect(await out).toEqual({ ok: true, value: "a file" });
});

test("what a save of the same page overtook is asked again; what another page saved is not", async () => {
  const { disk, save, change } = open();
  const asked: number[] = [];
  const stale = () => ({
    ok: false as const,
    error: { kind: "stale-revision" as const, revision: disk.revision },
  });
  const out = await save.restingOnSaved(async (revision) => {
    asked.push(revision);
    if (asked.length === 1) {
      change("b");
      await save.flush();
    }
    return revision === disk.revision ? { ok: true as const, value: "a file" } : stale();
  });
  expect([asked, out.ok, save.state.getState().kind]).toEqual([[1, 2], true, "saved"]);
  disk.revision = 9;
  expect((await save.restingOnSaved(async () => await Promise.resolve(stale()))).ok).toBe(false);
  expect(save.state.getState()).toEqual({ kind: "stale", revision: 9 });
});
