// `npm run bench -- composite`: every row of the table of bars that kernels decide, with the peers in the same run. Runs
// alone too: node build/bench/composite/composite.bench.ts [--photos DIR] [--levels D1,D2,D3] [--json FILE] [--quick]
import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import {
  type GateRow,
  measureGate,
  measurePlanner,
  measureProtected,
  type PlannerRow,
  type ProtectedRow,
} from "./guard-rows.ts";
import { DEFAULT_PHOTO_FOLDERS, findPhotos, onlyPhotographs, type Photo } from "./photo-source.ts";
import { measureQuality, type QualityCase, type QualitySummary, summariseQuality } from "./quality-rows.ts";
import { measureSpeed, type SpeedRows } from "./speed-rows.ts";
import { DRIFT_LEVELS, type DriftLevel } from "./synthetic-drift.ts";

/** What to measure. Without a folder: the photographs of mate-backgrounds and plasma-workspace-wallpapers. */
export type CompositeBenchOptions = {
  readonly photosDir?: string | undefined;
  readonly levels?: readonly string[] | undefined;
  readonly jsonFile?: string | undefined;
  /** A fifth of the cases: to see that it runs, not to quote. */
  readonly isQuick?: boolean | undefined;
};

export type CompositeBenchResult = {
  readonly photos: number;
  readonly quality: readonly QualitySummary[];
  /** Registration RMS without the local warp, per level, px. */
  readonly registration: Readonly<Record<string, number>>;
  readonly gate: GateRow;
  readonly planner: PlannerRow;
  readonly protectedPixels: ProtectedRow;
  readonly speed: SpeedRows;
  readonly cases: readonly QualityCase[];
};

/** Measures and prints; writes the figures when asked. Throws when there is no photograph. */
export async function runCompositeBench(options: CompositeBenchOptions = {}): Promise<CompositeBenchResult> {
  const all = await findPhotos(options.photosDir === undefined ? DEFAULT_PHOTO_FOLDERS : [options.photosDir]);
  const photos = onlyPhotographs(all).filter((_, i) => options.isQuick !== true || i % 5 === 0);
  const [first] = photos;
  if (first === undefined)
    throw new Error("no photograph found: install mate-backgrounds and plasma-workspace-wallpapers");
  const cases: QualityCase[] = [];
  const quality: QualitySummary[] = [];
  const registration: Record<string, number> = {};
  for (const name of options.levels ?? ["D1", "D2", "D3"]) {
    const level = Object.values(DRIFT_LEVELS).find((known) => known.name === name);
    if (level === undefined) throw new Error(`unknown level ${name}`);
    const measured = await measureLevel(photos, level);
    cases.push(...measured);
    quality.push(summariseQuality(level.name, measured));
    const rigid = level.warpPx === 0 ? measured : await measureLevel(photos, { ...level, warpPx: 0 });
    registration[name] = summariseQuality(level.name, rigid).registrationPx;
    printQuality(quality.at(-1), registration[name]);
  }
  const share = options.isQuick === true ? 0.1 : 1;
  const result = {
    photos: photos.length,
    quality,
    registration,
    gate: await measureGate(options.isQuick === true ? photos : onlyPhotographs(all), 500 * share),
    planner: measurePlanner(1_000_000 * share),
    protectedPixels: await measureProtected(photos, 500 * share),
    speed: await measureSpeed(photos.find(({ name }) => name === "EveningGlow") ?? first, 9),
    cases,
  };
  print(
    `gate       ${result.gate.accepted} wrong of ${result.gate.pairs} placed; highest correlation ${result.gate.highest.toFixed(3)} ${JSON.stringify(result.gate.verdicts)}`,
  );
  print(`planner    ${result.planner.legal} of ${result.planner.plans} legal`);
  print(
    `protected  ${result.protectedPixels.changedPixels} of ${result.protectedPixels.protectedPixels} changed in ${result.protectedPixels.cases} cases`,
  );
  print(`speed      ${JSON.stringify(result.speed)}`);
  if (options.jsonFile !== undefined)
    await writeFile(options.jsonFile, `${JSON.stringify(result, null, 2)}\n`);
  return result;
}

async function measureLevel(photos: readonly Photo[], level: DriftLevel): Promise<QualityCase[]> {
  const cases: QualityCase[] = [];
  for (const [i, photo] of photos.entries()) cases.push(await measureQuality(photo, level, 100 + i));
  return cases;
}

function printQuality(summary: QualitySummary | undefined, registrationPx: number): void {
  if (summary === undefined) return;
  print(
    `${summary.level}  ${summary.cases} photographs, gate ${JSON.stringify(summary.verdicts)}, registration ${registrationPx.toFixed(4)} px`,
  );
  for (const name of ["inlay", "feather16", "feather32Matched"] as const) {
    const score = summary[name];
    const figures = `ring ΔE00 ${score.ringDeltaE.toFixed(3)}  PSNR ${score.psnrInside.toFixed(1)} dB  kept ${(100 * score.untouchedKept).toFixed(1)} %`;
    print(
      `    ${name.padEnd(16)} ${figures}  change lost ${(100 * score.changeLost).toFixed(2)} %  protected changed ${score.protectedChanged}`,
    );
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      photos: { type: "string" },
      levels: { type: "string" },
      json: { type: "string" },
      quick: { type: "boolean" },
    },
  });
  await runCompositeBench({
    photosDir: values.photos,
    levels: values.levels?.split(","),
    jsonFile: values.json,
    isQuick: values.quick,
  });
}
