// From DOM events to pointers of the document: capture, coalesced moves for smooth strokes, wheel and pinch, panning by
// Space or the middle button, and the grips that belong to the stage itself (window handles, the line of a comparison).
import type { CanvasPointer } from "#renderer/canvas/document/canvas-pointer.ts";
import type { CanvasView } from "#renderer/canvas/document/canvas-view.ts";
import { screenPoint, toDocument, type ScreenPoint } from "#renderer/canvas/document/doc-point.ts";
import {
  dragHandle,
  handleAt,
  handleCursor,
  isOverLabel,
  type WindowHandle,
} from "#renderer/canvas/document/window-handles.ts";
import type { RectPx } from "#shared/model/region.ts";
import { limits } from "#shared/rules/limits.ts";

export type PointerPorts = {
  readonly onPointer: (pointer: CanvasPointer) => void;
  /** A handle of the window was dragged; `isDone` at the end. */
  readonly onWindow: (rect: RectPx, isDone: boolean) => void;
};

type Grip =
  | { readonly kind: "tool" }
  | { readonly kind: "pan"; last: ScreenPoint }
  | { readonly kind: "split" }
  | {
      readonly kind: "window";
      readonly handle: WindowHandle;
      readonly rect: RectPx;
      readonly from: ScreenPoint;
    };

/** Factor of a wheel's zoom per px it turned. */
const WHEEL_ZOOM = 0.0022;
const LINE_PX = 16;
const SPLIT_REACH_PX = 8;
const wholeWindow: WindowHandle = { x: 0, y: 0 };

export class StagePointer {
  readonly #element: HTMLElement;
  readonly #view: CanvasView;
  readonly #ports: PointerPorts;
  readonly #stop = new AbortController();
  #grip: Grip | null = null;
  #isSpaceHeld = false;
  /** Where the element lies, read again when nothing is held: every reading makes the browser lay out the page. */
  #box: DOMRect;

