// One attempt of a job: intent on disk, send, reply on disk, into the library. Every way it can end is written here.
import type { StudioError } from "#shared/errors/studio-error.ts";
import type { JobId } from "#shared/model/ids.ts";
import { canAdvance } from "#shared/rules/advance-job.ts";
import { prepareRequest, type PreparedRequest } from "#shared/rules/prepare-request.ts";
import { classifyFileError, systemCode } from "#electron/platform/durable-file.ts";
import { explainJournalError } from "./journal-file.ts";
import type { Ledger } from "./job-ledger.ts";
import { idempotencyKeyOf, type JobRecord } from "./job-record.ts";
import type { Dispatch, JobPorts, Received } from "./ports.ts";
import type { ProgressGate } from "./progress-gate.ts";
import { worstReplyBytes } from "./held-room.ts";
import { stepAfterFailure } from "./retry-policy.ts";
import { saveReply } from "./save-reply.ts";
import type { Spool } from "./spool.ts";

export type AttemptParts = {
  readonly ports: JobPorts;
  readonly ledger: Ledger;
  readonly spool: Spool;
  readonly gate: ProgressGate;
  /** True once the queue is closing: what is cut then was not cancelled by the user. */
  readonly isClosing: () => boolean;
  /** No other request of this engine goes out before then. */
  readonly holdEngine: (engine: "api" | "demo", untilMs: number) => void;
};

/** Less than this and no picture is asked for, whatever its size: a disk so full has other troubles to come. */
const minFreeBytes = 64 * 2 ** 20;

/** Runs a queued job to wherever it gets. Resolves always. */
export async function runAttempt(id: JobId, signal: AbortSignal, parts: AttemptParts): Promise<void> {
  try {
    const begun = (await holdRoom(id, parts)) ? begin(id, signal, parts) : null;
    if (begun !== null) await sendAndKeep(id, begun, signal, parts);
  } catch (error) {
    endUnexpectedly(id, error, parts);
  } finally {
    parts.gate.forget(id);
    await parts.spool.freeRoom(id).catch(() => undefined);
  }
}

/** Room for the whole reply is taken from the disk before it is asked for (J8). False when the job ended here. */
async function holdRoom(id: JobId, parts: AttemptParts): Promise<boolean> {
  const { ports, ledger, spool } = parts;
  const { job } = demand(ledger, id);
  try {
    if (spool.freeBytes() < minFreeBytes) throw Object.assign(new Error("No room"), { code: "ENOSPC" });
    await spool.holdRoom(id, worstReplyBytes(job.request));
    return true;
  } catch (error) {
    fail(id, explainFolder(error, ports.folder), parts);
    return false;
  }
}

type Begun = { readonly prepared: PreparedRequest; readonly target: Dispatch["target"] };

/**
 * Everything that must hold before a socket opens; ends with the intent on disk (J2). Null when the job ended here.
 * In one go, without waiting: jobs begin in the order of the line.
 */
function begin(id: JobId, signal: AbortSignal, parts: AttemptParts): Begun | null {
  const { ports, ledger, spool } = parts;
  const { job, send, tries } = demand(ledger, id);
  if (signal.aborted) return fail(id, { kind: "cancelled" }, parts);
  const prepared = prepareRequest(job.request, send);
  if (!prepared.ok) return fail(id, prepared.error, parts);
  let target: Dispatch["target"];
  try {
    target = spool.prepareTarget(id);
  } catch (error) {
    return fail(id, explainFolder(error, ports.folder), parts);
  }
  try {
    ledger.advance(id, "sending", {
      startedAt: ports.clock.now(),
      endedAt: null,
      notBefore: null,
      attempts: job.attempts + 1,
      tries: tries + 1,
      receivedBytes: 0,
      totalBytes: null,
      error: null,
    });
  } catch (error) {
    return fail(id, explainJournalError(error, ports.folder), parts);
  }
  return { prepared: prepared.value, target };
}

