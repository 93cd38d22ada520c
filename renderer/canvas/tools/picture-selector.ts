// Wand, smart select and magnetic lasso as the page asks for them: which part of what is seen is measured, at what size,
// in a worker that starts with the first question. One per open document.
import { docPoint, type DocPoint } from "#renderer/canvas/document/doc-point.ts";
import type { PixelSource } from "#renderer/canvas/document/pixel-source.ts";
import type { RectPx, RegionMode, RegionOperation } from "#shared/model/region.ts";
import { containsRect, inflateRect, intersectRects, isEmptyRect } from "#shared/pixels/rect.ts";
import type { FloodSettings } from "#shared/pixels/flood-select.ts";
import type { FoundMask, Lie, SelectionAnswer, SelectionAsk } from "./selection-work.ts";

/** Most px the wand looks at, smart select refines on, and a live wire grows over. */
const FLOOD_PX = 24_000_000;
const REFINE_PX = 4_000_000;
const WIRE_SIDE_PX = 640;
/** Long edge at which smart select decides, px. */
const DECIDE_EDGE_PX = 320;
/** Room around a rough stroke: its longer side this many times, at least so many px; more where the thing goes on beyond. */
const ROOM_SHARES = [0.75, 2, 5];
const ROOM_PX = 96;
/** Share of the shorter side within which what was found was cut off by the room's border, not by an edge. */
const CUT_SHARE = 0.045;

/** An operation for the region; or why there is none. "stale": another question came first. */
export type SelectionResult = RegionOperation | "no-picture" | "nothing" | "stale" | "failed";

/** No points where none can be found: then it is straight. */
type FoundWay = { readonly to: DocPoint; readonly points: readonly DocPoint[] };

type Waiting = (answer: SelectionAnswer) => void;

export class PictureSelector {
  #pixels: PixelSource | null = null;
  #worker: Worker | null = null;
  readonly #waiting = new Map<number, Waiting>();
  #asked = 0;
  #latest = 0;
  /** Where ways can be found from the last anchor; null until it is known, and where there are none. */
  #wire: { readonly rect: RectPx; readonly scale: number } | null = null;
  #anchoring: Promise<void> = Promise.resolve();
  #anchors = 0;
  #wished: DocPoint | null = null;
  #isFinding = false;

  /** What is measured on; null while there is no stage. */
  setPixels(pixels: PixelSource | null): void {
    this.#pixels = pixels;
  }

  /** The wand at a point. */
  async flood(
    frame: RectPx,
    at: DocPoint,
    settings: FloodSettings,
    mode: RegionMode,
  ): Promise<SelectionResult> {
    const factor = factorFor(frame, FLOOD_PX);
    const picture = await this.#grab(frame, 1 / factor);
    if (picture === null) return "no-picture";
    const [x, y] = [Math.floor((at.x - frame.x) / factor), Math.floor((at.y - frame.y) / factor)];
    const lie: Lie = { x: frame.x, y: frame.y, factor };
    return await this.#select({ kind: "flood", picture, lie, x, y, settings }, [picture], mode, "wand");
  }

  /** What lies under a rough stroke. */
  async segment(
    frame: RectPx,
    points: readonly DocPoint[],
    radiusPx: number,
    mode: RegionMode,
  ): Promise<SelectionResult> {
    let result: SelectionResult = "nothing";
    for (const share of ROOM_SHARES) {
      const rect = roomAround(points, radiusPx, frame, share);
      result = isEmptyRect(rect) ? "nothing" : await this.#segmentIn(rect, frame, points, radiusPx, mode);
      if (typeof result !== "object" || result.kind !== "runs" || !isCutOff(result.bounds, rect, frame))
        break;
    }
    return result;
  }

