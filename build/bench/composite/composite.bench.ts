// `npm run bench -- composite`: every row of the table of bars that kernels decide, with the peers in the same run.
// [--photos DIR] [--levels D1,D2,D3] [--json FILE] [--quick]: a fifth of the cases, to see that it runs, not to quote.
import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { type Measurement, runBench } from "#build/bench/bench-report.ts";
import { measureGate, measurePlanner, measureProtected } from "./guard-rows.ts";
import { chromiumPath, measurePage } from "./page-rows.ts";
import { benchPhotos, type Photo } from "./photo-source.ts";
import { measureQuality, type QualityCase, type QualitySummary, summariseQuality } from "./quality-rows.ts";
import { measureSpeed, type Times } from "./speed-rows.ts";
import { DRIFT_LEVELS, type DriftLevel } from "./synthetic-drift.ts";

type Bars = { readonly ringDeltaE: number; readonly psnrDb: number; readonly keptPercent: number };

/** The table of bars, by level. */
const BARS: Readonly<Record<string, Bars>> = {
  D1: { ringDeltaE: 0.1, psnrDb: 44, keptPercent: 85 },
  D2: { ringDeltaE: 0.15, psnrDb: 40, keptPercent: 75 },
  D3: { ringDeltaE: 0.3, psnrDb: 34, keptPercent: 65 },
};
/** Share of visibly changed pixels that may stay the original: what rounds to nothing, percent. */
const LOST_PERCENT = 0.1;

const { values } = parseArgs({
  options: {
    photos: { type: "string" },
    levels: { type: "string", default: "D1,D2,D3" },
    json: { type: "string" },
    quick: { type: "boolean", default: false },
  },
});

await runBench({
  name: "composite",
  peer: "a paste with feather 32 and a colour match by mean and deviation",
  measure: async () => {
    const all = await benchPhotos(values.photos);
    const photos = all.filter((_, i) => !values.quick || i % 5 === 0);
    const [first] = photos;
    if (first === undefined) throw new Error("There is no photograph in that folder");
    say(`${photos.length} photographs`);
    const rows: Measurement[] = [];
    for (const name of values.levels.split(",")) rows.push(...(await measureLevelRows(photos, name)));
    rows.push(...(await guardRows(photos, values.quick)));
    const photo = photos.find(({ name }) => name === "EveningGlow") ?? first;
    rows.push(...(await speedRows(photo, values.quick ? 3 : 9)));
    rows.push(...(await pageRows(photo)));
    return rows;
  },
});

async function measureLevelRows(photos: readonly Photo[], name: string): Promise<Measurement[]> {
  const level = Object.values(DRIFT_LEVELS).find((known) => known.name === name);
  const bars = BARS[name];
  if (level === undefined || bars === undefined) throw new Error(`Unknown level ${name}`);
  const cases = await measureLevel(photos, level);
  const { inlay, feather16, feather32Matched: peer, verdicts } = summariseQuality(name, cases);
  say(`${name}: gate ${JSON.stringify(verdicts)}`);
  // The truth of registration is one map: the local warp is left out.
  const rigid = level.warpPx === 0 ? cases : await measureLevel(photos, { ...level, warpPx: 0 });
  const { registrationPx }: QualitySummary = summariseQuality(name, rigid);
  const changed = cases.reduce((sum, { inlay: score }) => sum + score.protectedChanged, 0);
  const lost = cases.reduce((most, { inlay: score }) => Math.max(most, score.changeLost), 0);
  return [
    row(`${name}: colour error in the ring`, inlay.ringDeltaE, peer.ringDeltaE, "ΔE00", {
      atMost: bars.ringDeltaE,
    }),
    row(`${name}: the same, peer feather 16`, inlay.ringDeltaE, feather16.ringDeltaE, "ΔE00"),
    row(`${name}: PSNR inside the mask`, inlay.psnrInside, peer.psnrInside, "dB", { atLeast: bars.psnrDb }),
    row(`${name}: the same, peer feather 16`, inlay.psnrInside, feather16.psnrInside, "dB"),
    row(`${name}: untouched scene kept`, 100 * inlay.untouchedKept, 100 * peer.untouchedKept, "%", {
      atLeast: bars.keptPercent,
    }),
    row(`${name}: real change kept out, worst`, 100 * lost, undefined, "%", { atMost: LOST_PERCENT }),
    row(`${name}: protected pixels changed`, changed, peer.protectedChanged, "pixels", { atMost: 0 }),
    row(`${name}: registration without warp, RMS`, registrationPx, undefined, "px", { atMost: 0.03 }),
  ];
}