async function sendAndKeep(
  id: JobId,
  { prepared, target }: Begun,
  signal: AbortSignal,
  parts: AttemptParts,
): Promise<void> {
  const { ports, ledger, gate } = parts;
  const record = demand(ledger, id);
  const markReceiving = (): void => {
    if (demand(ledger, id).job.state === "sending") ledger.record(id, "receiving", {});
  };
  const sent = await ports.send(prepared, {
    engine: record.job.engine,
    idempotencyKey: idempotencyKeyOf(record),
    encoding: record.send.encoding,
    target,
    shelter: parts.spool.shelter(id),
    signal,
    onReceiving: markReceiving,
    onProgress: (progress) => {
      ledger.progress(id, progress);
      gate.pass(id);
    },
    onWhole: async (received) => {
      markReceiving();
      await noteReply(id, received, parts);
    },
  });
  gate.forget(id);
  if (!sent.ok) {
    await parts.spool.dropEmptyPart(id).catch(() => undefined);
    fail(id, sent.error, parts);
    return;
  }
  markReceiving();
  ledger.record(id, "spooled", { endedAt: endOf(record, sent.value), usage: sent.value.usage });
  await saveReply(id, parts);
}

/** When the last byte came, by the measure of the wire. */
function endOf({ job }: JobRecord, { durationMs }: Received): number {
  return (job.startedAt ?? job.createdAt) + Math.round(durationMs);
}

/** The reply is worth more than its note: a note that finds no room does not stop it. */
async function noteReply(
  id: JobId,
  received: Received,
  { ledger, spool, ports }: AttemptParts,
): Promise<void> {
  const record = demand(ledger, id);
  const { bytes, usage } = received;
  const endedAt = endOf(record, received);
  try {
    await spool.writeNote({ version: 1, job: record.job, send: record.send, usage, endedAt, bytes });
  } catch (error) {
    ports.log(`job ${id}: its note was not written (${systemCode(error) ?? "unknown"})`);
  }
}

/** Ends an attempt that brought no picture. */
function fail(id: JobId, error: StudioError, parts: AttemptParts): null {
  const { ports, ledger } = parts;
  const { job, tries } = demand(ledger, id);
  const now = ports.clock.now();
  if (parts.isClosing() && error.kind === "cancelled") {
    if (job.state !== "queued") ledger.record(id, "queued", { notBefore: null });
    return null;
  }
  const told = parts.isClosing() ? asStopped(error) : error;
  const chance = (ports.randomBytes(1)[0] ?? 0) / 255;
  const step = stepAfterFailure(told, tries, chance);
  if (step.to === "queued" && canAdvance(job.state, "queued")) {
    const notBefore = Math.round(now + step.waitMs);
    if (step.holdsEngine) parts.holdEngine(job.engine, notBefore);
    ledger.record(id, "queued", { notBefore, error: told });
    return null;
  }
  const to = step.to === "queued" ? "failed" : step.to;
  ledger.record(id, canAdvance(job.state, to) ? to : "unknown", { endedAt: now, error: told });
  return null;
}

function asStopped(error: StudioError): StudioError {
  return error.kind === "interrupted" && error.cause === "cancelled-in-flight"
    ? { ...error, cause: "app-stopped" }
    : error;
}

/** A bug on the way must not leave a job that looks alive, nor one that looks free of charge. */
function endUnexpectedly(id: JobId, error: unknown, { ports, ledger }: AttemptParts): void {
  const logId = Buffer.from(ports.randomBytes(4)).toString("hex");
  ports.log(
    `bug ${logId} in job ${id}: ${error instanceof Error ? (error.stack ?? error.message) : typeof error}`,
  );
  const { job } = demand(ledger, id);
  const to = job.state === "queued" ? "failed" : "unknown";
  if (canAdvance(job.state, to))
    ledger.record(id, to, { endedAt: ports.clock.now(), error: { kind: "bug", logId } });
}

function explainFolder(error: unknown, folder: string): StudioError {
  return systemCode(error) === "ENOENT"
    ? { kind: "library-missing", folder }
    : classifyFileError(error, { folder });
}

function demand(ledger: Ledger, id: JobId): JobRecord {
  const record = ledger.get(id);
  if (record === null) throw new Error(`There is no job ${id}`);
  return record;
}
