// `generate` and `edit`: one click's worth of requests, followed until each has settled.
import { randomBytes } from "node:crypto";
import { basename, resolve } from "node:path";
import { ok, type Result } from "#shared/errors/result.ts";
import type { StudioError } from "#shared/errors/studio-error.ts";
import { idFromBytes, type ClickId, type JobId } from "#shared/model/ids.ts";
import type { ImageRequest, Reference } from "#shared/model/image-request.ts";
import { isSettled, type Job } from "#shared/model/job.ts";
import { checkTakes } from "#shared/rules/check-request.ts";
import { engineLine, errorLine, nearestSizesLine } from "./command-line-sentences.ts";
import type { OpenShelf } from "./library-session.ts";
import type { TypedRequest } from "./parse-command.ts";
import type { Studio } from "./studio.ts";
import { exitCodeOfJobs, fail, type Terminal } from "./terminal.ts";

/** Resolves to the exit code, when nothing will change any more. */
export async function send(
  studio: Pick<Studio, "events" | "engine">,
  shelf: OpenShelf,
  typed: TypedRequest,
  terminal: Terminal,
): Promise<number> {
  const { print, say, stop } = terminal;
  const violations = checkTakes(typed.takes);
  if (violations.length > 0) return fail({ kind: "invalid-request", violations: [...violations] }, terminal);
  const references = await keepReferences(shelf, typed.pictures);
  if (!references.ok) return fail(references.error, terminal);
  const request: ImageRequest = { ...typed.request, references: references.value };

  const choice = studio.engine();
  const demo = engineLine(choice);
  if (demo !== null) say(demo);
  const watch = watchJobs(studio.events, shelf, terminal);
  const click = idFromBytes<ClickId>(randomBytes(8));
  const submitted = await shelf.queue.submit({
    click,
    requests: [request],
    takes: typed.takes,
  });
  if (!submitted.ok) {
    watch.end();
    const code = fail(submitted.error, terminal);
    if (hasSizeViolation(submitted.error) && request.size !== "auto") say(nearestSizesLine(request.size));
    return code;
  }
  const { jobs } = submitted.value;
  print({ event: "started", ...choice, library: shelf.library.folder, jobs: jobs.map(({ id }) => id) });
  watch.tell();
  const cancelAll = (): void => {
    say("Stopping. Requests that are under way may be charged.");
    for (const { id } of jobs) void shelf.queue.cancel(id);
  };
  stop.addEventListener("abort", cancelAll, { once: true });
  if (stop.aborted) cancelAll();
  const ended = await watch.settled(jobs);
  stop.removeEventListener("abort", cancelAll);
  watch.end();
  return sumUp(ended, terminal);
}

function hasSizeViolation(error: StudioError): boolean {
  return error.kind === "invalid-request" && error.violations.some(({ field }) => field === "size");
}

async function keepReferences(shelf: OpenShelf, paths: readonly string[]): Promise<Result<Reference[]>> {
  const kept: Reference[] = [];
  for (const path of paths) {
    const reference = await shelf.library.keepReference({ name: basename(path), path: resolve(path) });
    if (!reference.ok) return reference;
    kept.push(reference.value);
  }
  return ok(kept);
}

/** Follows jobs by the studio's events: a line for each new state, and a picture's line when it is saved. */
function watchJobs(events: Studio["events"], shelf: OpenShelf, { print, say }: Terminal) {
  const latest = new Map<JobId, Job>();
  const early: Job[] = [];
  let isTelling = false;
  let wake = (): void => undefined;
  const note = (job: Job): void => {
    const before = latest.get(job.id);
    latest.set(job.id, job);
    if (before?.state === job.state) return;
    print({ event: "job", id: job.id, take: job.take, state: job.state, error: job.error });
    if (job.error !== null) say(errorLine(job.error));
    if (job.picture !== null) printPicture(job, shelf, print);
    wake();
  };
  const end = events.subscribe(({ event }) => {
    if (event.name !== "job.changed") return;
    if (isTelling) note(event.job);
    else early.push(event.job);
  });
  return {
    end,
    /** Tells what has come so far, and from now on what comes. */
    tell: (): void => {
      isTelling = true;
      for (const job of early.splice(0)) note(job);
    },
    settled: async (jobs: readonly Job[]): Promise<Job[]> => {
      for (const job of jobs) if (!latest.has(job.id)) note(job);
      const present = () => jobs.map((job) => latest.get(job.id) ?? job);
      while (!present().every(isSettled))
        await new Promise<void>((wakeUp) => {
          wake = wakeUp;
        });
      return present();
    },
  };
}

function printPicture(job: Job, { library }: OpenShelf, print: Terminal["print"]): void {
  if (job.picture === null) return;
  const found = library.get(job.picture);
  const path = library.pathOf(job.picture);
  if (!found.ok || !path.ok) return;
  const { id, widthPx, heightPx, bytes, mediaType, engine, problem } = found.value.picture;
  print({
    event: "picture",
    job: job.id,
    id,
    path: path.value,
    widthPx,
    heightPx,
    bytes,
    mediaType,
    engine,
    problem,
  });
}

function sumUp(jobs: readonly Job[], { print, say }: Terminal): number {
  const count = (state: Job["state"]) => jobs.filter((job) => job.state === state).length;
  const counts = {
    saved: count("saved"),
    failed: count("failed"),
    unknown: count("unknown"),
    cancelled: count("cancelled"),
  };
  print({ event: "done", ...counts });
  say(
    Object.entries(counts)
      .filter(([, number]) => number > 0)
      .map(([state, number]) => `${number} ${state}`)
      .join(", "),
  );
  return exitCodeOfJobs(jobs);
}
