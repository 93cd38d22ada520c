// The rows that must never fail: wrong pictures at the gate, legal windows, protected pixels over random cases.
import { alignTake } from "#shared/pixels/align-take.ts";
import { gateTake, type Verdict } from "#shared/pixels/gate-take.ts";
import { isLegalSize, type SizeLimits } from "#shared/pixels/legal-size.ts";
import type { Plane8, Raster } from "#shared/pixels/pixel-types.ts";
import { placeTake } from "#shared/pixels/place-take.ts";
import { DEFAULT_PLACE_SETTINGS, type PlaceSettings } from "#shared/pixels/place-settings.ts";
import { DEFAULT_WINDOW_SETTINGS, planWindow } from "#shared/pixels/plan-window.ts";
import { containsRect } from "#shared/pixels/rect.ts";
import { loadPhoto, type Photo } from "./photo-source.ts";
import { type RandomSource, seededRandom } from "./random-source.ts";
import { drawDrift, DRIFT_LEVELS, renderReply } from "./synthetic-drift.ts";
import { paintEdit } from "./synthetic-edit.ts";

/** What the gate said to replies that show another photograph. */
export type GateRow = {
  readonly pairs: number;
  readonly accepted: number;
  readonly verdicts: Readonly<Record<Verdict, number>>;
  readonly highest: number;
};

const GATE_SIZE = { width: 640, height: 512 } as const;

/** Pairs every photograph with others until `wanted` pairs were judged; the mask of each pair is another. */
export async function measureGate(photos: readonly Photo[], wanted: number): Promise<GateRow> {
  const pictures: Raster[] = [];
  for (const photo of photos) pictures.push(await loadPhoto(photo, GATE_SIZE.width, GATE_SIZE.height));
  const verdicts: Record<Verdict, number> = { placed: 0, warned: 0, changed: 0, unmeasured: 0 };
  let [pairs, highest] = [0, 0];
  for (let step = 1; step < pictures.length && pairs < wanted; step++) {
    for (let i = 0; i < pictures.length && pairs < wanted; i++) {
      const original = pictures[i];
      const reply = pictures[(i + step) % pictures.length];
      if (original === undefined || reply === undefined) continue;
      const mask = paintEdit(original, 1000 + pairs).mask;
      const alignment = alignTake(original, reply, mask, DEFAULT_PLACE_SETTINGS);
      if (alignment.kind === "refused") continue;
      verdicts[gateTake(alignment.registration)]++;
      highest = Math.max(highest, alignment.registration.agreement.correlation);
      pairs++;
    }
  }
  return { pairs, accepted: verdicts.placed, verdicts, highest };
}

/** The limits of the images endpoint, as data. */
export const ENDPOINT_LIMITS: SizeLimits = {
  multiple: 16,
  maxEdge: 3840,
  maxRatio: 3,
  minPixels: 655_360,
  maxPixels: 8_294_400,
};

export type PlannerRow = { readonly plans: number; readonly legal: number; readonly ms: number };

/** Random pictures and selections, from 1 x 1 to 16,000 x 16,000. */
export function measurePlanner(plans: number): PlannerRow {
  const random = seededRandom(42);
  const side = () => Math.max(1, Math.round(16_000 ** random()));
  let legal = 0;
  const from = performance.now();
  for (let i = 0; i < plans; i++) {
    const picture = { width: side(), height: side() };
    const x = Math.floor(random() * picture.width);
    const y = Math.floor(random() * picture.height);
    const width = Math.max(1, Math.round(random() ** 2 * (picture.width - x)));
    const height = Math.max(1, Math.round(random() ** 2 * (picture.height - y)));
    const selection = { x, y, width, height };
    const plan = planWindow(selection, picture, ENDPOINT_LIMITS, {
      ...DEFAULT_WINDOW_SETTINGS,
      isWholeFrame: random() < 0.1,
    });
    if (isLegalSize(plan.request, ENDPOINT_LIMITS) && containsRect(plan.rect, selection)) legal++;
  }
  return { plans, legal, ms: performance.now() - from };
}

export type ProtectedRow = {
  readonly cases: number;
  readonly protectedPixels: number;
  readonly changedPixels: number;
};

/** Random photograph, crop, mask, drift, settings and depth; counts changed protected pixels itself, sample by sample. */
export async function measureProtected(photos: readonly Photo[], cases: number): Promise<ProtectedRow> {
  const random = seededRandom(7);
  let [done, protectedPixels, changedPixels] = [0, 0, 0];
  for (let i = 0; i < cases; i++) {
    const photo = photos[i % photos.length];
    if (photo === undefined) break;
    const size = { width: 96 + Math.floor(random() * 160), height: 96 + Math.floor(random() * 160) };
    const shallow = await loadPhoto(photo, size.width, size.height);
    const original = random() < 0.5 ? shallow : deepen(shallow, random);
    const edit = paintEdit(original, i);
    const level = Object.values(DRIFT_LEVELS)[i % 3] ?? DRIFT_LEVELS.D1;
    const reply = renderReply(edit.scene, drawDrift(level, size.width, size.height, i));
    const result = placeTake(original, reply, edit.mask, randomSettings(random));
    if (result.kind === "refused") continue;
    const [kept, changed] = countProtected(original, result.pixels, result.alpha);
    protectedPixels += kept;
    changedPixels += changed;
    done++;
  }
  return { cases: done, protectedPixels, changedPixels };
}

/** 16 bits with a random low byte, so that a trip through 8 bits would show. */
function deepen(picture: Raster, random: RandomSource): Raster {
  const data = Uint16Array.from(picture.data, (v, i) =>
    i % 4 === 3 ? 65535 : v * 256 + Math.floor(random() * 256),
  );
  return { ...picture, data };
}

function randomSettings(random: RandomSource): PlaceSettings {
  return {
    ...DEFAULT_PLACE_SETTINGS,
    growPx: random() < 0.5 ? "auto" : Math.floor(random() * 64),
    featherPx: random() < 0.5 ? "auto" : Math.floor(random() * 80),
    isStrict: random() < 0.3,
    keepDetail: random() < 0.7,
    toneAmount: random(),
    opacity: random() < 0.5 ? 1 : random(),
    multiband: random() < 0.3 ? "always" : "auto",
  };
}

function countProtected(original: Raster, result: Raster, alpha: Plane8): [kept: number, changed: number] {
  let [kept, changed] = [0, 0];
  for (let i = 0; i < alpha.data.length; i++) {
    if (alpha.data[i] !== 0) continue;
    kept++;
    for (let c = 0; c < original.channels; c++) {
      if (original.data[i * original.channels + c] === result.data[i * original.channels + c]) continue;
      changed++;
      break;
    }
  }
  return [kept, changed];
}
