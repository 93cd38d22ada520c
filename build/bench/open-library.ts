// A library as the app opens it, for benches that need no page.
import { randomBytes } from "node:crypto";
import { openLibrary, type Library } from "#electron/library/library.ts";
import { createImageCodec } from "#electron/platform/image-codec.ts";
import { createLog } from "#electron/platform/log.ts";

export type BenchLibrary = { readonly library: Library; readonly close: () => Promise<void> };

/** Opens or makes it; rejects where that cannot be done. */
export async function openBenchLibrary(folder: string): Promise<BenchLibrary> {
  const codec = createImageCodec();
  const opened = await openLibrary({
    folder,
    mayCreate: true,
    codec,
    log: createLog({ folder: null }),
    now: Date.now,
    randomBytes,
    owner: { host: "bench" },
  });
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  const library = opened.value;
  return {
    library,
    close: async () => {
      await library.close();
      await codec.close();
    },
  };
}
