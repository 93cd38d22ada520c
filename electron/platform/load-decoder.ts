// Loads sharp, once, with everything shut that pictures from strangers do not need. Only inside workers.
import type sharp from "sharp";

/** The part of `WebAssembly` that is used; Node's own types leave it to the browser's. */
interface WasmEngine {
  Memory: new (descriptor: object) => GrowingMemory;
}
interface GrowingMemory {
  readonly buffer: { readonly byteLength: number };
}

let loaded: Promise<typeof sharp> | undefined;
let memory: GrowingMemory | undefined;

/** Decoders other than jpeg, png, webp, avif and gif are blocked; one thread, no cache. */
export function loadDecoder(): Promise<typeof sharp> {
  loaded ??= importSeen().then((decoder) => {
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

/**
 * Bytes that the decoder holds, which only ever grow: what it frees is too scattered for the next large picture. 0 before
 * it is loaded.
 */
export function decoderBytes(): number {
  return memory?.buffer.byteLength ?? 0;
}

/** The decoder tells nobody of its memory, so it is seen as it is made. */
async function importSeen(): Promise<typeof sharp> {
  const engine = Reflect.get(globalThis, "WebAssembly") as WasmEngine;
  const { Memory } = engine;
  engine.Memory = new Proxy(Memory, {
    construct: (target, [descriptor]: [object]) => {
      memory = new target(descriptor);
      return memory;
    },
  });
  try {
    return (await import("sharp")).default;
  } finally {
    engine.Memory = Memory;
  }
}
