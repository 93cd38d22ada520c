// What the canvas's commands do while a document is open.
import type { RefObject } from "react";
import { useTranslation } from "react-i18next";
import type { Comparison } from "#renderer/canvas/document/canvas-view.ts";
import type { OverlayKind } from "#renderer/canvas/preview/place-messages.ts";
import type { Desk } from "#renderer/canvas/run/desk.ts";
import { openDocument } from "#renderer/canvas/run/open-store.ts";
import { undoLast } from "#renderer/canvas/run/put-away.ts";
import { nextPart } from "#renderer/canvas/tools/outpaint-parts.ts";
import type { ToolController } from "#renderer/canvas/tools/tool-controller.ts";
import { useCommands } from "#renderer/session/commands.ts";
import { showToast } from "#renderer/ui/toast.tsx";
import { frameOf } from "#shared/model/composition.ts";
import { usePatchCommands } from "./use-patch-commands.ts";
import { useRunCommands } from "./use-run-commands.ts";
import { useToolCommands } from "./use-tool-commands.ts";
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
  const { document, view, state, preview } = desk;
  const { actions } = document;
  const compare = (kind: Comparison["kind"]) => () => {
    const isOn = view.getState().comparison.kind === kind;
    const comparison: Comparison =
      isOn || kind === "none" ? { kind: "none" } : kind === "split" ? { kind, at: 0.5 } : { kind };
    view.actions.set({ comparison });
  };
  const overlay = (kind: OverlayKind) => () =>
    preview.setOverlay(preview.store.getState().overlay === kind ? null : kind);
  const hasSelection = () => desk.composition.selection !== null;
  const isStale = () => desk.save.state.getState().kind === "stale";
  const isUsable = () => desk.base.file === "there" || desk.base.file === "blank";
  useToolCommands(desk);
  usePatchCommands(desk, field);
  useRunCommands(desk);
  useCommands({
    "canvas.toggleMask": () => view.actions.set({ showsMask: !view.getState().showsMask }),
    "canvas.toggleRulers": () => view.actions.set({ showsRulers: !view.getState().showsRulers }),
    "canvas.undo": () => undoLast(desk),
    "canvas.redo": () => actions.redo(),
    "canvas.selectAll": () => actions.selectAll(),
    "canvas.deselect": { run: () => actions.deselect(), enabled: hasSelection },
    "canvas.applyFrame": {
      enabled: () => view.getState().draft?.kind === "frame",
      run: () => void controller.current?.press("confirm"),
    },
    "canvas.nextPart": () => selectNextPart(desk, t),
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
    "canvas.flatten": { run: out.flatten, enabled: isUsable },
    "canvas.export": { run: () => out.exportAs("png"), enabled: isUsable },
    "canvas.exportJpeg": { run: () => out.exportAs("jpeg"), enabled: isUsable },
    "canvas.exportWebp": { run: () => out.exportAs("webp"), enabled: isUsable },
    "canvas.exportPsd": { run: () => out.exportAs("psd"), enabled: isUsable },
    "canvas.toggleProof": () => {
      const hasProofInFile = !state.getState().hasProofInFile;
      state.setState({ hasProofInFile });
      showToast({
        title: t(hasProofInFile ? "tools.isOn" : "tools.isOff", { name: t("out.proof") }),
        description: t(hasProofInFile ? "out.proofOn" : "out.proofOff"),
      });
    },
    "canvas.exportSettings": { run: openExport, enabled: isUsable },
    "canvas.stop": { run: out.stop, enabled: () => state.getState().progress !== null },
    "canvas.copy": { run: out.copy, enabled: isUsable },
    "canvas.documents": onLeave,
    "canvas.save": () =>
      void desk.save.flush().then((saved) => {
        if (saved.ok) showToast({ title: t("save.saved") });
      }),
    "canvas.loadOther": { enabled: isStale, run: () => void openDocument(desk.composition.id) },
    "canvas.keepThis": { enabled: isStale, run: () => void desk.save.overwrite() },
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
