// An island of change as it is drawn on the stage. Never part of the document.
import type { DocPoint } from "./doc-point.ts";

export type IslandMark = {
  /** From 1; the number that is drawn. */
  readonly label: number;
  /** Closed paths, document px; the first is where the number stands. */
  readonly outlines: readonly (readonly DocPoint[])[];
  readonly isKept: boolean;
};
