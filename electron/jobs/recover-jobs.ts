// What happens to the jobs of the last run when the app starts (J4). Nothing is sent here.
import type { Notice } from "#shared/contract/notice.ts";
import { isSettled, type JobState } from "#shared/model/job.ts";
import { recoverState } from "#shared/rules/advance-job.ts";
import type { JobRecord } from "./job-record.ts";
import type { Journal } from "./journal.ts";
import type { JobPorts } from "./ports.ts";
import type { Spool, SpoolEntry } from "./spool.ts";

/** The steps of the table that lead to a whole reply; a reply that is on disk has gone them all. */
const road: readonly JobState[] = ["queued", "sending", "receiving", "spooled"];

/** Brings the journal in line with the spool. Rejects with what the disk or SQLite threw. */
export async function reconcile(journal: Journal, spool: Spool, ports: JobPorts): Promise<Notice[]> {
  for (const entry of await spool.scan()) await reconcileReply(entry, journal, spool, ports);
  let inDoubt = 0;
  for (const { job } of journal.unsettled()) {
    if (recoverState(job.state) !== "unknown") continue;
    journal.advance(job.id, "unknown", {
      endedAt: ports.clock.now(),
      error: {
        kind: "interrupted",
        billed: "unknown",
        cause: "app-stopped",
        status: null,
        message: "",
      },
    });
    inDoubt += 1;
  }
  return inDoubt === 0 ? [] : [{ id: "jobs-in-doubt", count: inDoubt }];
}

async function reconcileReply(
  entry: SpoolEntry,
  journal: Journal,
  spool: Spool,
  ports: JobPorts,
): Promise<void> {
  const { id, reply, note } = entry;
  const known = journal.get(id);
  if (known !== null && hasPicture(known)) {
    await spool.clear(id);
  } else if (reply === null) {
    // Nothing but a note, or the fragment of a broken reply: it stays until the job has its picture.
  } else if (known !== null) {
    walkToSpooled(known, entry, journal.advance);
  } else if (note !== null) {
    // The journal is new; the note knows all that it knew.
    journal.add({
      job: {
        ...note.job,
        state: "spooled",
        endedAt: note.endedAt,
        notBefore: null,
        error: null,
        picture: null,
      },
      send: note.send,
      place: journal.nextPlace(),
      keyNumber: 0,
      tries: 1,
      usage: note.usage,
      megapixels: null,
    });
  } else {
    ports.log(`spool: the reply ${id} belongs to no known job and stays where it is`);
  }
}

function hasPicture({ job }: JobRecord): boolean {
  return isSettled(job) && job.picture !== null;
}

/** Takes a job whose reply is whole on disk the rest of the way there. */
export function walkToSpooled({ job }: JobRecord, { note }: SpoolEntry, advance: Journal["advance"]): void {
  const found = note === null ? {} : { usage: note.usage, endedAt: note.endedAt };
  const at = road.indexOf(job.state);
  for (const state of road.slice(at + 1))
    advance(job.id, state, state === "spooled" ? { ...found, error: null } : {});
}
