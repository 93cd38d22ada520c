// Loads sharp, once, with everything shut that pictures from strangers do not need. Only inside workers.
import type sharp from "sharp";

let loaded: Promise<typeof sharp> | undefined;

/** Decoders other than jpeg, png, webp, avif and gif are blocked; one thread, no cache. */
export function loadDecoder(): Promise<typeof sharp> {
  loaded ??= import("sharp").then(({ default: decoder }) => {
    decoder.concurrency(1);
    decoder.cache(false);
    decoder.block({ operation: ["VipsForeignLoad"] });
    decoder.unblock({
      operation: [
        "VipsForeignLoadJpeg",
        "VipsForeignLoadPng",
        "VipsForeignLoadWebp",
        "VipsForeignLoadHeif",
        "VipsForeignLoadNsgif",
      ],
    });
    return decoder;
  });
  return loaded;
}
