// What the files of pictures are made of, by their headers.
import type { PictureId } from "#shared/model/ids.ts";
import type { FileNature } from "#shared/rules/list-losses.ts";
import type { Library } from "#electron/library/library.ts";
import type { ImageCodec } from "#electron/platform/image-codec.ts";

/** In the order asked for; null where a file is not there, or is none that can be read. */
export async function readNatures(
  library: Pick<Library, "pathOf">,
  codec: Pick<ImageCodec, "inspect">,
  ids: readonly PictureId[],
): Promise<(FileNature | null)[]> {
  return await Promise.all(
    ids.map(async (id) => {
      const path = library.pathOf(id);
      const facts = path.ok ? await codec.inspect({ path: path.value }) : path;
      if (!facts.ok) return null;
      const { bitsPerChannel, channels, hasAlpha, isCmyk, frames, hasColourProfile, hasExif } = facts.value;
      const isGrey = channels <= 2 && !isCmyk;
      return { bitsPerChannel, isGrey, hasAlpha, isCmyk, frames, hasProfile: hasColourProfile, hasExif };
    }),
  );
}
