// The door of this folder: opens journal and spool of a library and recovers what the last run left.
import { join } from "node:path";
import { err, ok, type Result } from "#shared/errors/result.ts";
import type { StudioError } from "#shared/errors/studio-error.ts";
import type { Notice } from "#shared/contract/notice.ts";
import { classifyFileError, systemCode } from "#electron/platform/durable-file.ts";
import { createLedger, type Ledger } from "./job-ledger.ts";
import { createJobQueue } from "./job-queue.ts";
import { explainJournalError, openJournalFile } from "./journal-file.ts";
import { createJournal } from "./journal.ts";
import type { JobPorts, JobQueue } from "./ports.ts";
import { reconcile } from "./recover-jobs.ts";
import { saveReply } from "./save-reply.ts";
import { openSpool, type Spool } from "./spool.ts";

/** Opens the queue of a library folder, puts waiting replies into the library, and starts sending. */
export async function openJobQueue(ports: JobPorts): Promise<Result<JobQueue>> {
  const opened = openJournalFile(ports.folder, ports.clock.now());
  if (!opened.ok) return opened;
  const journal = createJournal(opened.value.database);
  try {
    const spool = await openSpool(join(ports.folder, "spool"), ports.refuges);
    const inDoubt = await reconcile(journal, spool, ports);
    const ledger = createLedger(journal, ports.folder, ports.log);
    const recovered = await saveWaiting(ledger, spool, ports);
    const notices: Notice[] = [
      ...(opened.value.movedTo === null
        ? []
        : [{ id: "journal-replaced", movedTo: opened.value.movedTo } as const]),
      ...inDoubt,
      ...(recovered === 0 ? [] : [{ id: "replies-recovered", count: recovered } as const]),
    ];
    const queue = createJobQueue({ ports, ledger, spool, notices });
    queue.wake();
    return ok(queue);
  } catch (error) {
    journal.close();
    return err(explainOpening(error, ports.folder));
  }
}

function explainOpening(error: unknown, folder: string): StudioError {
  if (systemCode(error) === null) return explainJournalError(error, folder);
  return systemCode(error) === "ENOENT"
    ? { kind: "library-missing", folder }
    : classifyFileError(error, { folder });
}

/** Replies that were whole when the last run ended; answers how many are in the library now. */
async function saveWaiting(ledger: Ledger, spool: Spool, ports: JobPorts): Promise<number> {
  let count = 0;
  for (const { job } of Array.from(ledger.live()))
    if (job.state === "spooled" && (await saveReply(job.id, { ports, ledger, spool }))) count += 1;
  return count;
}
