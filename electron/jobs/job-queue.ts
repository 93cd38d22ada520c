// The queue of one library: carries out what people ask for. A paid picture is neither lost nor paid for twice by it.
import { err, ok, type Result } from "#shared/errors/result.ts";
import type { Notice } from "#shared/contract/notice.ts";
import { idFromBytes, type ClickId, type JobId } from "#shared/model/ids.ts";
import { isSettled, type Job } from "#shared/model/job.ts";
import { createBudget } from "./budget.ts";
import { estimateClick } from "./estimate-click.ts";
import type { Ledger } from "./job-ledger.ts";
import type { JobRecord } from "./job-record.ts";
import { explainJournalError } from "./journal-file.ts";
import type { JobPorts, JobQueue } from "./ports.ts";
import { createProgressGate } from "./progress-gate.ts";
import { walkToSpooled } from "./recover-jobs.ts";
import { runAttempt } from "./run-attempt.ts";
import { saveReply } from "./save-reply.ts";
import type { Spool } from "./spool.ts";
import { pastCount, submitClick } from "./submit-click.ts";
import { createWaitingLine, type WaitingLine } from "./waiting-line.ts";

type QueueParts = {
  readonly ports: JobPorts;
  readonly ledger: Ledger;
  readonly spool: Spool;
  readonly notices: readonly Notice[];
};

