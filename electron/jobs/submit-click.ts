// From a press of the button to jobs in the journal: all checked first, then all written at once or none.
import { err, ok, type Result } from "#shared/errors/result.ts";
import type { Violation } from "#shared/errors/violation.ts";
import { idFromBytes, type JobId } from "#shared/model/ids.ts";
import type { ImageRequest, Reference } from "#shared/model/image-request.ts";
import type { Job } from "#shared/model/job.ts";
import { checkTakes } from "#shared/rules/check-request.ts";
import { limits } from "#shared/rules/limits.ts";
import { prepareRequest } from "#shared/rules/prepare-request.ts";
import { expectRequest } from "./estimate-click.ts";
import type { Ledger } from "./job-ledger.ts";
import type { JobRecord, SendSnapshot } from "./job-record.ts";
import { explainJournalError } from "./journal-file.ts";
import type { Click, JobPorts } from "./ports.ts";

/** How many past requests an expectation looks at. */
export const pastCount = 500;

/** The same click again answers with the jobs that stand (J3). Errors: `invalid-request`, `reference-missing`, disk. */
export async function submitClick(
  click: Click,
  ports: JobPorts,
  ledger: Ledger,
): Promise<Result<{ jobs: Job[] }>> {
  const { responseFormat, userId, editEncoding } = ports.settings();
  const send: SendSnapshot = { responseFormat, userId, encoding: editEncoding };
  const violations = checkClick(click, send);
  if (violations.length > 0) return err({ kind: "invalid-request", violations });
  const missing = await findMissing(click.requests, ports);
  if (missing !== null) return err({ kind: "reference-missing", name: missing.name });
  try {
    const records = ledger.addClick(click.click, (place) =>
      makeRecords(click, { send, place }, ports, ledger),
    );
    return ok({ jobs: records.map(({ job }) => job) });
  } catch (error) {
    return err(explainJournalError(error, ports.folder));
  }
}

/** All that is wrong, each thing once (W3). */
function checkClick({ requests, takes }: Click, send: SendSnapshot): Violation[] {
  const found = [...checkTakes(takes)];
  const actual = requests.length * takes;
  if (found.length === 0 && actual > limits.jobsPerClick)
    found.push({ rule: "T1", field: "takes", values: { actual, min: 1, max: limits.jobsPerClick } });
  for (const request of requests) {
    const prepared = prepareRequest(request, send);
    if (!prepared.ok && prepared.error.kind === "invalid-request") found.push(...prepared.error.violations);
  }
  const seen = new Set<string>();
  return found.filter((violation) => {
    const text = JSON.stringify(violation);
    if (seen.has(text)) return false;
    seen.add(text);
    return true;
  });
}

async function findMissing(requests: readonly ImageRequest[], ports: JobPorts): Promise<Reference | null> {
  const byAsset = new Map(
    requests.flatMap(({ references }) =>
      references.map((reference) => [reference.asset, reference] as const),
    ),
  );
  for (const reference of byAsset.values()) if (!(await ports.hasReference(reference))) return reference;
  return null;
}

function makeRecords(
  { click, requests, takes, origin = { kind: "create" } }: Click,
  { send, place }: { readonly send: SendSnapshot; readonly place: number },
  ports: JobPorts,
  ledger: Ledger,
): JobRecord[] {
  const engine = ports.engine();
  const createdAt = ports.clock.now();
  const past = ledger.journal.past(engine, pastCount);
  return requests
    .flatMap((request) => {
      const expectedMs = expectRequest(request, past).durationMs;
      return Array.from({ length: takes }, () => ({ request, expectedMs }));
    })
    .map(({ request, expectedMs }, take, all) => ({
      job: {
        id: idFromBytes<JobId>(ports.randomBytes(8)),
        click,
        take,
        takes: all.length,
        request,
        origin,
        engine,
        state: "queued",
        createdAt,
        startedAt: null,
        endedAt: null,
        notBefore: null,
        attempts: 0,
        receivedBytes: 0,
        totalBytes: null,
        expectedMs,
        error: null,
        picture: null,
      },
      send,
      place: place + take,
      keyNumber: 0,
      tries: 0,
      usage: null,
      megapixels: null,
    }));
}
