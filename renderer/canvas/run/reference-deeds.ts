// Pictures that go along with the window: taken in from files and from the library, labelled, put in order. Pure but for
// the calls; says nothing to people.
import type { Invoke } from "#shared/contract/registry.ts";
import type { Result } from "#shared/errors/result.ts";
import type { StudioError } from "#shared/errors/studio-error.ts";
import type { AssetId, PictureId } from "#shared/model/ids.ts";
import type { Reference } from "#shared/model/image-request.ts";
import { limits } from "#shared/rules/limits.ts";
import type { DeskStore } from "./desk-state.ts";

export type Upload = (file: File) => Promise<Result<Reference>>;

/** What came of an intake: how many were added or there already, what failed, and whether there was no room left. */
export type TakenIn = {
  readonly added: number;
  readonly twice: number;
  readonly failures: readonly StudioError[];
  readonly isFull: boolean;
};

/** How many pictures may go along: a guide takes one of the places. */
export function mostReferences({ hasGuide }: { readonly hasGuide: boolean }): number {
  return limits.references.maxAdditional - (hasGuide ? 1 : 0);
}

export async function addFiles(desk: DeskStore, upload: Upload, files: readonly File[]): Promise<TakenIn> {
  return await takeIn(
    desk,
    files.map((file) => async () => await upload(file)),
  );
}

export async function addPictures(
  desk: DeskStore,
  invoke: Invoke,
  ids: readonly PictureId[],
): Promise<TakenIn> {
  return await takeIn(
    desk,
    ids.map((id) => async () => await invoke("picture.reference", { id })),
  );
}

/** One after the other, so that they keep their order. A picture that is there already is not added twice. */
async function takeIn(
  desk: DeskStore,
  sources: readonly (() => Promise<Result<Reference>>)[],
): Promise<TakenIn> {
  const failures: StudioError[] = [];
  let [added, twice, isFull] = [0, 0, false];
  for (const source of sources) {
    const now = desk.getState();
    if (now.references.length >= mostReferences(now)) {
      isFull = true;
      break;
    }
    const reply = await source();
    if (!reply.ok) failures.push(reply.error);
    else if (put(desk, reply.value)) added++;
    else twice++;
  }
  return { added, twice, failures, isFull };
}

function put(desk: DeskStore, reference: Reference): boolean {
  const now = desk.getState();
  if (now.references.some(({ asset }) => asset === reference.asset)) return false;
  if (now.references.length >= mostReferences(now)) return false;
  desk.setState({ references: [...now.references, reference] });
  return true;
}

export function labelReference(desk: DeskStore, asset: AssetId, label: string): void {
  desk.setState(({ references }) => ({
    references: references.map((one) => (one.asset === asset ? { ...one, label } : one)),
  }));
}

export function removeReference(desk: DeskStore, asset: AssetId): void {
  desk.setState(({ references }) => ({ references: references.filter((one) => one.asset !== asset) }));
}

/** To a place counted from 0; the others close up. */
export function moveReference(desk: DeskStore, asset: AssetId, to: number): void {
  desk.setState(({ references }) => {
    const from = references.findIndex((one) => one.asset === asset);
    const moved = references[from];
    if (moved === undefined) return {};
    const place = Math.min(references.length - 1, Math.max(0, to));
    return { references: references.toSpliced(from, 1).toSpliced(place, 0, moved) };
  });
}
