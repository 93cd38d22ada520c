// Smart select: from a rough stroke to the thing under it. Colour mixtures of the stroke and of the surroundings and a
// graph cut, in turns (Rother, Kolmogorov and Blake, "GrabCut", 2004), at reduced size. Knows no tool.
import { fitMixture, unlikeliness, type Colours } from "./colour-mixture.ts";
import { cutGraph } from "./graph-cut.ts";
import { labelComponents, paintLabels, fillHoles } from "./mask-components.ts";
import { countSet } from "./mask-morphology.ts";
import { colourCount, createPlane, levelScale, type Plane8, type Raster } from "./pixel-types.ts";

/** Weight of a border against the colours. */
const GAMMA = 50;
const ROUNDS = 3;
/** Share of the shorter side along the border of the picture that is surely not meant. */
const RIM_SHARE = 0.03;
/** Share of pixels that may still change sides when it is good enough. */
const SETTLED_SHARE = 0.002;
const CERTAIN = 1e4;

/** Sides of the picture beyond which the thing may go on: they are no rim. */
export type OpenSides = {
  readonly left: boolean;
  readonly top: boolean;
  readonly right: boolean;
  readonly bottom: boolean;
};

const CLOSED: OpenSides = { left: false, top: false, right: false, bottom: false };

/**
 * Which pixels of `picture` belong to what `stroke` (non-zero: surely meant) was drawn over. The rim of the picture
 * is taken for surroundings, but on open sides, so the picture should hold the thing with room around it.
 * @returns 0 and 255; the stroke itself where it is all there is. Empty when the stroke is.
 */
export function smartSelect(picture: Raster, stroke: Plane8, open: OpenSides = CLOSED): Plane8 {
  const { width, height } = picture;
  const colours = coloursOf(picture);
  const links = linksOf(colours, width, height);
  const rim = Math.max(1, Math.round(RIM_SHARE * Math.min(width, height)));
  const isRim = (i: number) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    return (
      (x < rim && !open.left) ||
      (y < rim && !open.top) ||
      (x >= width - rim && !open.right) ||
      (y >= height - rim && !open.bottom)
    );
  };
  let chosen: Plane8 = { width, height, data: stroke.data.map((value) => (value === 0 ? 0 : 255)) };
  if (countSet(chosen) === 0) return chosen;
  const surroundings = createPlane(width, height);
  for (let i = 0; i < surroundings.data.length; i++) {
    if (stroke.data[i] === 0 && isRim(i)) surroundings.data[i] = 255;
  }
  let others = countSet(surroundings) === 0 ? invert(chosen) : surroundings;
  for (let round = 0; round < ROUNDS; round++) {
    if (countSet(others) === 0) return chosen;
    const near = fitMixture(pick(colours, chosen));
    const far = fitMixture(pick(colours, others));
    const bias = new Float32Array(width * height);
    for (let i = 0; i < bias.length; i++) {
      if (stroke.data[i] !== 0) bias[i] = CERTAIN;
      else if (isRim(i)) bias[i] = -CERTAIN;
      else {
        const red = colours[3 * i] ?? 0;
        const green = colours[3 * i + 1] ?? 0;
        const blue = colours[3 * i + 2] ?? 0;
        bias[i] = unlikeliness(far, red, green, blue) - unlikeliness(near, red, green, blue);
      }
    }
    const cut = { width, height, data: cutGraph({ width, height, bias, links }) };
    const next = keepTouching(cut, stroke);
    const changed = next.data.reduce((sum, value, i) => sum + (value === chosen.data[i] ? 0 : 1), 0);
    chosen = next;
    others = invert(chosen);
    if (changed < SETTLED_SHARE * bias.length) break;
  }
  return fillHoles(chosen);
}

function invert(mask: Plane8): Plane8 {
  return { ...mask, data: mask.data.map((value) => 255 - value) };
}

/** The parts of a mask that hold a pixel of the stroke. */
function keepTouching(mask: Plane8, stroke: Plane8): Plane8 {
  const labelling = labelComponents(mask, 8);
  const { spans, labels, components } = labelling;
  const isTouched = new Uint8Array(components.length);
  for (let i = 0; i < spans.count; i++) {
    const row = (spans.row[i] ?? 0) * mask.width;
    for (let x = spans.start[i] ?? 0; x < (spans.end[i] ?? 0); x++) {
      if (stroke.data[row + x] !== 0) isTouched[labels[i] ?? 0] = 1;
    }
  }
  const kept = { ...mask, data: mask.data.slice() };
  paintLabels(kept, labelling, 0, ({ label }) => isTouched[label] === 0);
  return kept;
}

/** RGB in levels; grey counts three times. */
export function coloursOf(picture: Raster): Colours {
  const { width, height, channels, data } = picture;
  const colours = new Float32Array(3 * width * height);
  const scale = levelScale(picture);
  const isGrey = colourCount(picture) === 1;
  for (let i = 0; i < width * height; i++) {
    for (let c = 0; c < 3; c++) colours[3 * i + c] = (data[i * channels + (isGrey ? 0 : c)] ?? 0) / scale;
  }
  return colours;
}

function pick(colours: Colours, mask: Plane8): Colours {
  const out = new Float32Array(3 * countSet(mask));
  let at = 0;
  for (let i = 0; i < mask.data.length; i++) {
    if (mask.data[i] === 0) continue;
    out.set(colours.subarray(3 * i, 3 * i + 3), at);
    at += 3;
  }
  return out;
}

/** Costs of a border between neighbours: high between like colours, low across an edge. */
function linksOf(colours: Colours, width: number, height: number): Float32Array {
  const links = new Float32Array(4 * width * height);
  const steps = [1, width + 1, width, width - 1];
  const lengths = [1, Math.SQRT2, 1, Math.SQRT2];
  let sum = 0;
  let count = 0;
  const visit = (take: (at: number, difference: number, d: number) => void) => {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const i = y * width + x;
        for (let d = 0; d < 4; d++) {
          const nx = x + (d === 3 ? -1 : d === 2 ? 0 : 1);
          if (nx < 0 || nx >= width || (d > 0 && y + 1 >= height)) continue;
          const j = 3 * (i + (steps[d] ?? 0));
          const dr = (colours[3 * i] ?? 0) - (colours[j] ?? 0);
          const dg = (colours[3 * i + 1] ?? 0) - (colours[j + 1] ?? 0);
          const db = (colours[3 * i + 2] ?? 0) - (colours[j + 2] ?? 0);
          take(4 * i + d, dr * dr + dg * dg + db * db, d);
        }
      }
    }
  };
  visit((_, difference) => {
    sum += difference;
    count++;
  });
  const beta = sum === 0 ? 0 : count / (2 * sum);
  visit((at, difference, d) => {
    links[at] = (GAMMA * Math.exp(-beta * difference)) / (lengths[d] ?? 1);
  });
  return links;
}
