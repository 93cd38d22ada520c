import { pictureDragType } from "#renderer/session/picture-drag.ts";
import { describe, expect, it } from "vitest";
import { carriesPictures, readDroppedFiles, type DroppedItem } from "#renderer/session/read-drop.ts";

type Tree = File | { readonly [name: string]: Tree };

/** An entry as the browser gives it: files open by callback, folders list at most 100 at a time. */
function entryOf(name: string, tree: Tree): FileSystemEntry {
  if (tree instanceof File) {
    const file = { name, isFile: true, isDirectory: false, file: (done: (file: File) => void) => done(tree) };
    return file as unknown as FileSystemEntry;
  }
  const folder = {
    name,
    isFile: false,
    isDirectory: true,
    createReader: () => {
      const left = Object.entries(tree).map(([child, inside]) => entryOf(child, inside));
      return { readEntries: (done: (entries: FileSystemEntry[]) => void) => done(left.splice(0, 100)) };
    },
  };
  return folder as unknown as FileSystemEntry;
}

const item = (name: string, tree: Tree): DroppedItem => ({
  kind: "file",
  getAsFile: () => (tree instanceof File ? tree : null),
  webkitGetAsEntry: () => entryOf(name, tree),
});

const file = (name: string) => new File(["x"], name);

describe("a drop", () => {
  it("brings files and everything in folders, in the order a person reads", async () => {
    const found = await readDroppedFiles([
      item("b.png", file("b.png")),
      item("shoot", {
        "10.jpg": file("10.jpg"),
        "2.jpg": file("2.jpg"),
        ".DS_Store": file(".DS_Store"),
        deep: { "a.webp": file("a.webp") },
      }),
      { kind: "string", getAsFile: () => null, webkitGetAsEntry: () => null },
    ]);
    expect(found.map(({ name }) => name)).toEqual(["b.png", "2.jpg", "10.jpg", "a.webp"]);
  });

  it("reads a folder of more than a hundred files to its end", async () => {
    const many = Object.fromEntries(Array.from({ length: 250 }, (_, i) => [`${i}.png`, file(`${i}.png`)]));
    expect(await readDroppedFiles([item("many", many)])).toHaveLength(250);
  });

  it("takes a pasted file that has no entry", async () => {
    const pasted = file("image.png");
    const items: DroppedItem[] = [{ kind: "file", getAsFile: () => pasted, webkitGetAsEntry: () => null }];
    expect(await readDroppedFiles(items)).toEqual([{ name: "image.png", file: pasted }]);
  });

  it("leaves out a file that does not open", async () => {
    const broken = {
      name: "gone.png",
      isFile: true,
      isDirectory: false,
      file: (_: unknown, fail: () => void) => fail(),
    } as unknown as FileSystemEntry;
    const items: DroppedItem[] = [{ kind: "file", getAsFile: () => null, webkitGetAsEntry: () => broken }];
    expect(await readDroppedFiles(items)).toEqual([]);
  });
});

describe("a drag", () => {
  it("is welcome with pictures of the library and with files, and not with text", () => {
    expect(carriesPictures({ types: [pictureDragType] })).toBe(true);
    expect(carriesPictures({ types: ["Files"] })).toBe(true);
    expect(carriesPictures({ types: ["text/plain"] })).toBe(false);
  });
});