async function measureLevel(photos: readonly Photo[], level: DriftLevel): Promise<QualityCase[]> {
  const cases: QualityCase[] = [];
  for (const [i, photo] of photos.entries()) cases.push(await measureQuality(photo, level, 100 + i));
  return cases;
}

async function guardRows(photos: readonly Photo[], isQuick: boolean): Promise<Measurement[]> {
  const share = isQuick ? 0.1 : 1;
  // A fifth of the photographs makes fewer pairs, and is asked for no more.
  const pairs = isQuick ? Math.max(1, Math.min(50, photos.length * (photos.length - 1))) : 500;
  const gate = await measureGate(photos, pairs);
  say(`gate: ${JSON.stringify(gate)}`);
  const planner = measurePlanner(1_000_000 * share);
  const kept = await measureProtected(photos, 500 * share);
  say(`protected: ${JSON.stringify(kept)}`);
  const wrong = row(`wrong pictures placed, of ${gate.pairs}`, gate.accepted, undefined, "pictures", {
    atMost: 0,
  });
  const changed = `protected pixels changed, ${kept.cases} random cases`;
  const touched = row(changed, kept.changedPixels, undefined, "pixels", { atMost: 0 });
  return [
    { ...wrong, cases: { done: gate.pairs, asked: pairs } },
    row(`illegal windows, of ${planner.plans}`, planner.plans - planner.legal, undefined, "windows", {
      atMost: 0,
    }),
    { ...touched, cases: { done: kept.cases, asked: 500 * share } },
  ];
}

async function speedRows(photo: Photo, runs: number): Promise<Measurement[]> {
  const speed = await measureSpeed(photo, runs);
  const box = `${speed.donorBoxMegapixels.toFixed(1)} MP`;
  const { place, placeAlone, imageMagickMs } = speed;
  const slider = (name: string, { wallMs, cpuMs }: Times, atMost: number): Measurement[] => [
    row(`${name}, ${box}`, wallMs, undefined, "ms", { atMost }),
    row("the same, processor time", cpuMs, undefined, "ms"),
  ];
  return [
    row("4K reply to pixels, p50; peer sharp, feather only", place.wallMs, speed.sharp.wallMs, "ms", {
      atMost: 400,
    }),
    row("the same by one thread", placeAlone.wallMs, speed.sharp.wallMs, "ms"),
    row("the same by one thread, processor time", placeAlone.cpuMs, speed.sharp.cpuMs, "ms"),
    ...(imageMagickMs === undefined
      ? []
      : [row("the same, peer ImageMagick, feather only", place.wallMs, imageMagickMs, "ms")]),
    ...slider("slider that moves the support, let go", speed.blendSupport, 60),
    ...slider("slider of the edge, let go", speed.blendEdge, 60),
    ...slider("slider that moves the support, a step", speed.previewSupport, 16),
    ...slider("slider of opacity, a step", speed.previewEdge, 16),
    row("peak memory of a 4K job, whole process", speed.peakMb, undefined, "MB", { atMost: 350 }),
    row("the same, above an idle process", speed.growthMb, undefined, "MB"),
  ];
}

/** What a user sees of it, in Chromium; the peer is a page that decodes and draws the reply itself. */
async function pageRows(photo: Photo): Promise<Measurement[]> {
  if (!existsSync(chromiumPath)) {
    say(`No Chromium at ${chromiumPath}: the rows of the page are left out`);
    return [];
  }
  const { arrival, plain, opacity, grow } = await measurePage(photo);
  return [
    row("4K take arrives: longest task of the page, processor", arrival.longest, plain.longest, "ms", {
      atMost: 50,
    }),
    row("the same, tasks over 50 ms", arrival.long, plain.long, "tasks", { atMost: 0 }),
    row("opacity, a step: worker, processor", opacity.worker, undefined, "ms", { atMost: 16 }),
    row("the same, page's thread", opacity.page, undefined, "ms"),
    row("grow, a step: worker, processor", grow.worker, undefined, "ms", { atMost: 16 }),
    row("the same, page's thread", grow.page, undefined, "ms"),
  ];
}

function row(
  name: string,
  ours: number,
  peer: number | undefined,
  unit: string,
  aim?: { readonly atMost?: number; readonly atLeast?: number },
): Measurement {
  return {
    name,
    ours,
    unit,
    ...(peer === undefined ? {} : { peer }),
    ...(aim === undefined ? {} : { aim: { of: "ours", ...aim } }),
  };
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
