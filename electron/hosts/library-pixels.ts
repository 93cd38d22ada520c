// The library as pages see it beside calls: pixels out, files in.
import { randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { Readable } from "node:stream";
import type { UploadReply } from "#shared/contract/media.ts";
import { err, ok } from "#shared/errors/result.ts";
import type { FoundRecipe } from "#shared/model/recipe.ts";
import type { PixelPort } from "#electron/ipc/pixel-port.ts";
import { explainOutsideError } from "./explain-outside-error.ts";
import type { TransferShelf } from "./transfer/transfer-shelf.ts";
import type { LibrarySession } from "./library-session.ts";
import { offerRecipe } from "./offer-recipe.ts";

export function createPixelPort(
  session: Pick<LibrarySession, "current">,
  transfers: Pick<TransferShelf, "find" | "place">,
): PixelPort {
  return {
    findAsset: async (asset) => {
      const shelf = session.current();
      if (!shelf.ok) return shelf;
      const file = await shelf.value.library.resolveAsset(asset);
      return file === null ? err({ kind: "not-found", what: "file", id: asset }) : ok(file);
    },
    findThumbnail: async (asset, widthPx) => {
      const shelf = session.current();
      if (!shelf.ok) return shelf;
      const path = await shelf.value.library.thumbnail(asset, widthPx);
      return path.ok ? ok({ path: path.value, mediaType: "image/webp" }) : path;
    },
    decodePixels: async (asset, crop, level, maxPixels) => {
      const shelf = session.current();
      return shelf.ok ? await shelf.value.compositions.pixels(asset, crop, level, maxPixels) : shelf;
    },
    findExport: (token) => {
      const file = transfers.find(token);
      if (file !== null) return file;
      const shelf = session.current();
      return shelf.ok ? shelf.value.compositions.exported(token) : null;
    },
    findCover: (id) => {
      const shelf = session.current();
      return shelf.ok ? { path: shelf.value.compositions.cover(id), mediaType: "image/webp" } : null;
    },
    receiveUpload: async ({ purpose, name, body, signal }): Promise<UploadReply> => {
      if (purpose === "sheet-words") {
        const token = randomBytes(16).toString("hex");
        try {
          const path = await transfers.place(token, "words.png", "image/png");
          await writeFile(path, Readable.from(body, { objectMode: false, signal }), { flag: "wx" });
          return ok({ purpose, token });
        } catch (error) {
          return err(explainOutsideError(error, { folder: tmpdir(), name: "" }));
        }
      }
      const shelf = session.current();
      if (!shelf.ok) return shelf;
      const { library, compositions } = shelf.value;
      if (purpose === "cover") {
        const kept = await compositions.keepCover(name, body);
        return kept.ok ? ok({ purpose }) : kept;
      }
      const stream = Readable.from(body, { objectMode: false, signal });
      if (purpose === "reference") {
        let found: FoundRecipe | null = null;
        const kept = await library.keepReference({ name, stream }, (recipe) => {
          found = recipe;
        });
        if (!kept.ok) return kept;
        return ok({ purpose, reference: kept.value, recipe: await offerRecipe(library, found) });
      }
      const taken = await library.importFile({ name, stream });
      if (!taken.ok) return taken;
      const { picture, fresh, recipe } = taken.value;
      return ok({ purpose, picture, fresh, recipe: await offerRecipe(library, recipe) });
    },
  };
}
