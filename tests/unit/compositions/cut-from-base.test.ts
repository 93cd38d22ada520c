// A patch asked again from the original: nothing of the patches below is sent, and nothing of them is in
// what it was placed on.
import { readFile } from "node:fs/promises";
import sharp from "sharp";
import { expect, it } from "vitest";
import type { Composition } from "#shared/model/composition.ts";
import type { ClickId } from "#shared/model/ids.ts";
import { defaultPlacement } from "#shared/model/patch.ts";
import { cutWindow } from "#shared/pixels/cut-window.ts";
import { makeScene } from "#tests/support/pixels/synthetic-scenes.ts";
import {
  addPatch,
  freshId,
  importBytes,
  must,
  pngOfRaster,
  rectangle,
  settled,
  withDesk,
  type Desk,
} from "./document-fixture.ts";

const frame = { x: 0, y: 0, width: 1056, height: 1008 };
const lowerRegion = rectangle(frame, 300, 240, 200, 160);
const upperRegion = rectangle(frame, 380, 300, 200, 160);
/** The first column and row that the upper patch may change, with the edge it gets here. */
const [left, top] = [380 - 8, 300 - 8];

async function flat(desk: Desk, document: Composition, revision: number) {
  const saved = must(await desk.documents.save(document, revision));
  const { picture, proof } = must(
    await desk.documents.flatten({ id: document.id, revision: saved.revision, hasProofInFile: false }),
  );
  const file = await desk.library.resolveAsset(picture.asset);
  const samples = await sharp(file!.path).removeAlpha().raw().toBuffer();
  return { samples, proof, revision: saved.revision };
}

it("sends the base's own pixels, lays its take on them, and softly over what lies below", async () => {
  await withDesk(async (desk) => {
    const scene = makeScene("scene", frame.width, frame.height, 11, { channels: 3 });
    const picture = await importBytes(desk, await pngOfRaster(scene), "harbour.png");
    const open = must(await desk.documents.create({ kind: "picture", picture: picture.id }));
    const edge = { growPx: 8, featherPx: 12, keepDetail: false, isStrict: false } as const;
    // Moved aside, so that it differs from the base all over.
    const placement = { ...defaultPlacement, nudge: { dx: 30, dy: 10, scale: 1 } };
    const first = await addPatch(desk, open, lowerRegion, { edge, placement });
    const second = await addPatch(desk, first, upperRegion, { edge });
    const [lower, upper] = second.document.patches;
    const { run, jobs, revision } = must(
      await desk.documents.run({
        id: second.document.id,
        revision: second.revision,
        click: freshId<ClickId>(),
        prompt: upper!.prompt,
        references: [],
        region: upper!.region,
        window: upper!.window,
        isWholeFrame: false,
        scope: "selection",
        hasGuide: false,
        patch: upper!.id,
        cutFrom: "base",
        takes: 1,
      }),
    );
    await settled(desk, run.id);
    expect([run.cutFrom, run.window, run.window.isNative]).toEqual(["base", upper!.window, true]);

    const sent = await desk.library.resolveAsset(desk.sent.at(-1)!.primary!.asset);
    const pristine = Buffer.from(cutWindow(scene, run.window.rect).data);
    expect(
      pristine.equals(
        await sharp(await readFile(sent!.path))
          .raw()
          .toBuffer(),
      ),
    ).toBe(true);

    const job = desk.queue.jobsOfClick(run.id)[0]!;
    expect(job.id).toBe(jobs[0]!.id);
    const reply = must(desk.library.get(job.picture!)).picture.asset;
    const take = {
      job: job.id,
      reply,
      hasGuide: false,
      cutFrom: "base",
      measured: null,
      scores: null,
    } as const;
    const again = { ...upper!, takes: [...upper!.takes, take], mix: { chosen: job.id, painted: [] } };
    const before = await flat(desk, second.document, revision);
    const both = await flat(desk, { ...second.document, patches: [lower!, again] }, before.revision);
    const hidden = { ...lower!, isVisible: false };
    const alone = await flat(desk, { ...second.document, patches: [hidden, again] }, both.revision);

    const under = await flat(desk, { ...second.document, patches: [lower!] }, alone.revision);

    expect([before, both, alone].map(({ proof }) => proof.depth.length - 1)).toEqual([2, 1, 1]);
    const [base, rim] = [Buffer.from(scene.data), [] as number[]];
    let own = 0;
    for (let i = 0; i < base.length; i++) {
      const [seen, placed, lies, was] = [both, alone, under, { samples: base }].map((of) => of.samples[i]!);
      if (placed !== was) own++;
      // Where nothing lies below it is the very take; elsewhere no further from it than what lies below is from the base.
      const by = Math.abs(lies! - was!);
      if (placed !== was && Math.abs(seen! - placed!) > by) throw new Error(`sample ${i} holds too much`);
      const [x, y] = [Math.floor(i / 3) % frame.width, Math.floor(i / 3 / frame.width)];
      const isRim = (x === left && y > top + 8) || (y === top && x > left + 8);
      if (isRim && by > 12) rim.push(Math.abs(seen! - lies!));
    }
    expect(own).toBeGreaterThan(10_000);
    // Its edge is soft toward the patch below as well: at the rim that one shows, and not the base.
    expect(rim.length).toBeGreaterThan(20);
    expect(Math.max(...rim)).toBeLessThan(8);
    // What the patch does not cover shows the one below, as before.
    expect(both.samples.equals(alone.samples)).toBe(false);
    expect(both.proof.protectedPixels).toBe(before.proof.protectedPixels);
  });
});
