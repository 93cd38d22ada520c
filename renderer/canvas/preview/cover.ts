// A small picture of what the open document looks like, for lists: its base with the placed patches on it. Made when the
// patches rest and when the document is left, and handed to the host; nobody waits for it.
import { uploadFile } from "#renderer/bridge/bridge.ts";
import { tilesToDraw, type StageScene } from "#renderer/canvas/stage/stage-scene.ts";
import { coverSidePx, thumbUrl } from "#shared/contract/media.ts";
import { frameOf, type Composition } from "#shared/model/composition.ts";
import type { CanvasDocument } from "#renderer/canvas/document/canvas-document.ts";
import type { Preview } from "./preview.ts";
import { isShownSame, shownParts, type Shown } from "./shown-parts.ts";

const restMs = 600;

/** Answers how to stop, which makes the last one where it is due. */
export function keepCover(document: CanvasDocument, preview: Pick<Preview, "store">): () => void {
  const { base } = document.getState().composition;
  let ground: ImageBitmap | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;
  // Without patches it looks as the list shows it anyway.
  let kept: Shown | null =
    document.getState().composition.patches.length === 0 ? shownParts(document.getState().composition) : null;

  const make = (): void => {
    clearTimeout(timer);
    const { composition, draft } = document.getState();
    const { scene, outcomes } = preview.store.getState();
    const isPlaced = composition.patches.every(({ id, isVisible }) => !isVisible || outcomes.has(id));
    if (draft !== null || !isPlaced || (ground === null && base.kind === "picture")) return;
    if (kept !== null && isShownSame(kept, composition)) return;
    kept = shownParts(composition);
    const canvas = paintCover(composition, scene, ground);
    void canvas
      .convertToBlob({ type: "image/webp", quality: 0.8 })
      .then(async (blob) => await uploadFile("cover", blob, composition.id))
      .catch(() => undefined);
  };
  const touch = (): void => {
    clearTimeout(timer);
    timer = setTimeout(make, restMs);
  };
  if (base.kind === "picture")
    void readGround(thumbUrl(base.asset, coverSidePx)).then((bitmap) => {
      ground = bitmap;
      if (isOver) ground?.close();
      else touch();
    });
  const stop = preview.store.subscribe((next, last) => {
    if (next.scene.patches !== last.scene.patches || next.outcomes !== last.outcomes) touch();
  });
  return () => {
    stop();
    make();
    isOver = true;
    ground?.close();
  };
}

function paintCover(
  composition: Composition,
  scene: StageScene,
  ground: ImageBitmap | null,
): OffscreenCanvas {
  const frame = frameOf(composition);
  const scale = Math.min(1, coverSidePx / Math.max(frame.width, frame.height));
  const canvas = new OffscreenCanvas(
    Math.max(1, Math.round(frame.width * scale)),
    Math.max(1, Math.round(frame.height * scale)),
  );
  const context = canvas.getContext("2d");
  if (context === null) return canvas;
  context.scale(canvas.width / frame.width, canvas.height / frame.height);
  context.translate(-frame.x, -frame.y);
  const { base } = composition;
  if (ground !== null && base.kind === "picture")
    context.drawImage(ground, 0, 0, base.sizePx.widthPx, base.sizePx.heightPx);
  for (const { id, isVisible } of composition.patches) {
    const picture = isVisible ? scene.patches.get(id) : undefined;
    if (picture === undefined) continue;
    for (const { bitmap, rect } of tilesToDraw(picture, scale, frame))
      context.drawImage(bitmap, rect.x, rect.y, rect.width, rect.height);
  }
  return canvas;
}

async function readGround(url: string): Promise<ImageBitmap | null> {
  try {
    const reply = await fetch(url);
    return reply.ok ? await createImageBitmap(await reply.blob()) : null;
  } catch {
    return null;
  }
}
