// Lets the tool in hand work: pointers and keys go to its machine, its draft to the view, its deeds to the document, the
// view or the worker that measures. The only part of the tools with effects. One per open document.
import type { CanvasDocument } from "#renderer/canvas/document/canvas-document.ts";
import type { CanvasPointer } from "#renderer/canvas/document/canvas-pointer.ts";
import type { CanvasView, CanvasViewState } from "#renderer/canvas/document/canvas-view.ts";
import type { CanvasCursor } from "#renderer/canvas/document/canvas-draft.ts";
import { fitView, type DocPoint } from "#renderer/canvas/document/doc-point.ts";
import { boundsOfMask } from "#renderer/canvas/document/mask-bounds.ts";
import { drawIntoTarget } from "#renderer/canvas/document/draw-into-target.ts";
import { findPatch } from "#renderer/canvas/document/patch-changes.ts";
import type { RegionMasks } from "#renderer/canvas/document/region-masks.ts";
import { readMask } from "#renderer/canvas/document/tiled-mask.ts";
import { frameOf, type Margins } from "#shared/model/composition.ts";
import type { PatchId } from "#shared/model/ids.ts";
import type { RegionOperation } from "#shared/model/region.ts";
import { assertNever } from "#shared/errors/assert-never.ts";
import { extendFrame, keptFrame } from "./extend-frame.ts";
import type { ArrowKey } from "./key-rectangle.ts";
import type { PictureSelector, SelectionResult } from "./picture-selector.ts";
import type { HeldKeys, ToolContext, ToolDeed, ToolInput, ToolKey } from "./tool.ts";
import { startTool, type RunningTool } from "./tool-set.ts";
import type { ToolSettingsStore } from "./tool-settings.ts";

export type ToolParts = {
  readonly document: CanvasDocument;
  readonly view: CanvasView;
  readonly masks: RegionMasks;
  readonly settings: ToolSettingsStore;
  readonly selector: PictureSelector;
};

export type ToolPorts = {
  /** An island of change was pressed; the room knows the islands of the take that is shown. */
  readonly onIsland: (at: DocPoint, sense: "toggle" | "subtract") => void;
  /** A measuring tool works, or is done. */
  readonly onBusy: (isBusy: boolean) => void;
  /**
   * A tool could not work: the picture is not there yet, nothing stands out where it looked, its worker failed, or no
   * canvas can be as large as the frame.
   */
  readonly onFailure: (reason: "no-picture" | "nothing" | "worker" | "frame") => void;
};

export class ToolController {
  readonly #parts: ToolParts;
  readonly #ports: ToolPorts;
  readonly #stops: (() => void)[];
  #tool: RunningTool;
  #held: HeldKeys = { shift: false, alt: false };
  #isNudging = false;
  /** The newest question to the selector that still waits. */
  #measuring: symbol | null = null;

