// The file of a picture that is to go out, as it was taken in; what is not there, or not as it was, is told by name.
import { access, constants } from "node:fs/promises";
import type { StudioError } from "#shared/errors/studio-error.ts";
import type { PictureId } from "#shared/model/ids.ts";
import type { Picture } from "#shared/model/picture.ts";
import { explainOutsideError } from "#electron/hosts/explain-outside-error.ts";
import type { TaskReport } from "#electron/hosts/task-desk.ts";
import type { Library } from "#electron/library/library.ts";

/** A picture and where its bytes lie; `ownPath` is what its record names, for names. */
export type Outgoing = { readonly picture: Picture; readonly path: string; readonly ownPath: string };

/** Null where there is nothing to take out: that is counted as `failed`, with a finding. */
export async function findOutgoing(
  library: Pick<Library, "get" | "pathOf" | "resolveAsset">,
  id: PictureId,
  report: Pick<TaskReport, "count" | "find">,
): Promise<Outgoing | null> {
  const refuse = (name: string, error: StudioError): null => {
    report.count("failed");
    report.find(name, error);
    return null;
  };
  const found = library.get(id);
  if (!found.ok) return refuse(id, found.error);
  const { picture } = found.value;
  const name = picture.title.slice(0, 200);
  const own = library.pathOf(id);
  if (!own.ok) return refuse(name, own.error);
  const file = await library.resolveAsset(picture.asset);
  if (file !== null) return { picture, path: file.path, ownPath: own.value };
  return refuse(name, await whyNot(own.value, name));
}

async function whyNot(path: string, name: string): Promise<StudioError> {
  try {
    await access(path, constants.R_OK);
    return { kind: "file-changed", name };
  } catch (error) {
    return explainOutsideError(error, { folder: path, name });
  }
}
