// Builds the pyramid of one picture off the page's thread: decodes, halves, cuts into tiles, hands every level over as soon
// as it is there.

/** Long edge at which the pyramid ends, and the largest side of a tile, px. */
const SMALLEST_PX = 512;
const TILE_PX = 2048;

type PartRect = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

export type PyramidAsk = { readonly source: Blob };

export type PyramidTile = {
  /** In px of the full picture. */
  readonly rect: PartRect;
  readonly bitmap: ImageBitmap;
};

export type PyramidNews =
  /** `hasAlpha` is false only where the format cannot have clear pixels. */
  | {
      readonly kind: "size";
      readonly width: number;
      readonly height: number;
      readonly hasAlpha: boolean;
    }
  | { readonly kind: "level"; readonly level: number; readonly tiles: readonly PyramidTile[] }
  | { readonly kind: "done" }
  | { readonly kind: "failed"; readonly message: string };

function tell(news: PyramidNews, transfer: Transferable[] = []): void {
  postMessage(news, { transfer });
}

async function build({ source }: PyramidAsk): Promise<void> {
  let bitmap = await createImageBitmap(source, { imageOrientation: "from-image" });
  const { width, height } = bitmap;
  tell({ kind: "size", width, height, hasAlpha: await mayBeClear(source) });
  for (let level = 0; ; level++) {
    const isLast = Math.max(bitmap.width, bitmap.height) <= SMALLEST_PX;
    const smaller = isLast ? null : await halve(bitmap);
    await send(level, bitmap, width, height);
    if (smaller === null) return;
    bitmap = smaller;
  }
}

/** JPEG has no alpha; nor has PNG of grey or RGB, unless a colour is named clear before its pixels begin. */
async function mayBeClear(source: Blob): Promise<boolean> {
  const head = new Uint8Array(await source.slice(0, 65_536).arrayBuffer());
  if (head[0] === 0xff && head[1] === 0xd8) return false;
  const isPng = head[0] === 0x89 && head[1] === 0x50;
  const colourType = head[25] ?? 6;
  if (!isPng || (colourType !== 0 && colourType !== 2)) return true;
  const text = new TextDecoder("latin1").decode(head);
  const pixels = text.indexOf("IDAT");
  return pixels < 0 || text.slice(0, pixels).includes("tRNS");
}

async function halve(bitmap: ImageBitmap): Promise<ImageBitmap> {
  return await createImageBitmap(bitmap, {
    resizeWidth: Math.max(1, Math.round(bitmap.width / 2)),
    resizeHeight: Math.max(1, Math.round(bitmap.height / 2)),
    resizeQuality: "medium",
  });
}

async function send(
  level: number,
  bitmap: ImageBitmap,
  fullWidth: number,
  fullHeight: number,
): Promise<void> {
  const [scaleX, scaleY] = [fullWidth / bitmap.width, fullHeight / bitmap.height];
  const isWhole = bitmap.width <= TILE_PX && bitmap.height <= TILE_PX;
  const tiles: PyramidTile[] = [];
  for (let y = 0; y < bitmap.height; y += TILE_PX) {
    for (let x = 0; x < bitmap.width; x += TILE_PX) {
      const width = Math.min(TILE_PX, bitmap.width - x);
      const height = Math.min(TILE_PX, bitmap.height - y);
      tiles.push({
        rect: { x: x * scaleX, y: y * scaleY, width: width * scaleX, height: height * scaleY },
        bitmap: isWhole ? bitmap : await createImageBitmap(bitmap, x, y, width, height),
      });
    }
  }
  if (!isWhole) bitmap.close();
  tell(
    { kind: "level", level, tiles },
    tiles.map((tile) => tile.bitmap),
  );
}

addEventListener("message", (event: MessageEvent<PyramidAsk>) => {
  build(event.data).then(
    () => tell({ kind: "done" }),
    // The bytes do not decode, or memory is short: the page says so.
    (error: unknown) => tell({ kind: "failed", message: String(error) }),
  );
});
