// What the placing worker found at a fraction of the document's size, in the document's own px.
import { decodeRuns, encodeRuns } from "#shared/pixels/mask-runs.ts";
import { createPlane, type Plane8, type Rect } from "#shared/pixels/pixel-types.ts";
import { packLengths, unpackLengths } from "#shared/pixels/run-text.ts";
import type { ChangeIslands } from "#shared/pixels/extend-selection.ts";
import type { PlaceAnswer, PlacedPicture, PlaceOutcome, PlaceTask } from "./place-messages.ts";

/** The answer to `task`, which was performed after `level` halvings. */
export function enlargeAnswer(answer: PlaceAnswer, task: PlaceTask, level: number): PlaceAnswer {
  if (level === 0) return answer;
  const step = 2 ** level;
  const picture = (one: PlacedPicture | null) => (one === null ? null : enlargePicture(one, step));
  switch (answer.kind) {
    case "stack":
      return {
        ...answer,
        layers: answer.layers.map((layer) => ({
          ...layer,
          outcome: enlargeOutcome(layer.outcome, step),
          picture: picture(layer.picture),
        })),
      };
    case "preview":
      return {
        ...answer,
        layers: answer.layers?.map((layer) => ({ ...layer, picture: picture(layer.picture) })) ?? null,
      };
    case "take": {
      const { layer } = answer;
      const outcome = enlargeOutcome(layer.outcome, step);
      return { ...answer, layer: { ...layer, outcome, picture: picture(layer.picture) } };
    }
    case "overlay":
      return {
        ...answer,
        pictures: answer.pictures.map((one) => enlargePicture(one, step)),
        changedPixels: answer.changedPixels * step * step,
      };
    case "extend": {
      const { selection } = answer;
      if (selection === null) return answer;
      const mask = repeat(decodeRuns({ ...selection.bounds, lengths: unpackLengths(selection.runs) }), step);
      const runs = packLengths(encodeRuns(mask).lengths);
      return { ...answer, selection: { bounds: enlargeRect(selection.bounds, step), runs } };
    }
    case "islands": {
      const { result } = answer;
      if (result.kind !== "found") return { ...answer, result: enlargeOutcome(result, step) };
      const window = "take" in task ? task.take.window : { x: 0, y: 0, width: 0, height: 0 };
      return { ...answer, result: { ...result, found: enlargeIslands(result.found, window, step) } };
    }
  }
}

function enlargeRect({ x, y, width, height }: Rect, step: number): Rect {
  return { x: x * step, y: y * step, width: width * step, height: height * step };
}

function enlargePicture({ levels, rect }: PlacedPicture, step: number): PlacedPicture {
  return {
    rect: enlargeRect(rect, step),
    levels: levels.map((tiles) => tiles.map((tile) => ({ ...tile, rect: enlargeRect(tile.rect, step) }))),
  };
}

function enlargeOutcome(outcome: PlaceOutcome, step: number): PlaceOutcome {
  if (outcome.kind !== "placed") return outcome;
  const { report } = outcome;
  const { registration } = report;
  const { map } = registration;
  return {
    ...outcome,
    report: {
      ...report,
      registration: { ...registration, map: { ...map, e: map.e * step, f: map.f * step } },
      flowPx: report.flowPx * step,
      isResized: true,
      protectedPixels: report.protectedPixels * step * step,
      rawChangedPixels: report.rawChangedPixels * step * step,
      growPx: report.growPx * step,
      featherPx: report.featherPx * step,
    },
  };
}

function enlargeIslands({ islands, labels, box }: ChangeIslands, window: Rect, step: number): ChangeIslands {
  const whole = enlargeRect(box, step);
  return {
    islands: islands.map((island) => ({
      ...island,
      bounds: enlargeRect(island.bounds, step),
      areaPx: island.areaPx * step * step,
    })),
    labels: repeat(labels, step),
    box: {
      ...whole,
      width: Math.min(whole.width, window.width - whole.x),
      height: Math.min(whole.height, window.height - whole.y),
    },
  };
}

/** Every sample `step` times each way. */
function repeat(plane: Plane8, step: number): Plane8 {
  const out = createPlane(plane.width * step, plane.height * step);
  for (let y = 0; y < out.height; y++) {
    const from = Math.floor(y / step) * plane.width;
    const to = y * out.width;
    if (y % step !== 0) out.data.copyWithin(to, to - out.width, to);
    else for (let x = 0; x < out.width; x++) out.data[to + x] = plane.data[from + Math.floor(x / step)] ?? 0;
  }
  return out;
}
