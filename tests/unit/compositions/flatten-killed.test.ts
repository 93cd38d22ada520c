import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, readFile, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { decodePng } from "#tests/support/decode-png.ts";
import { makeScene } from "#tests/support/pixels/synthetic-scenes.ts";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import {
  addPatch,
  closeDesk,
  importBytes,
  must,
  openDesk,
  pngOfRaster,
  rectangle,
} from "./document-fixture.ts";

it("[L2] a flatten that is killed at any moment leaves no half picture, and the document as it was", async () => {
  const folder = await mkdtemp(join(tmpdir(), "inlay killed "));
  const first = await openDesk(folder);
  const scene = makeScene("scene", 900, 700, 31, { channels: 3 });
  const picture = await importBytes(first, await pngOfRaster(scene), "scene.png");
  const open = must(await first.documents.create({ kind: "picture", picture: picture.id }));
  const done = await addPatch(
    first,
    open,
    rectangle({ x: 0, y: 0, width: 900, height: 700 }, 300, 250, 200, 180),
  );
  await closeDesk(first);

  for (const delayMs of [150, 600, 1100]) {
    const child = spawn(
      process.execPath,
      [resolve("tests/unit/compositions/flatten-child.ts"), folder, done.document.id],
      {
        stdio: ["ignore", "pipe", "inherit"],
      },
    );
    // After the first it is warm: the kill then falls into the work.
    await once(child.stdout, "data");
    await new Promise((wake) => setTimeout(wake, delayMs));
    child.kill("SIGKILL");
    await once(child, "exit");

    const desk = await openDesk(folder);
    const document = must(await desk.documents.open(done.document.id));
    expect(document.document).toEqual(done.document);
    const { pictures } = desk.library.search({ kinds: ["composite"] });
    expect(pictures.length).toBeGreaterThan(0);
    for (const { id } of pictures) {
      const path = must(desk.library.pathOf(id));
      const png = decodePng(await readFile(path));
      expect([png.width, png.height]).toEqual([900, 700]);
      expect((await stat(path)).size).toBe(must(desk.library.get(id)).picture.bytes);
    }
    expect(await readdir(join(desk.library.folder, "spool", "canvas"))).not.toContain("work");
    await closeDesk(desk);
  }
  await rm(folder, { recursive: true });
});
