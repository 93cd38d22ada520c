// Pictures beside the prompt: their order, their number, and what does not come in.
import { expect, test } from "vitest";
import { createDeskStore } from "#renderer/canvas/run/desk-state.ts";
import {
  addFiles,
  labelReference,
  mostReferences,
  moveReference,
  removeReference,
} from "#renderer/canvas/run/reference-deeds.ts";
import { err, ok } from "#shared/errors/result.ts";
import type { Reference } from "#shared/model/image-request.ts";

const reference = (name: string): Reference => ({
  asset: name as Reference["asset"],
  mediaType: "image/png",
  name,
  label: "",
  widthPx: 10,
  heightPx: 10,
  bytes: 100,
  picture: null,
  url: null,
  notes: [],
});
const upload = async (file: File) => await Promise.resolve(ok(reference(file.name)));
const files = (count: number) => Array.from({ length: count }, (_, i) => new File(["x"], `p${i}`));
const names = (desk: ReturnType<typeof createDeskStore>) =>
  desk.getState().references.map(({ name }) => name);

test("[R2] at most 16 go along, 15 beside a guide, and whoever adds more is told", async () => {
  const desk = createDeskStore();
  expect(await addFiles(desk, upload, files(20))).toEqual({
    added: 16,
    twice: 0,
    failures: [],
    isFull: true,
  });
  expect(names(desk)).toHaveLength(16);
  const guided = createDeskStore();
  guided.setState({ hasGuide: true });
  expect(mostReferences(guided.getState())).toBe(15);
  expect((await addFiles(guided, upload, files(16))).added).toBe(15);
});

test("they keep their order, a picture comes once, and one that fails does not stop the others", async () => {
  const desk = createDeskStore();
  const failing = async (file: File) =>
    file.name === "p1"
      ? await Promise.resolve(err({ kind: "file-unreadable", name: "p1", code: "EIO" } as const))
      : await upload(file);
  const taken = await addFiles(desk, failing, [...files(3), new File(["x"], "p0")]);
  expect(taken).toMatchObject({ added: 2, twice: 1, isFull: false, failures: [{ kind: "file-unreadable" }] });
  expect(names(desk)).toEqual(["p0", "p2"]);
});

test("they are moved, labelled and removed", async () => {
  const desk = createDeskStore();
  await addFiles(desk, upload, files(4));
  moveReference(desk, "p3" as never, 0);
  expect(names(desk)).toEqual(["p3", "p0", "p1", "p2"]);
  moveReference(desk, "p3" as never, 99);
  expect(names(desk)).toEqual(["p0", "p1", "p2", "p3"]);
  labelReference(desk, "p1" as never, "style");
  removeReference(desk, "p0" as never);
  expect(desk.getState().references.map(({ name, label }) => [name, label])).toEqual([
    ["p1", "style"],
    ["p2", ""],
    ["p3", ""],
  ]);
});