  async #segmentIn(
    rect: RectPx,
    frame: RectPx,
    points: readonly DocPoint[],
    radiusPx: number,
    mode: RegionMode,
  ): Promise<SelectionResult> {
    const factor = factorFor(rect, REFINE_PX);
    const scale = Math.min(1, DECIDE_EDGE_PX / Math.max(rect.width, rect.height));
    const small = await this.#grab(rect, scale);
    const full = await this.#grab(rect, 1 / factor);
    if (small === null || full === null) return "no-picture";
    const [scaleX, scaleY] = [small.width / rect.width, small.height / rect.height];
    const ask: SelectionAsk = {
      kind: "segment",
      small,
      full,
      lie: { x: rect.x, y: rect.y, factor },
      points: points.flatMap(({ x, y }) => [(x - rect.x) * scaleX, (y - rect.y) * scaleY]),
      radiusPx: radiusPx * Math.min(scaleX, scaleY),
      open: {
        left: rect.x === frame.x,
        top: rect.y === frame.y,
        right: rect.x + rect.width === frame.x + frame.width,
        bottom: rect.y + rect.height === frame.y + frame.height,
      },
    };
    return await this.#select(ask, [small, full], mode, "smart");
  }

  /** Where the next ways begin; those that were found from the anchor before are not answered any more. */
  async anchor(frame: RectPx, at: DocPoint): Promise<void> {
    this.#wire = null;
    const turn = ++this.#anchors;
    this.#anchoring = this.#growWire(frame, at, turn);
    await this.#anchoring;
  }

  async #growWire(frame: RectPx, at: DocPoint, turn: number): Promise<void> {
    const side = Math.round(Math.max(WIRE_SIDE_PX, Math.max(frame.width, frame.height) / 4));
    const [x, y] = [Math.round(at.x - side / 2), Math.round(at.y - side / 2)];
    const rect = intersectRects({ x, y, width: side, height: side }, frame);
    const pixel = { x: Math.floor(at.x), y: Math.floor(at.y), width: 1, height: 1 };
    if (isEmptyRect(rect) || !containsRect(rect, pixel)) return;
    const scale = Math.min(1, WIRE_SIDE_PX / Math.max(rect.width, rect.height));
    const picture = await this.#grab(rect, scale);
    if (picture === null) return;
    const [px, py] = [
      Math.min(picture.width - 1, Math.floor((at.x - rect.x) * scale)),
      Math.min(picture.height - 1, Math.floor((at.y - rect.y) * scale)),
    ];
    const answer = await this.#ask({ kind: "anchor", picture, x: px, y: py }, [picture]);
    if (turn === this.#anchors && answer.kind === "anchored") this.#wire = { rect, scale };
  }

  /**
   * The way along edges from the anchor, and where it leads: the newest wish by then. Null while another is being found,
   * which answers for all, and when another anchor was set meanwhile.
   */
  async findWay(to: DocPoint): Promise<FoundWay | null> {
    this.#wished = to;
    if (this.#isFinding) return null;
    this.#isFinding = true;
    let found: (FoundWay & { readonly anchor: number }) | null = null;
    while (this.#wished !== null) {
      // A pointer that rests before the anchor is ready gets its way then.
      await this.#anchoring;
      const wish: DocPoint = this.#wished;
      this.#wished = null;
      const anchor = this.#anchors;
      found = { to: wish, points: await this.#wayTo(wish), anchor };
    }
    this.#isFinding = false;
    return found?.anchor === this.#anchors ? { to: found.to, points: found.points } : null;
  }

  dispose(): void {
    this.#worker?.terminate();
    this.#worker = null;
    for (const answer of this.#waiting.values()) answer({ kind: "failed", message: "closed" });
    this.#waiting.clear();
  }

  async #wayTo(to: DocPoint): Promise<readonly DocPoint[]> {
    const wire = this.#wire;
    if (wire === null) return [];
    const { rect, scale } = wire;
    const answer = await this.#ask(
      { kind: "way", x: Math.floor((to.x - rect.x) * scale), y: Math.floor((to.y - rect.y) * scale) },
      [],
    );
    if (answer.kind !== "way") return [];
    return Array.from({ length: answer.points.length / 2 }, (_, i) =>
      docPoint(
        rect.x + ((answer.points[2 * i] ?? 0) + 0.5) / scale,
        rect.y + ((answer.points[2 * i + 1] ?? 0) + 0.5) / scale,
      ),
    );
  }

  async #select(
    ask: SelectionAsk,
    bitmaps: ImageBitmap[],
    mode: RegionMode,
    source: "wand" | "smart",
  ): Promise<SelectionResult> {
    const turn = ++this.#latest;
    const answer = await this.#ask(ask, bitmaps);
    if (turn !== this.#latest) return "stale";
    if (answer.kind !== "mask") return "failed";
    return answer.mask === null ? "nothing" : operationOf(answer.mask, mode, source);
  }

  async #grab(rect: RectPx, scale: number): Promise<ImageBitmap | null> {
    return (await this.#pixels?.grab(rect, scale)) ?? null;
  }

  async #ask(ask: SelectionAsk, transfer: Transferable[]): Promise<SelectionAnswer> {
    const worker = this.#start();
    const id = ++this.#asked;
    return await new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      worker.postMessage({ id, ask }, transfer);
    });
  }

  #start(): Worker {
    if (this.#worker !== null) return this.#worker;
    const worker = new Worker(new URL("./selection-worker.ts", import.meta.url), { type: "module" });
    worker.addEventListener("message", (event: MessageEvent<{ id: number; answer: SelectionAnswer }>) => {
      const { id, answer } = event.data;
      this.#waiting.get(id)?.(answer);
      this.#waiting.delete(id);
    });
    worker.addEventListener("error", () => {
      for (const answer of this.#waiting.values()) answer({ kind: "failed", message: "the worker stopped" });
      this.#waiting.clear();
      worker.terminate();
      this.#worker = null;
    });
    this.#worker = worker;
    return worker;
  }
}

/** A found mask as an operation. */
export function operationOf(
  mask: FoundMask,
  mode: RegionMode,
  source: "wand" | "smart" | "changes",
): RegionOperation {
  return { kind: "runs", mode, source, bounds: mask.bounds, runs: mask.runs };
}

/** The least power of two by which a rectangle must be reduced to have at most so many px. */
function factorFor(rect: RectPx, mostPx: number): number {
  let factor = 1;
  while ((rect.width * rect.height) / factor ** 2 > mostPx) factor *= 2;
  return factor;
}

function roomAround(points: readonly DocPoint[], radiusPx: number, frame: RectPx, share: number): RectPx {
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [x, y] = [Math.floor(Math.min(...xs) - radiusPx), Math.floor(Math.min(...ys) - radiusPx)];
  const width = Math.ceil(Math.max(...xs) + radiusPx) - x;
  const height = Math.ceil(Math.max(...ys) + radiusPx) - y;
  const room = Math.round(Math.max(ROOM_PX, share * Math.max(width, height)));
  return intersectRects(inflateRect({ x, y, width, height }, room), frame);
}

/** Whether what was found in `room` reaches to a border of it that is not the document's own. */
function isCutOff(found: RectPx, room: RectPx, frame: RectPx): boolean {
  const near = Math.ceil(CUT_SHARE * Math.min(room.width, room.height));
  const inner = inflateRect(room, -near);
  return (
    (room.x > frame.x && found.x < inner.x) ||
    (room.y > frame.y && found.y < inner.y) ||
    (room.x + room.width < frame.x + frame.width && found.x + found.width > inner.x + inner.width) ||
    (room.y + room.height < frame.y + frame.height && found.y + found.height > inner.y + inner.height)
  );
}