/** Nothing is sent until the first `wake`. */
export function createJobQueue({ ports, ledger, spool, notices }: QueueParts): JobQueue {
  let isPaused = ledger.journal.isPaused();
  let isClosing = false;
  const saving = new Map<JobId, Promise<boolean>>();
  const gate = createProgressGate(ports.clock, (id) => {
    const record = ledger.get(id);
    if (record !== null) ledger.tell({ name: "job.changed", job: record.job });
  });
  const line: WaitingLine = createWaitingLine({
    ledger,
    clock: ports.clock,
    parallel: () => ports.settings().parallelRequests,
    isPaused: () => isPaused,
    isHeldBack: (engine) => {
      if (engine !== "api") return false;
      // A budget that cannot be read lets nothing out.
      const isHolding = attempt(budget.isHolding);
      return !isHolding.ok || isHolding.value;
    },
    run: async (id, signal) => {
      await runAttempt(id, signal, {
        ports,
        ledger,
        spool,
        gate,
        isClosing: () => isClosing,
        holdEngine: (engine, untilMs) => line.hold(engine, untilMs),
      });
      // What was spent is judged before the next one starts.
      attempt(budget.review);
    },
  });
  const budget = createBudget(ports, ledger.journal, ledger.tell, () => line.pump());

  const jobOf = (id: JobId): Job | null => ledger.get(id)?.job ?? null;
  const noJob = (id: JobId): Result<never> => err({ kind: "not-found", what: "job", id });
  const wrongState = (job: Job): Result<never> => err({ kind: "not-in-this-state", state: job.state });
  /** Runs a change that the journal may refuse. */
  const attempt = <T>(change: () => T): Result<T> => {
    try {
      return ok(change());
    } catch (error) {
      return err(explainJournalError(error, ports.folder));
    }
  };

  async function cancel(id: JobId, onlyUnsent = false): Promise<Result<Job>> {
    const job = jobOf(id);
    if (job === null) return noJob(id);
    // Until its intent is written (J2) nothing is on the wire, even of one that is about to start.
    if (onlyUnsent && job.state !== "queued") return wrongState(job);
    const flight = line.flight(id);
    if (flight !== null && job.state !== "spooled") {
      flight.stop();
      await flight.landed;
      return ok(jobOf(id) ?? job);
    }
    if (job.state !== "queued") return wrongState(job);
    const error = { kind: "cancelled" } as const;
    return attempt(() => ledger.advance(id, "cancelled", { endedAt: ports.clock.now(), error }).job);
  }

  async function saveAgain(id: JobId, job: Job): Promise<Result<Job>> {
    const running = saving.get(id) ?? saveReply(id, { ports, ledger, spool });
    saving.set(id, running);
    await running.finally(() => saving.delete(id));
    return ok(jobOf(id) ?? job);
  }

  /** A reply that does not decode is in the library under this job; what comes next needs a job of its own. */
  async function askAnew(job: Job): Promise<Result<Job>> {
    const click = idFromBytes<ClickId>(ports.randomBytes(8));
    const submitted = await submitClick(
      { click, requests: [job.request], takes: 1, origin: job.origin },
      ports,
      ledger,
    );
    if (!submitted.ok) return submitted;
    line.pump();
    return ok(submitted.value.jobs[0] ?? job);
  }

  function backIntoLine(record: JobRecord): Result<Job> {
    const { job } = record;
    // What is in doubt keeps its key, so that a server that knows keys can answer with the same picture (J6).
    const keyNumber = job.state === "unknown" ? record.keyNumber : record.keyNumber + 1;
    const patch = {
      place: ledger.journal.nextPlace(),
      keyNumber,
      tries: 0,
      notBefore: null,
      startedAt: null,
      endedAt: null,
      receivedBytes: 0,
      totalBytes: null,
      error: null,
    };
    const queued = attempt(() => ledger.advance(job.id, "queued", patch).job);
    line.pump();
    return queued;
  }

  async function retry(id: JobId): Promise<Result<Job>> {
    const record = ledger.get(id);
    if (record === null) return noJob(id);
    const { job } = record;
    if (job.state === "spooled" && line.flight(id) === null) return await saveAgain(id, job);
    if (!isSettled(job) || job.state === "saved") return wrongState(job);
    for (const reference of job.request.references)
      if (!(await ports.hasReference(reference)))
        return err({ kind: "reference-missing", name: reference.name });
    const lying = await spool.find(id);
    // Asked again after the waits: a second press may have come first.
    const now = ledger.get(id) ?? record;
    if (!isSettled(now.job)) return ok(now.job);
    if (lying.reply !== null && job.picture === null) {
      // The reply is whole and only could not be filed: nothing is sent for what is there.
      const filed = attempt(() => walkToSpooled(now, lying, ledger.advance));
      return filed.ok ? await saveAgain(id, now.job) : filed;
    }
    return job.picture === null ? backIntoLine(now) : await askAnew(job);
  }

  return {
    notices,
    submit: async (click) => {
      const submitted = await submitClick(click, ports, ledger);
      line.pump();
      return submitted;
    },
    list: (settled) => ({ jobs: ledger.list(settled), paused: isPaused }),
    jobsOfClick: ledger.ofClick,
    cancel,
    retry,
    dismiss: (id) => {
      const job = jobOf(id);
      if (job === null) return noJob(id);
      if (!isSettled(job) || job.state === "saved") return wrongState(job);
      const dismissed = attempt(() => ledger.dismiss(id));
      return dismissed.ok ? ok({}) : dismissed;
    },
    setPaused: (paused) => {
      const written = attempt(() => ledger.journal.setPaused(paused));
      if (!written.ok) return written;
      isPaused = paused;
      ledger.tell({ name: "queue.changed", paused });
      line.pump();
      return ok({ paused });
    },
    estimate: (wish) => estimateClick(wish, ledger.journal.past(ports.engine(), pastCount), ports.settings()),
    usageBeside: ledger.journal.usageBeside(ports.spent.missingJobs),
    budget: budget.state,
    allowMore: () => attempt(budget.allowMore),
    onEvent: ledger.onEvent,
    wake: () => {
      attempt(budget.review);
      line.pump();
    },
    close: async () => {
      isClosing = true;
      budget.close();
      await line.close();
      await Promise.all(saving.values());
      // What is in memory gets a last chance to reach the disk.
      for (const { job } of Array.from(ledger.live()))
        if (spool.isAtRisk(job.id)) await saveReply(job.id, { ports, ledger, spool });
      ledger.journal.close();
    },
  };
}