  constructor(parts: ToolParts, ports: ToolPorts) {
    this.#parts = parts;
    this.#ports = ports;
    this.#tool = startTool(parts.settings.getState().tool);
    this.#stops = [
      parts.settings.subscribe((next, prev) => {
        if (next.tool !== prev.tool) this.#take();
        this.#showCursor();
      }),
    ];
    this.#showGrips();
    this.#showCursor();
  }

  /** What the stage heard. */
  point(pointer: CanvasPointer): void {
    this.hold(pointer);
    this.#send({ kind: "pointer", pointer });
  }

  /**
   * Enter, Escape or Backspace; Escape also gives up a measuring. False when nothing was under way: the key is then free
   * for something else.
   */
  press(key: ToolKey): boolean {
    const wasBusy = this.#tool.isBusy();
    if (key === "cancel" && !wasBusy && this.#measuring !== null) {
      this.#endMeasuring();
      return true;
    }
    this.#send({ kind: "key", key });
    return wasBusy;
  }

  /**
   * An arrow key. False when the tool in hand has no use for it.
   * @param stepPx document px; `isInward` pulls the side in instead of pushing it out
   */
  arrow(key: ArrowKey, stepPx: number, isInward: boolean): boolean {
    const { tool } = this.#parts.settings.getState();
    if (tool !== "extend") return false;
    this.#send({ kind: "arrow", key, stepPx, isInward });
    return true;
  }

  /** Shift and Alt, also while the pointer rests: the cursor tells the mode. */
  hold(held: HeldKeys): void {
    if (held.shift === this.#held.shift && held.alt === this.#held.alt) return;
    this.#held = { shift: held.shift, alt: held.alt };
    this.#showCursor();
  }

  dispose(): void {
    for (const stop of this.#stops) stop();
    if (this.#isNudging) this.#parts.document.actions.cancel();
    this.#measuring = null;
    this.#parts.view.actions.set({ draft: null, grips: "none" });
  }

  /** Another tool is in hand: what the old one was in the middle of is forgotten; a frame that was dragged is kept. */
  #take(): void {
    const isFrame = this.#parts.view.getState().draft?.kind === "frame";
    this.#send({ kind: "key", key: isFrame ? "confirm" : "cancel" });
    this.#tool = startTool(this.#parts.settings.getState().tool);
    this.#parts.view.actions.set({ draft: null });
    this.#showGrips();
  }

  #showGrips(): void {
    const { tool } = this.#parts.settings.getState();
    const grips = tool === "move" ? "patch" : tool === "extend" ? "frame" : "none";
    this.#parts.view.actions.set({ grips });
  }

  #send(input: ToolInput): void {
    const step = this.#tool.send(input, this.#context());
    for (const deed of step.deeds) this.#do(deed);
    const { view } = this.#parts;
    if (view.getState().draft !== step.draft) view.actions.set({ draft: step.draft });
    if (input.kind === "pointer") this.#showCursor();
  }

  #context(): ToolContext {
    const view = this.#parts.view.getState();
    const { composition } = this.#parts.document.getState();
    return {
      settings: this.#parts.settings.getState(),
      view: view.view,
      stage: view.stage,
      frame: frameOf(composition),
      kept: keptFrame(composition),
      patch: view.grips === "patch" ? this.patchInHand() : null,
    };
  }

  /** The active patch with what its handles need; null for none. */
  patchInHand(): ToolContext["patch"] {
    const { document, view, masks } = this.#parts;
    const { activePatch } = view.getState();
    const patch = activePatch === null ? undefined : findPatch(document.getState().composition, activePatch);
    if (patch === undefined) return null;
    const bounds = boundsOfMask(masks.maskOf(patch.region));
    return { id: patch.id, bounds, nudge: patch.placement.nudge };
  }

  #showCursor(): void {
    const { view } = this.#parts;
    const cursor = this.#tool.cursor(this.#context(), this.#held);
    if (!isSameCursor(view.getState().cursor, cursor)) view.actions.set({ cursor });
  }

  #do(deed: ToolDeed): void {
    const { view, document, selector } = this.#parts;
    switch (deed.kind) {
      case "operate":
        return this.#operate(deed.operation);
      case "pan":
        return view.actions.pan(deed.dx, deed.dy);
      case "zoom":
        return view.actions.zoomBy(deed.factor, deed.pointer.screen);
      case "show":
        return view.actions.set({ view: fitView(deed.rect, view.getState().stage) });
      case "place":
        return this.#place(deed);
      case "extend":
        return this.#extend(deed.margins);
      case "pick-patch":
        return this.#pick(deed.at);
      case "flood": {
        const { wand } = this.#parts.settings.getState();
        const { composition } = document.getState();
        void this.#measure(selector.flood(frameOf(composition), deed.at, wand, deed.mode));
        return undefined;
      }
      case "segment": {
        const frame = frameOf(document.getState().composition);
        void this.#measure(selector.segment(frame, deed.points, deed.radiusPx, deed.mode));
        return undefined;
      }
      case "anchor":
        return void selector.anchor(frameOf(document.getState().composition), deed.at);
      case "find-way":
        return void this.#findWay(deed.to);
      case "pick-island":
        return this.#ports.onIsland(deed.at, deed.sense);
      default:
        return assertNever(deed);
    }
  }

  /** Into what tools draw into. */
  #operate(operation: RegionOperation): void {
    drawIntoTarget(this.#parts, operation);
  }

  #extend(margins: Margins): void {
    const { document, settings, view } = this.#parts;
    if (!extendFrame(document, margins, settings.getState().extend.selectsNew))
      return this.#ports.onFailure("frame");
    view.actions.fit(frameOf(document.getState().composition));
  }

  #place(deed: ToolDeed & { readonly kind: "place" }): void {
    const { document, view } = this.#parts;
    const { activePatch } = view.getState();
    if (activePatch === null) return;
    const { nudge } = deed;
    if (deed.phase === "begin") document.actions.begin("nudge-patch");
    else if (deed.phase === "move") document.actions.tunePatch(activePatch, { placement: { nudge } });
    else if (deed.phase === "commit") document.actions.commit();
    else document.actions.cancel();
    this.#isNudging = deed.phase === "begin" || deed.phase === "move";
  }

  /** The topmost visible patch whose region holds the point; none lets go of the one in hand. */
  #pick(at: DocPoint): void {
    const { document, view } = this.#parts;
    const patches = document.getState().composition.patches.filter(({ isVisible }) => isVisible);
    const pixel = { x: Math.floor(at.x), y: Math.floor(at.y), width: 1, height: 1 };
    const hit = patches.findLast(
      ({ region }) => (readMask(this.#parts.masks.maskOf(region), pixel).data[0] ?? 0) > 25,
    );
    if (hit !== undefined) this.#activate(hit.id);
    else view.actions.set({ activePatch: null });
    this.#showCursor();
  }

  #activate(id: PatchId): void {
    if (this.#parts.view.getState().activePatch !== id) this.#parts.view.actions.set({ activePatch: id });
  }

  /**
   * What was found goes into what tools drew into when it was asked for. Meanwhile another can be asked for, which then
   * counts, or the wait be given up; drawing into something else gives it up as well.
   */
  async #measure(found: Promise<SelectionResult>): Promise<void> {
    const { view } = this.#parts;
    const { target } = view.getState();
    const asked = Symbol("measuring");
    this.#measuring = asked;
    this.#ports.onBusy(true);
    const result = await found;
    if (this.#measuring !== asked) return;
    this.#endMeasuring();
    if (!isSameTarget(view.getState().target, target)) return;
    if (typeof result === "object") this.#operate(result);
    else if (result === "failed") this.#ports.onFailure("worker");
    else if (result !== "stale") this.#ports.onFailure(result);
  }

  #endMeasuring(): void {
    this.#measuring = null;
    this.#ports.onBusy(false);
  }

  async #findWay(to: DocPoint): Promise<void> {
    const tool = this.#tool;
    const way = await this.#parts.selector.findWay(to);
    if (way !== null && tool === this.#tool) this.#send({ kind: "way", ...way });
  }
}

function isSameTarget(a: CanvasViewState["target"], b: CanvasViewState["target"]): boolean {
  if (a.kind === "selection" || b.kind === "selection") return a.kind === b.kind;
  const job = (target: typeof a) => (target.kind === "take" ? target.job : null);
  return a.id === b.id && job(a) === job(b);
}

function isSameCursor(a: CanvasCursor, b: CanvasCursor): boolean {
  if (a.kind === "css" || b.kind === "css")
    return a.kind === b.kind && "name" in a && "name" in b && a.name === b.name;
  return a.radiusPx === b.radiusPx && a.hardness === b.hardness && a.mode === b.mode;
}
