// What the canvas's commands do while a document is open.
import type { RefObject } from "react";
import { useTranslation } from "react-i18next";
import { changeTarget } from "#renderer/canvas/document/change-target.ts";
import type { Comparison } from "#renderer/canvas/document/canvas-view.ts";
import type { OverlayKind } from "#renderer/canvas/preview/place-messages.ts";
import type { Desk } from "#renderer/canvas/run/desk.ts";
import { paintWithNext } from "#renderer/canvas/run/paint-with-take.ts";
import {
  acceptTake,
  askAgain,
  discardRun,
  hasPatchesBelow,
  stepTake,
} from "#renderer/canvas/run/run-deeds.ts";
import { nextPart } from "#renderer/canvas/tools/outpaint-parts.ts";
import type { ToolController } from "#renderer/canvas/tools/tool-controller.ts";
import type { ToolName } from "#renderer/canvas/tools/tool-settings.ts";
import { useCommands } from "#renderer/session/commands.ts";
import { announce } from "#renderer/ui/live-region.tsx";
import { showToast } from "#renderer/ui/toast.tsx";
import { frameOf } from "#shared/model/composition.ts";
import type { WaysOut } from "./use-ways-out.ts";

type Parts = {
  readonly desk: Desk;
  readonly controller: { readonly current: ToolController | null };
  readonly out: WaysOut;
  readonly run: RefObject<() => void>;
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly onLeave: () => void;
  readonly openExport: () => void;
};

export function useCanvasCommands({ desk, controller, out, run, field, onLeave, openExport }: Parts): void {
  const { t } = useTranslation("canvas");
  const { document, view, tools, state, preview } = desk;
  const { actions } = document;
  const choose = (tool: ToolName) => () => tools.actions.choose(tool);
  const compare = (kind: Comparison["kind"]) => () => {
    const isOn = view.getState().comparison.kind === kind;
    const comparison: Comparison =
      isOn || kind === "none" ? { kind: "none" } : kind === "split" ? { kind, at: 0.5 } : { kind };
    view.actions.set({ comparison });
  };
  const overlay = (kind: OverlayKind) => () =>
    preview.setOverlay(preview.store.getState().overlay === kind ? null : kind);
  const hasSelection = () => desk.composition.selection !== null;
  const hasTake = () => state.getState().chosen !== null;
  const isUsable = () => desk.base.file === "there" || desk.base.file === "blank";
  useCommands({
    "canvas.toolMove": choose("move"),
    "canvas.toolBrush": choose("brush"),
    "canvas.toolEraser": choose("eraser"),
    "canvas.toolRectangle": choose("rectangle"),
    "canvas.toolEllipse": choose("ellipse"),
    "canvas.toolLasso": choose("lasso"),
    "canvas.toolPolygon": choose("polygon"),
    "canvas.toolMagnetic": choose("magnetic"),
    "canvas.toolWand": choose("wand"),
    "canvas.toolSmart": choose("smart"),
    "canvas.toolChanges": choose("changes"),
    "canvas.mixTakes": () => {
      if (!paintWithNext(desk)) showToast({ title: t("mix.noTakes") });
    },
    "canvas.toolExtend": choose("extend"),
    "canvas.toolZoom": choose("zoom"),
    "canvas.toolHand": choose("hand"),
    "canvas.smaller": () => tools.actions.stepSize(-1),
    "canvas.larger": () => tools.actions.stepSize(1),
    "canvas.softer": () => tools.actions.stepHardness(-1),
    "canvas.harder": () => tools.actions.stepHardness(1),
    "canvas.swapMode": () => tools.actions.swapMode(),
    "canvas.toggleMask": () => view.actions.set({ showsMask: !view.getState().showsMask }),
    "canvas.toggleRulers": () => view.actions.set({ showsRulers: !view.getState().showsRulers }),
    "canvas.undo": () => actions.undo(),
    "canvas.redo": () => actions.redo(),
    "canvas.selectAll": () => actions.selectAll(),
    "canvas.deselect": { run: () => actions.deselect(), enabled: hasSelection },
    "canvas.invert": () => void changeTarget(desk, { kind: "invert" }),
    "canvas.applyFrame": {
      enabled: () => view.getState().draft?.kind === "frame",
      run: () => void controller.current?.press("confirm"),
    },
    "canvas.nextPart": () => selectNextPart(desk, t),
    "canvas.onion": {
      enabled: () => view.getState().activePatch !== null,
      run: () => state.setState(({ isOnion }) => ({ isOnion: !isOnion })),
    },
    "canvas.fit": () => view.actions.fit(frameOf(desk.composition)),
    "canvas.actualPixels": () => view.actions.showActualPixels(),
    "canvas.zoomIn": () => view.actions.zoomBy(1.5),
    "canvas.zoomOut": () => view.actions.zoomBy(1 / 1.5),
    "canvas.compare": compare("before"),
    "canvas.split": compare("split"),
    "canvas.difference": overlay("difference"),
    "canvas.changed": overlay("changed"),
    "canvas.depth": overlay("depth"),
    "canvas.run": () => run.current(),
    "canvas.focusPrompt": () => field.current?.focus(),
    "canvas.previousTake": { run: () => stepTake(desk, -1), enabled: hasTake },
    "canvas.nextTake": { run: () => stepTake(desk, 1), enabled: hasTake },
    "canvas.accept": {
      enabled: hasTake,
      run: () => {
        const { chosen } = state.getState();
        if (chosen === null) return;
        if (acceptTake(desk, chosen, t("takes.fallbackName")) !== null) announce(t("takes.added"));
        else if (state.getState().picks.has(chosen)) showToast({ title: t("changes.keepOne") });
      },
    },
    "canvas.discard": {
      enabled: () => desk.shownRun() !== null,
      run: () => {
        discardRun(desk);
        showToast({ title: t("takes.discarded") });
      },
    },
    "canvas.askAgainBase": () => {
      const patch = desk.composition.patches.find(({ id }) => id === view.getState().activePatch);
      if (patch === undefined || !hasPatchesBelow(desk.composition, patch.id)) {
        showToast({ title: t("panel.nothingBelow") });
        return;
      }
      askAgain(desk, patch, "base");
      field.current?.focus();
    },
    "canvas.deletePatch": {
      enabled: () => view.getState().activePatch !== null,
      run: () => {
        const { activePatch } = view.getState();
        if (activePatch !== null) actions.deletePatch(activePatch);
      },
    },
    "canvas.flatten": { run: out.flatten, enabled: isUsable },
    "canvas.export": { run: () => out.exportAs("png"), enabled: isUsable },
    "canvas.exportSettings": { run: openExport, enabled: isUsable },
    "canvas.stop": { run: out.stop, enabled: () => state.getState().progress !== null },
    "canvas.copy": { run: out.copy, enabled: isUsable },
    "canvas.documents": onLeave,
  });
}

/** Selects what is to be filled next of what no picture covers yet. */
function selectNextPart(desk: Desk, t: ReturnType<typeof useTranslation<"canvas">>["t"]): void {
  const part = nextPart(desk);
  if (part === null) {
    showToast({ title: t("extend.full") });
    return;
  }
  desk.view.actions.set({ target: { kind: "selection" } });
  desk.document.actions.replaceSelection(part.region);
  showToast({ title: t("extend.left", { count: part.left }) });
}
