// The base of a document on disk: is it there, is it still the same bytes, what is it made of, and what would be lost.
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { Result } from "#shared/errors/result.ts";
import type { BaseState } from "#shared/contract/calls/composition-calls.ts";
import type { Composition } from "#shared/model/composition.ts";
import type { AssetId } from "#shared/model/ids.ts";
import { lossesOfDocument } from "#shared/rules/list-losses.ts";
import { systemCode } from "#electron/platform/durable-file.ts";
import { isSrgbName } from "./colour-profile.ts";
import type { PictureNature } from "./decode-picture.ts";
import type { CompositionPorts } from "./ports.ts";

export type BaseFile =
  | { readonly state: "blank" }
  | { readonly state: "there"; readonly path: string }
  | { readonly state: "missing" | "changed" };

/** Looks at the bytes, once for each state of the file. */
export function createBaseFinder({ findAsset, pathOf }: Pick<CompositionPorts, "findAsset" | "pathOf">) {
  const verified = new Map<AssetId, string>();
  return async ({ base }: Pick<Composition, "base">): Promise<BaseFile> => {
    if (base.kind === "blank") return { state: "blank" };
    const file = await findAsset(base.asset);
    try {
      if (file === null)
        return {
          state: (await isFile(base.picture === null ? null : pathOf(base.picture))) ? "changed" : "missing",
        };
      const { mtimeMs, size, ino } = await stat(file.path);
      const stamp = `${file.path} ${mtimeMs} ${size} ${ino}`;
      if (verified.get(base.asset) !== stamp) {
        if ((await hashOf(file.path)) !== base.asset) return { state: "changed" };
        verified.set(base.asset, stamp);
      }
      return { state: "there", path: file.path };
    } catch (error) {
      if (systemCode(error) === null) throw error;
      return { state: "missing" };
    }
  };
}

/** The library gives no file out that is not what its hash says: one that is there all the same was changed. */
async function isFile(path: Result<string> | null): Promise<boolean> {
  return path?.ok === true && (await stat(path.value)).isFile();
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const part of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(part as Buffer);
  return hash.digest("hex");
}

/** What each way out loses, from the base's header. A document that its base does not cover has an alpha. */
export function describeBase(
  file: BaseFile["state"],
  nature: PictureNature | null,
  document: Pick<Composition, "base" | "sizePx" | "origin">,
): BaseState {
  const { base, sizePx, origin } = document;
  const isCovered =
    base.kind === "picture" &&
    origin.x >= 0 &&
    origin.y >= 0 &&
    base.sizePx.widthPx >= origin.x + sizePx.widthPx &&
    base.sizePx.heightPx >= origin.y + sizePx.heightPx;
  const hasAlpha = !isCovered || (nature !== null && hasAlphaOf(nature));
  return {
    file,
    bitsPerChannel: nature?.bits ?? 8,
    hasAlpha,
    isCmyk: nature?.isCmyk ?? false,
    profile: nature?.profileName ?? null,
    losses: lossesOf(nature, hasAlpha),
  };
}

/** What opening a picture loses, sending a part of it, and each way out of a document on it. */
export function lossesOf(nature: PictureNature | null, hasAlpha: boolean): BaseState["losses"] {
  if (nature === null) return { ...lossesOfDocument(null, hasAlpha), sending: [] };
  const { bits, channels, isCmyk, frames, profile, profileName, exif } = nature;
  const isGrey = channels <= 2;
  const file = { bitsPerChannel: bits, isGrey, hasAlpha: hasAlphaOf(nature), isCmyk, frames };
  const hasOwnColours = !isGrey && profile !== null && !isSrgbName(profileName ?? "");
  return {
    ...lossesOfDocument({ ...file, hasProfile: profile !== null, hasExif: exif !== null }, hasAlpha),
    sending: [
      ...(hasOwnColours ? (["sent-as-srgb"] as const) : []),
      ...(bits > 8 ? (["reduced-to-8-bit"] as const) : []),
    ],
  };
}

/** Grey or colours with an alpha. */
export function hasAlphaOf({ channels }: Pick<PictureNature, "channels">): boolean {
  return channels % 2 === 0;
}
