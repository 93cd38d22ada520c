// Strokes of a brush drawn in the app by the mouse, with the time at which the page had heard of each point, and what of
// them is there after a kill.
import { performance } from "node:perf_hooks";
import type { Page } from "@playwright/test";

export type DrawnStroke = {
  /** When each point was heard, ms. */
  readonly heard: number[];
  /** When it was lifted; null while it is under way. */
  liftedAt: number | null;
};

export type Drawing = {
  readonly strokes: readonly DrawnStroke[];
  /** Resolves as the stroke under way is lifted. */
  readonly nextLift: () => Promise<void>;
  /** Nothing that is heard from now on counts. */
  readonly end: () => void;
  /** Resolves when the mouse rests. */
  readonly done: Promise<void>;
};

/** Draws one stroke after the other, as fast as the page hears them. */
export async function startDrawing(page: Page): Promise<Drawing> {
  const box = await page.getByRole("application", { name: "Picture" }).boundingBox();
  if (box === null) throw new Error("The stage is not in view");
  const strokes: DrawnStroke[] = [];
  const over = new AbortController();
  const isOver = (): boolean => over.signal.aborted;
  let lifts: (() => void)[] = [];
  const draw = async (): Promise<void> => {
    for (let n = 0; !isOver(); n++) {
      const [x, y] = [box.x + 120 + (n % 20) * 25, box.y + 120 + (n % 7) * 40];
      await page.mouse.move(x, y);
      await page.mouse.down();
      const stroke: DrawnStroke = { heard: [], liftedAt: null };
      const hear = (): void => void (isOver() || stroke.heard.push(performance.now()));
      strokes.push(stroke);
      hear();
      for (let i = 1; i <= 4 + ((n * 5) % 11) && !isOver(); i++) {
        await page.mouse.move(x + 12 * i, y + 7 * i);
        hear();
      }
      if (isOver()) return;
      await page.mouse.up();
      if (isOver()) return;
      stroke.liftedAt = performance.now();
      for (const tell of lifts) tell();
      lifts = [];
    }
  };
  return {
    strokes,
    nextLift: async () => await new Promise<void>((lifted) => lifts.push(lifted)),
    end: () => over.abort(),
    done: draw(),
  };
}

/** What became of the strokes that were drawn up to a kill. */
export type Loss = {
  readonly lifted: number;
  readonly liftedLost: number;
  /** Lifted strokes that are there without their last points. */
  readonly liftedShort: number;
  /** Points of the stroke under way that the page had heard, and how many of them came back. */
  readonly underWay: number;
  readonly underWayBack: number;
  /** How long before the kill the oldest point that is lost was drawn, ms; 0 when none is. */
  readonly lostMs: number;
};

/** @param found points of each stroke that is there, in the order they were drawn in */
export function compareStrokes(
  strokes: readonly DrawnStroke[],
  found: readonly number[],
  killedAt: number,
): Loss {
  const drawn = strokes.filter(({ heard }) => heard.length > 0);
  const missing = drawn.map(({ heard }, i) => Math.max(0, heard.length - (found[i] ?? 0)));
  const lostAt = drawn.flatMap(({ heard }, i) => (missing[i] === 0 ? [] : [heard.at(-(missing[i] ?? 0))]));
  const lifted = drawn.filter(({ liftedAt }) => liftedAt !== null).length;
  const underWay = drawn[lifted]?.heard.length ?? 0;
  return {
    lifted,
    liftedLost: Math.max(0, lifted - found.length),
    liftedShort: missing.slice(0, Math.min(lifted, found.length)).filter((count) => count > 0).length,
    underWay,
    underWayBack: underWay - (missing[lifted] ?? 0),
    lostMs: Math.max(0, ...lostAt.map((at) => killedAt - (at ?? killedAt))),
  };
}
