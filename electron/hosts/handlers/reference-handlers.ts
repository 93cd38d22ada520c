// `reference.*`: pictures for requests that come from neither a file nor the library.
import { ok, type Result } from "#shared/errors/result.ts";
import type { Handlers } from "#shared/contract/registry.ts";
import { mediaTypeSchema, type Reference } from "#shared/model/image-request.ts";
import { extensionOf } from "#shared/rules/names.ts";
import { plainFileName } from "#electron/ipc/serve-pixels.ts";
import type { PictureStream } from "#electron/provider/send-call.ts";
import type { LibrarySession } from "#electron/hosts/library-session.ts";
import type { SendLine } from "#electron/hosts/send-line.ts";

type ReferenceHandlers = Pick<Handlers, "reference.fromUrl" | "reference.stopFetch">;

export interface ReferenceParts {
  readonly session: Pick<LibrarySession, "current">;
  readonly line: Pick<SendLine, "fetchPicture">;
}

/** The most that a reference keeps of an address. */
const longestAddress = 2000;

export function referenceHandlers({ session, line }: ReferenceParts): ReferenceHandlers {
  const underWay = new Map<string, AbortController>();

  async function fetchReference(address: string, stop: AbortSignal): Promise<Result<Reference>> {
    return await line.fetchPicture(
      address,
      async (picture) => {
        // Another library may have been opened since.
        const shelf = session.current();
        if (!shelf.ok) return shelf;
        const name = nameOf(picture);
        const kept = await shelf.value.library.keepReference({ name, stream: picture.bytes });
        if (!kept.ok) return kept;
        const { href } = picture.url;
        const isSame = kept.value.notes.length === 0 && href.length <= longestAddress;
        return ok({ ...kept.value, url: isSame ? href : null });
      },
      stop,
    );
  }

  return {
    "reference.fromUrl": async ({ url, ticket }) => {
      const before = session.current();
      if (!before.ok) return before;
      const stop = new AbortController();
      if (ticket !== undefined) underWay.set(ticket, stop);
      try {
        return await fetchReference(url, stop.signal);
      } finally {
        if (ticket !== undefined) underWay.delete(ticket);
      }
    },
    "reference.stopFetch": async ({ ticket }) => {
      underWay.get(ticket)?.abort();
      return ok({});
    },
  };
}

/** Servers that choose the format say so beside the bytes, not in the address: their word stands for the extension. */
function nameOf({ url, mediaType }: Pick<PictureStream, "url" | "mediaType">): string {
  const last = decode(url.pathname.split("/").at(-1) ?? "");
  const name = last === "" ? url.hostname : plainFileName(last);
  const known = mediaTypeSchema.safeParse(mediaType);
  if (!known.success) return name;
  const stem = name.replace(/\.(png|jpe?g|webp|avif|gif)$/i, "").slice(0, 240);
  return `${stem}.${extensionOf(known.data)}`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
