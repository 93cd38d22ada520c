// What the stage tells the tools: a pointer in both spaces with what was held. Knows no DOM event.
import type { DocPoint, ScreenPoint } from "./doc-point.ts";

export type CanvasPointer = {
  /** "cancel": the gesture was taken away; "double": a second press at once, after its down. */
  readonly kind: "down" | "move" | "up" | "cancel" | "double";
  readonly at: DocPoint;
  readonly screen: ScreenPoint;
  /** 0..1; 1 for a mouse while it is pressed, as a mouse does not say. */
  readonly pressure: number;
  /** True while the main button or the pen is down. */
  readonly isPressed: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
  /** Cmd on a Mac, Ctrl elsewhere. */
  readonly mod: boolean;
};
