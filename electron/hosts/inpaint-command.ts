// `inpaint`: the whole road of the canvas from one command. The picture comes into the library, a document is made of it,
// the takes go through the same queue, the best one becomes a patch, and the composite is written out.
import { randomBytes } from "node:crypto";
import { copyFile, rename, rm } from "node:fs/promises";
import { basename, dirname, resolve } from "node:path";
import { readMaskRegion } from "#electron/compositions/composite-files.ts";
import { classifyFileError, temporaryPathFor } from "#electron/platform/durable-file.ts";
import { err, ok, type Result } from "#shared/errors/result.ts";
import type { OpenComposition } from "#shared/contract/calls/composition-calls.ts";
import { frameOf, type Run } from "#shared/model/composition.ts";
import type { Loss, Proof } from "#shared/model/composition-record.ts";
import { idFromBytes, type ClickId, type JobId } from "#shared/model/ids.ts";
import { isSettled, type Job } from "#shared/model/job.ts";
import type { Take } from "#shared/model/patch.ts";
import { LEAK_SHARE } from "#shared/pixels/guide-picture.ts";
import { checkTarget } from "./check-target.ts";
import { chooseTake, doubtfulRuns, takesOf } from "./choose-take.ts";
import { engineLine, errorLine, guideLeakLine, lossLine, sendingLine } from "./command-line-sentences.ts";
import { exitCodes } from "./command-line-usage.ts";
import { figuresOf, sentenceOf } from "./composite-command.ts";
import { findGuideLeak } from "./find-guide-leak.ts";
import type { OpenShelf } from "./library-session.ts";
import type { TypedInpaint } from "./parse-composite.ts";
import type { Studio } from "./studio.ts";
import { exitCodeOfJobs, fail, type Terminal } from "./terminal.ts";

type StudioParts = Pick<Studio, "events" | "engine">;
type Standing = Pick<OpenComposition, "document" | "revision">;

/** Resolves to the exit code. The document stays in the library, to be opened on the canvas. */
export async function inpaint(
  studio: StudioParts,
  shelf: OpenShelf,
  wish: TypedInpaint,
  terminal: Terminal,
): Promise<number> {
  const target = await checkTarget("inpaint", resolve(wish.out), [resolve(wish.base), resolve(wish.mask)]);
  if (!target.ok) return fail(target.error, terminal);
  const opened = await openDocument(shelf, wish);
  if (!opened.ok) return fail(opened.error, terminal);
  const { opening, sending, [wish.format]: leaving } = opened.value.base.losses;
  const losses = [...opening, ...leaving];
  if (losses.length > 0) terminal.say(lossLine(losses));
  if (sending.length > 0) terminal.say(sendingLine(sending));
  const demo = engineLine(studio.engine());
  if (demo !== null) terminal.say(demo);
  const follow = followJobs(studio.events, terminal);
  const ran = await shelf.compositions.run({
    id: opened.value.document.id,
    revision: opened.value.revision,
    click: idFromBytes<ClickId>(randomBytes(8)),
    prompt: wish.prompt,
    references: [],
    region: opened.value.region,
    window: null,
    isWholeFrame: false,
    scope: "selection",
    hasGuide: wish.hasGuide,
    cutFrom: "below",
    patch: null,
    takes: wish.takes,
  });
  if (!ran.ok) {
    follow.end();
    return fail(ran.error, terminal);
  }
  const { run, jobs, revision } = ran.value;
  const { id: composition } = opened.value.document;
  terminal.print({
    event: "started",
    ...studio.engine(),
    library: shelf.library.folder,
    composition,
    window: run.window,
    sending,
    jobs: run.jobs,
  });
  const ended = await follow.settled(jobs, shelf);
  const takes = takesOf(ended, shelf, wish.hasGuide);
  const code = exitCodeOfJobs(ended);
  if (takes.length === 0) return code === exitCodes.done ? exitCodes.failed : code;
  const { document } = opened.value;
  const standing = { document: { ...document, runs: [] }, revision, losses };
  const finished = await finish(shelf, wish, standing, run, { takes, ended }, terminal);
  // A file that was written, or was not, settles no doubt about money.
  return finished === exitCodes.done || code === exitCodes.unknown ? code : finished;
}

async function openDocument(shelf: OpenShelf, wish: TypedInpaint) {
  const path = resolve(wish.base);
  const picture = await shelf.library.importFile({ name: basename(path), path });
  if (!picture.ok) return picture;
  const { id, widthPx: width, heightPx: height } = picture.value.picture;
  const mask = { mask: resolve(wish.mask), isMaskInverted: wish.isMaskInverted };
  const region = await readMaskRegion(mask, { width, height });
  if (!region.ok) return region;
  const opened = await shelf.compositions.create({ kind: "picture", picture: id });
  return opened.ok ? ok({ ...opened.value, region: region.value }) : opened;
}

