// From the spool into the library. Can be repeated at any time: the same job gives the same picture.
import { err, ok, type Result } from "#shared/errors/result.ts";
import type { JobId } from "#shared/model/ids.ts";
import { classifyFileError, systemCode } from "#electron/platform/durable-file.ts";
import { megapixelsOf } from "./estimate-click.ts";
import type { Ledger } from "./job-ledger.ts";
import type { JobPorts } from "./ports.ts";
import type { Spool } from "./spool.ts";

export type SaveParts = { readonly ports: JobPorts; readonly ledger: Ledger; readonly spool: Spool };

/**
 * Puts the reply of a spooled job into the library and answers whether it is there now. When the library cannot take
 * it, the job stays spooled with the error, and its bytes stay where they are (J7).
 */
export async function saveReply(id: JobId, { ports, ledger, spool }: SaveParts): Promise<boolean> {
  const record = ledger.get(id);
  if (record?.job.state !== "spooled") return false;
  const { job, usage } = record;
  const endedAt = job.endedAt ?? ports.clock.now();
  await spool.freeRoom(id).catch(() => undefined);
  const gathered = await gather(id, spool, ports);
  if (!gathered.ok) {
    ledger.record(id, null, { error: gathered.error });
    return false;
  }
  const kept = await ports.keep({ job, path: spool.replyPath(id), usage, endedAt });
  if (!kept.ok) {
    // Bytes that are gone from a library that is there will not come back; anything else may mend.
    const isGone = kept.error.kind === "file-unreadable" && (await spool.find(id)).reply === null;
    ledger.record(id, isGone ? "failed" : null, { error: kept.error });
    return false;
  }
  const picture = kept.value;
  if (picture.problem === "undecodable") {
    const error = { kind: "result-undecodable", billed: "yes", keptAs: picture.file } as const;
    ledger.record(id, "failed", { picture: picture.id, error });
  } else {
    const megapixels = (picture.widthPx * picture.heightPx) / 1e6 || megapixelsOf(job.request);
    ledger.record(id, "saved", { picture: picture.id, megapixels, error: null });
  }
  await spool.clear(id).catch(() => ports.log(`job ${id}: its spool files could not be removed`));
  return true;
}

/** What found no room while it came must have found some by now. */
async function gather(id: JobId, spool: Spool, { folder }: JobPorts): Promise<Result<null>> {
  try {
    await spool.gather(id);
    return ok(null);
  } catch (error) {
    return err(
      systemCode(error) === "ENOENT"
        ? { kind: "library-missing", folder }
        : classifyFileError(error, { folder, billed: "yes" }),
    );
  }
}
