// The works that are shared out over rows, by name: what a second thread is asked for.
import { matchRows } from "./match-rows.ts";
import { surveyRows } from "./survey-rows.ts";
import { warpStrips } from "./warp-passes.ts";

/** Each does units `from`..`to` of its input and answers a few numbers. */
export const rowWorks = { survey: surveyRows, warp: warpStrips, match: matchRows };

export type RowWorks = typeof rowWorks;
