// `npm run bench -- pipeline`: draws the pictures of docs/PIPELINE.md anew, from one photograph, an edit whose truth is known
// and the drift that a reply has, and prints the figures that stand beside them.
import { mkdir } from "node:fs/promises";
import { projectPath } from "#build/setup/root.mjs";
import { alignTake } from "#shared/pixels/align-take.ts";
import { composeTake } from "#shared/pixels/compose-take.ts";
import { changeEnergy } from "#shared/pixels/change-map.ts";
import { reduceLuma } from "#shared/pixels/luma-plane.ts";
import { matchTake } from "#shared/pixels/match-take.ts";
import { selectPoints } from "#shared/pixels/measure-points.ts";
import { DEFAULT_PLACE_SETTINGS, MEASURE_MARGIN_PX } from "#shared/pixels/place-settings.ts";
import { usableMask } from "#shared/pixels/usable-mask.ts";
import {
  DEFAULT_PHOTO_FOLDERS,
  findOrInstallPhotos,
  loadPhoto,
} from "#build/bench/composite/photo-source.ts";
import { pasteWithFeather } from "#build/bench/composite/peer-composites.ts";
import { scoreResult } from "#build/bench/composite/score-result.ts";
import { drawDrift, DRIFT_LEVELS, renderReply } from "#build/bench/composite/synthetic-drift.ts";
import { createDrawing, crop, type Drawing, saveWebp } from "./drawing.ts";
import { drawCorrection, drawCurves, drawField } from "./draw-measures.ts";
import { DISC, paintBlue, SIZE } from "./ladybird.ts";

const folder = projectPath("docs", "pipeline");
await mkdir(folder, { recursive: true });
const save = async (name: string, drawing: Drawing, quality = 80) => {
  await saveWebp(`${folder}/${name}.webp`, drawing, quality);
};

const photo = (await findOrInstallPhotos(DEFAULT_PHOTO_FOLDERS)).find(({ name }) => name === "LadyBird.jpg");
if (photo === undefined) throw new Error("LadyBird.jpg of mate-backgrounds is not there");
const { width, height } = SIZE;
const original = await loadPhoto(photo, width, height);
const scene = paintBlue(original);
const reply = renderReply(scene, drawDrift(DRIFT_LEVELS.D2, width, height, 12));
const mask = {
  width,
  height,
  data: Uint8Array.from({ length: width * height }, (_, i) =>
    Math.hypot((i % width) - DISC.x, Math.floor(i / width) - DISC.y) < DISC.radius ? 255 : 0,
  ),
};
const settings = { ...DEFAULT_PLACE_SETTINGS };
const alignment = alignTake(original, reply, mask, settings);
if (alignment.kind === "refused") throw new Error(alignment.reason);
const matched = matchTake(original, alignment, settings);
const placed = composeTake(original, alignment, matched, settings);
const hard = pasteWithFeather(original, reply, mask, 0, false);
const feathered = pasteWithFeather(original, reply, matched.support.mask, 32, true);

const view = { x: DISC.x - 220, y: DISC.y - 190, width: 440, height: 380 };
await save("original", createDrawing(original));
await save("reply", createDrawing(reply));
await save("paste-whole", createDrawing(hard));
await save("inlay-whole", createDrawing(placed.pixels));
await save("paste-hard", crop(createDrawing(hard), view), 88);
await save("paste-feathered", crop(createDrawing(feathered), view), 88);
await save("inlay", crop(createDrawing(placed.pixels), view), 88);

const edge = createDrawing(original);
edge.paint((i) => {
  if (mask.data[i] !== 0) return [255, 255, 255, 0.35];
  return matched.support.mask.data[i] === 0 ? [0, 0, 0, 0.45] : undefined;
});
await save("selection", crop(edge, view));

const usable = usableMask(original, true, matched.support, 1, MEASURE_MARGIN_PX);
const points = selectPoints(reduceLuma(original, 1), usable, 8000);
const dots = createDrawing(original);
dots.paint(() => [255, 255, 255, 0.5]);
for (let k = 0; k < points.count; k++) dots.dot(points.x[k] ?? 0, points.y[k] ?? 0, [200, 0, 90]);
await save("points", dots, 60);

await save("flow", drawField(original, alignment.flow));
await save("tone", drawCurves(alignment.tone));
await save("membrane", drawCorrection(original, alignment, matched));

const { box } = alignment.donor;
const energy = changeEnergy(original, matched.colour, box);
const change = createDrawing({
  width: energy.width,
  height: energy.height,
  channels: 1,
  data: new Uint8Array(energy.data.length),
});
change.paint((i) => {
  const level = Math.min(255, (energy.data[i] ?? 0) / 2);
  return [level, level, level, 1];
});
await save("change-energy", change);
const cap = createDrawing({ ...matched.cap, channels: 1 });
await save("change-cap", cap);
await save("alpha", crop(createDrawing({ ...placed.alpha, channels: 1 }), box));

/** |picture − truth| eight times as strong. */
const differenceTo = (picture: typeof original): Drawing => {
  const drawing = createDrawing(picture);
  drawing.paint((i) => {
    const off = (c: number) =>
      Math.min(255, 8 * Math.abs((picture.data[4 * i + c] ?? 0) - (scene.data[4 * i + c] ?? 0)));
    return [off(0), off(1), off(2), 1];
  });
  return drawing;
};
await save("difference-paste", differenceTo(hard), 60);
await save("difference-inlay", differenceTo(placed.pixels), 60);

const changedPixels = (picture: typeof original): Drawing => {
  const drawing = createDrawing(original);
  drawing.paint((i) =>
    [0, 1, 2].some((c) => picture.data[4 * i + c] !== original.data[4 * i + c])
      ? [255, 0, 140, 0.75]
      : undefined,
  );
  return drawing;
};
await save("changed-reply", changedPixels(reply), 60);
await save("changed-inlay", changedPixels(placed.pixels), 60);

const { report } = placed;
const change8 = {
  ...mask,
  data: mask.data.map((_, i) =>
    [0, 1, 2].some((c) => scene.data[4 * i + c] !== original.data[4 * i + c]) ? 255 : 0,
  ),
};
const scoreOf = (picture: typeof original) =>
  scoreResult(original, scene, picture, mask, matched.support.mask, change8);
process.stdout.write(
  `${JSON.stringify({ inlay: scoreOf(placed.pixels), feathered: scoreOf(feathered), hard: scoreOf(hard) }, null, 1)}\n`,
);
const { growPx, featherPx, flowPx, seam, protectedPixels, rawChangedPixels } = report;
const { motion, points: used, steps, agreement } = report.registration;
process.stdout.write(
  `${JSON.stringify({ growPx, featherPx, flowPx, seam, protectedPixels, rawChangedPixels, motion, used, steps, agreement, tone: alignment.tone }, null, 1)}\n`,
);
