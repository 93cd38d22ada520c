// A program that begins to move a library and stands still at a chosen point, to be killed there.
// node move-child.ts HOME TARGET POINT
import { writeSync } from "node:fs";
import { Readable } from "node:stream";
import sharp from "sharp";
import { moveLibrary } from "#electron/hosts/move-library.ts";
import { openTestStudio } from "#tests/support/electron/open-test-studio.ts";

const [home = "", target = "", point = ""] = process.argv.slice(2);
const studio = await openTestStudio({ folder: home });
const shelf = studio.session.current();
if (!shelf.ok) throw new Error(shelf.error.kind);
for (let shade = 0; shade < 4; shade += 1) {
  const background = { r: shade * 50, g: 90, b: 120 };
  const bytes = await sharp({ create: { width: 30, height: 20, channels: 3, background } })
    .png()
    .toBuffer();
  await shelf.value.library.importFile({ name: `sea ${shade}.png`, stream: Readable.from([bytes]) });
}

function reach(here: string): void {
  if (here !== point) return;
  writeSync(1, `${here}\n`);
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

let copied = 0;
const progress = (): void => {
  copied += 1;
  if (copied === 3) reach("first copy");
};
await moveLibrary(studio.session, target, { signal: new AbortController().signal, progress }, async () =>
  reach("remembered"),
);