  constructor(element: HTMLElement, view: CanvasView, ports: PointerPorts) {
    this.#element = element;
    this.#box = element.getBoundingClientRect();
    this.#view = view;
    this.#ports = ports;
    const { signal } = this.#stop;
    element.addEventListener("pointerdown", (event) => this.#down(event), { signal });
    element.addEventListener("pointermove", (event) => this.#move(event), { signal });
    element.addEventListener("pointerup", (event) => this.#up(event), { signal });
    element.addEventListener("pointercancel", (event) => this.#up(event, true), { signal });
    element.addEventListener("pointerleave", () => view.actions.set({ hover: null }), { signal });
    element.addEventListener("dblclick", (event) => this.#double(event), { signal });
    element.addEventListener("wheel", (event) => this.#wheel(event), { signal, passive: false });
    element.addEventListener("contextmenu", (event) => event.preventDefault(), { signal });
    addEventListener("keydown", (event) => this.#space(event, true), { signal });
    addEventListener("keyup", (event) => this.#space(event, false), { signal });
    addEventListener("blur", () => (this.#isSpaceHeld = false), { signal });
  }

  dispose(): void {
    this.#stop.abort();
  }

  #screen(event: MouseEvent): ScreenPoint {
    return screenPoint(event.clientX - this.#box.left, event.clientY - this.#box.top);
  }

  /** The stage lies elsewhere. */
  relocate(): void {
    this.#box = this.#element.getBoundingClientRect();
  }

  #locate(): void {
    if (this.#grip === null) this.relocate();
  }

  #down(event: PointerEvent): void {
    if (this.#grip !== null) return;
    this.#locate();
    this.#element.focus({ preventScroll: true });
    const at = this.#screen(event);
    const grip = this.#gripAt(event, at);
    if (grip === null) return;
    event.preventDefault();
    this.#element.setPointerCapture(event.pointerId);
    this.#grip = grip;
    this.#cursor();
    if (grip.kind === "tool") this.#send("down", event, pressureOf(event));
  }

  #gripAt(event: PointerEvent, at: ScreenPoint): Grip | null {
    if (event.button === 1 || (event.button === 0 && this.#isSpaceHeld)) return { kind: "pan", last: at };
    if (event.button !== 0) return null;
    return this.#ownGripAt(at) ?? { kind: "tool" };
  }

  #ownGripAt(at: ScreenPoint): Grip | null {
    const { window, isWindowFixed, view, comparison, stage, grips } = this.#view.getState();
    if (comparison.kind === "split" && Math.abs(comparison.at * stage.width - at.x) <= SPLIT_REACH_PX)
      return { kind: "split" };
    // The window is not shown while the frame is in hand; that of a patch asked again stays where it is.
    if (window === null || isWindowFixed || grips === "frame") return null;
    const isWhole = isOverLabel(view, stage, window.rect, at);
    const handle = handleAt(view, window.rect, at) ?? (isWhole ? wholeWindow : null);
    if (handle === null) return null;
    return { kind: "window", handle, rect: window.rect, from: at };
  }

  #move(event: PointerEvent): void {
    this.#locate();
    const at = this.#screen(event);
    const { view, stage } = this.#view.getState();
    const grip = this.#grip;
    switch (grip?.kind) {
      case "pan":
        this.#view.actions.pan(at.x - grip.last.x, at.y - grip.last.y);
        grip.last = at;
        break;
      case "split":
        this.#view.actions.set({
          comparison: { kind: "split", at: Math.min(1, Math.max(0, at.x / stage.width)) },
        });
        break;
      case "window":
        this.#dragWindow(grip, at, false);
        break;
      default: {
        const moves = event.getCoalescedEvents();
        for (const move of moves.length === 0 ? [event] : moves) this.#send("move", move, pressureOf(move));
        this.#cursor(at);
      }
    }
    this.#view.actions.set({ hover: toDocument(view, at) });
  }

  #up(event: PointerEvent, isCancelled = false): void {
    const grip = this.#grip;
    if (grip === null) return;
    this.#locate();
    this.#grip = null;
    if (this.#element.hasPointerCapture(event.pointerId))
      this.#element.releasePointerCapture(event.pointerId);
    if (grip.kind === "tool") this.#send(isCancelled ? "cancel" : "up", event, pressureOf(event));
    if (grip.kind === "window") this.#dragWindow(grip, this.#screen(event), true);
    this.#cursor(this.#screen(event));
  }

  #double(event: MouseEvent): void {
    this.#locate();
    this.#send("double", event, 1);
  }

  #dragWindow(grip: Grip & { readonly kind: "window" }, at: ScreenPoint, isDone: boolean): void {
    const { scale } = this.#view.getState().view;
    const [dx, dy] = [(at.x - grip.from.x) / scale, (at.y - grip.from.y) / scale];
    const { multiplePx } = limits.size;
    this.#ports.onWindow(dragHandle(grip.rect, grip.handle, dx, dy, multiplePx), isDone);
  }

  #send(kind: CanvasPointer["kind"], event: MouseEvent, pressure: number): void {
    const screen = this.#screen(event);
    this.#ports.onPointer({
      kind,
      screen,
      at: toDocument(this.#view.getState().view, screen),
      pressure,
      isPressed: this.#grip?.kind === "tool",
      shift: event.shiftKey,
      alt: event.altKey,
      mod: event.ctrlKey || event.metaKey,
    });
  }

  /** Ctrl, Cmd, Alt or a pinch zooms at the pointer; else it scrolls, with Shift to the side. */
  #wheel(event: WheelEvent): void {
    event.preventDefault();
    this.#locate();
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PX : 1;
    const [dx, dy] = [event.deltaX * unit, event.deltaY * unit];
    if (event.ctrlKey || event.metaKey || event.altKey) {
      const turn = event.altKey && dy === 0 ? dx : dy;
      const sharpness = event.ctrlKey && Math.abs(dy) < 50 ? 4 : 1;
      this.#view.actions.zoomBy(Math.exp(-turn * WHEEL_ZOOM * sharpness), this.#screen(event));
    } else if (event.shiftKey && dx === 0) this.#view.actions.pan(-dy, 0);
    else this.#view.actions.pan(-dx, -dy);
    const at = this.#screen(event);
    this.#view.actions.set({ hover: toDocument(this.#view.getState().view, at) });
  }

  #space(event: KeyboardEvent, isDown: boolean): void {
    if (event.code !== "Space") return;
    if (isDown && !this.#hasKeys(event)) return;
    if (isDown) event.preventDefault();
    this.#isSpaceHeld = isDown;
    this.#cursor();
  }

  /** Space is a hand only where it does nothing else: over the stage, or with nothing focused. */
  #hasKeys(event: KeyboardEvent): boolean {
    const { target } = event;
    return target === document.body || (target instanceof Node && this.#element.contains(target));
  }

  /** What the stage itself shows as a cursor; the tool's own is given back by an empty string. */
  #cursor(at?: ScreenPoint): void {
    const grip = this.#grip ?? (at === undefined ? null : this.#ownGripAt(at));
    let name = "";
    if (grip?.kind === "pan") name = "grabbing";
    else if (this.#isSpaceHeld) name = "grab";
    else if (grip?.kind === "split") name = "ew-resize";
    else if (grip?.kind === "window") name = handleCursor(grip.handle);
    this.#element.dataset["grip"] = name;
    this.#element.style.cursor = name;
  }
}

/** A mouse presses fully; a pen or finger as hard as it says. */
function pressureOf(event: PointerEvent): number {
  if (event.pointerType === "mouse" || event.pressure === 0) return 1;
  return event.pressure;
}
