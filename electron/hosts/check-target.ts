// Whether a result can be written where the words of a command say, asked before any work is done or paid for.
import { stat } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { err, ok, type Result } from "#shared/errors/result.ts";

/** @param out,read absolute paths: of the result, and of the pictures that it is made from. Errors: `invalid-input` */
export async function checkTarget(call: string, out: string, read: readonly string[]): Promise<Result<null>> {
  const refuse = (issue: string): Result<null> => err({ kind: "invalid-input", call, issues: [issue] });
  if (read.includes(out)) return refuse(`${basename(out)} is one of the pictures that are read`);
  const folder = await stat(dirname(out)).catch(() => null);
  return folder?.isDirectory() === true ? ok(null) : refuse(`there is no folder ${dirname(out)}`);
}