async function finish(
  shelf: OpenShelf,
  wish: TypedInpaint,
  standing: Standing & { readonly losses: readonly Loss[] },
  run: Run,
  { takes, ended }: { readonly takes: readonly Take[]; readonly ended: readonly Job[] },
  terminal: Terminal,
): Promise<number> {
  const chosen = await chooseTake(shelf, wish, standing.document, run, takes, ({ job }, error) => {
    terminal.print({ event: "skipped", job, error });
    terminal.say(`Take ${run.jobs.indexOf(job) + 1} is left out. ${errorLine(error)}`);
  });
  if (!chosen.ok) {
    const code = fail(chosen.error, terminal);
    // Its takes stay with the document; they may have been paid for.
    return code === exitCodes.usage ? exitCodes.unknown : code;
  }
  const { patch, report } = chosen.value;
  const document = { ...chosen.value.document, runs: doubtfulRuns(run, ended, patch.id) };
  const saved = await shelf.compositions.save(document, standing.revision);
  if (!saved.ok) return fail(saved.error, terminal);
  const isWritten = report.verdict !== "changed" || wish.isForced || wish.settings.isManual;
  const written = await writeOut(shelf, wish, { document, revision: saved.value.revision }, isWritten);
  if (!written.ok) return fail(written.error, terminal);
  const out = isWritten ? resolve(wish.out) : null;
  const { proof } = written.value;
  const { job, reply } = chosen.value.take;
  const sent = ended.find(({ id }) => id === job)?.request.references[0]?.asset;
  const guideLeak = await findGuideLeak(shelf.compositions, run, frameOf(document), sent, reply);
  terminal.print({
    event: "composite",
    out,
    composition: document.id,
    takes: takes.length,
    guideLeak,
    ...figuresOf({ report, proof, losses: standing.losses }),
  });
  terminal.say(sentenceOf({ report, proof, isWritten }));
  if (guideLeak !== null && guideLeak > LEAK_SHARE) terminal.say(guideLeakLine);
  return isWritten ? exitCodes.done : exitCodes.changed;
}

/** Without a file to write, only the proof is made. */
async function writeOut(
  { compositions }: OpenShelf,
  wish: TypedInpaint,
  { document, revision }: Standing,
  isWritten: boolean,
): Promise<Result<{ proof: Proof }>> {
  const { format, quality, hasProofInFile } = wish;
  const made = await compositions.export({ id: document.id, revision, format, quality, hasProofInFile });
  if (!made.ok || !isWritten) return made;
  const file = compositions.exported(made.value.token);
  if (file === null) return err({ kind: "not-found", what: "file", id: made.value.token });
  const out = resolve(wish.out);
  const temporary = temporaryPathFor(out);
  try {
    await copyFile(file.path, temporary);
    await rename(temporary, out);
    return made;
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    return err(classifyFileError(error, { folder: dirname(out), name: basename(out) }));
  }
}

/** A line for each new state of the jobs, until all have settled; Ctrl-C cancels them. */
function followJobs(events: Studio["events"], { print, say, stop }: Terminal) {
  const latest = new Map<JobId, Job>();
  let wake = (): void => undefined;
  const end = events.subscribe(({ event }) => {
    if (event.name !== "job.changed") return;
    latest.set(event.job.id, event.job);
    wake();
  });
  return {
    end,
    settled: async (jobs: readonly Job[], { queue }: OpenShelf): Promise<Job[]> => {
      const said = new Map<JobId, Job["state"]>();
      const cancelAll = (): void => {
        say("Stopping. Requests that are under way may be charged.");
        for (const { id } of jobs) void queue.cancel(id);
      };
      stop.addEventListener("abort", cancelAll, { once: true });
      if (stop.aborted) cancelAll();
      for (;;) {
        const present = jobs.map((job) => latest.get(job.id) ?? job);
        for (const { id, take, state, error } of present) {
          if (said.get(id) === state) continue;
          said.set(id, state);
          print({ event: "job", id, take, state, error });
          if (error !== null) say(errorLine(error));
        }
        if (present.every(isSettled)) {
          stop.removeEventListener("abort", cancelAll);
          end();
          return present;
        }
        await new Promise<void>((resume) => {
          wake = resume;
        });
      }
    },
  };
}
