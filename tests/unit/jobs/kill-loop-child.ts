// Run as a child process that gets killed: a queue over the real provider, with a fresh click at each start.
// Prints a line for each step of a job, and for each reply that it has received whole, in the moment it has.
import { randomBytes } from "node:crypto";
import { constants, writeSync } from "node:fs";
import { copyFile, open, rename, stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { bareRecord, openBareQueue } from "#build/bench/queue/bare-queue.ts";
import type { Spooled } from "#electron/jobs/ports.ts";
import { ok, type Result } from "#shared/errors/result.ts";
import { idFromBytes, type ClickId } from "#shared/model/ids.ts";
import { blankRequest } from "#shared/model/image-request.ts";
import type { Picture } from "#shared/model/picture.ts";

const [folder = "", baseUrl = "", takes = "0"] = process.argv.slice(2);
const say = (line: string): void => void writeSync(1, `${line}\n`);

/** As the library does: a copy, safe on disk, under its name at last; the same job again changes nothing. */
async function keep(spooled: Spooled): Promise<Result<Picture>> {
  const { job, path } = spooled;
  const place = join(folder, "pictures", job.id);
  const isThere = await stat(place).then(
    () => true,
    () => false,
  );
  if (!isThere) {
    await copyFile(path, `${place}.tmp`, constants.COPYFILE_FICLONE);
    const file = await open(`${place}.tmp`, "r+");
    await file.sync();
    await file.close();
    await wait(Math.random() * 10);
    await rename(`${place}.tmp`, place);
    await wait(Math.random() * 10);
  }
  return ok(bareRecord(spooled));
}

const queue = await openBareQueue({
  folder,
  baseUrl,
  parallelRequests: 4,
  keep,
  onReceived: (idempotencyKey) => say(`received ${idempotencyKey}`),
});
// Each line is a moment at which this process may be killed.
queue.onEvent((event) => say(event.name === "job.changed" ? event.job.state : event.name));
say("open");
if (Number(takes) > 0) {
  const click = idFromBytes<ClickId>(randomBytes(8));
  const size = { widthPx: 1024, heightPx: 640 };
  await queue.submit({ click, requests: [{ ...blankRequest, prompt: "a", size }], takes: Number(takes) });
} else {
  // The last run: whatever is left comes to rest.
  while (queue.list(0).jobs.length > 0) await wait(20);
  await queue.close();
}
