// The file of a picture that is to go out, as it was taken in; what is not there, or not as it was, is told by name.
import { access, constants } from "node:fs/promises";
import { err, ok, type Result } from "#shared/errors/result.ts";
import type { StudioError } from "#shared/errors/studio-error.ts";
import type { PictureId } from "#shared/model/ids.ts";
import type { Picture } from "#shared/model/picture.ts";
import { explainOutsideError } from "#electron/hosts/explain-outside-error.ts";
import type { TaskReport } from "#electron/hosts/task-desk.ts";
import type { Library } from "#electron/library/library.ts";

/** A picture and where its bytes lie; `ownPath` is what its record names, for names. */
export type Outgoing = { readonly picture: Picture; readonly path: string; readonly ownPath: string };

type Finder = Pick<Library, "get" | "pathOf" | "resolveAsset">;

/** Errors: `not-found`; `file-changed`, or why it cannot be read. */
export async function originalOf(library: Finder, id: PictureId): Promise<Result<Outgoing>> {
  const found = library.get(id);
  if (!found.ok) return found;
  const own = library.pathOf(id);
  if (!own.ok) return own;
  const { picture } = found.value;
  const file = await library.resolveAsset(picture.asset);
  return file === null
    ? err(await whyNot(own.value, picture.title.slice(0, 200)))
    : ok({ picture, path: file.path, ownPath: own.value });
}

/** Null where there is nothing to take out: that is counted as `failed`, with a finding. */
export async function findOutgoing(
  library: Finder,
  id: PictureId,
  report: Pick<TaskReport, "count" | "find">,
): Promise<Outgoing | null> {
  const original = await originalOf(library, id);
  if (original.ok) return original.value;
  const found = library.get(id);
  report.count("failed");
  report.find(found.ok ? found.value.picture.title.slice(0, 200) : id, original.error);
  return null;
}

async function whyNot(path: string, name: string): Promise<StudioError> {
  try {
    await access(path, constants.R_OK);
    return { kind: "file-changed", name };
  } catch (error) {
    return explainOutsideError(error, { folder: path, name });
  }
}
