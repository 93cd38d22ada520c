// `composite`: a reply into a picture, file to file. Needs no library, no key and no network.
import { resolve } from "node:path";
import { compositeFiles, type CompositeFilesReport } from "#electron/compositions/composite-files.ts";
import type { Loss, Proof } from "#shared/model/composition-record.ts";
import type { PlaceReport } from "#shared/pixels/compose-take.ts";
import { checkTarget } from "./check-target.ts";
import { lossLine } from "./command-line-sentences.ts";
import { exitCodes } from "./command-line-usage.ts";
import type { TypedComposite } from "./parse-composite.ts";
import { fail, quietly, type Terminal } from "./terminal.ts";

/** Resolves to the exit code. */
export async function composite(
  wish: TypedComposite,
  loud: Pick<Terminal, "print" | "say">,
): Promise<number> {
  const terminal = quietly(loud, wish.isQuiet);
  const paths = {
    base: resolve(wish.base),
    reply: resolve(wish.reply),
    mask: resolve(wish.mask),
    out: resolve(wish.out),
  };
  const target = await checkTarget("composite", paths.out, [paths.base, paths.reply, paths.mask]);
  if (!target.ok) return fail(target.error, terminal);
  let losses: readonly Loss[] = [];
  const tellLosses = (told: readonly Loss[]) => {
    losses = told;
    if (told.length > 0) terminal.say(lossLine(told));
  };
  const done = await compositeFiles({ ...wish, ...paths, tellLosses });
  if (!done.ok) return fail(done.error, terminal);
  terminal.print({
    event: "composite",
    out: done.value.isWritten ? paths.out : null,
    ...figuresOf({ ...done.value, losses }),
  });
  terminal.say(sentenceOf(done.value));
  return done.value.isWritten ? exitCodes.done : exitCodes.changed;
}

/** The report as one object, without what only a program inside needs. `losses`: of the base and of the format. */
export function figuresOf({
  report,
  proof,
  losses,
  ...rest
}: {
  readonly report: PlaceReport;
  readonly proof: Proof;
  readonly losses: readonly Loss[];
}) {
  const { registration, ...figures } = report;
  const { outcome, map, agreement, photometry } = registration;
  return { ...rest, losses, proof, ...figures, registration: { outcome, map, agreement, photometry } };
}

/** For people: the proof, or why there is no file. */
export function sentenceOf({
  proof,
  report,
  isWritten,
}: Pick<CompositeFilesReport, "proof" | "report" | "isWritten">): string {
  if (!isWritten)
    return "The reply shows another composition than the base: nothing was written. --force writes it all the same.";
  const share = Math.round((1000 * report.rawChangedPixels) / Math.max(1, report.protectedPixels)) / 10;
  const found = report.verdict === "warned" ? " Look at it: the surroundings agree only in part." : "";
  return `0 of ${proof.protectedPixels.toLocaleString("en")} protected pixels changed; the reply had changed ${share} %.${found}`;
}
