// A document on the table: options, tools, stage, panel, takes, prompt. Ties the parts of the desk to what is on screen.
import { type ComponentProps, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { onEvent } from "#renderer/bridge/bridge.ts";
import { ResizablePanels } from "#renderer/ui/resizable-panels.tsx";
import { showToast } from "#renderer/ui/toast.tsx";
import { useToastLift } from "#renderer/ui/use-toast-lift.ts";
import { VisuallyHidden } from "#renderer/ui/visually-hidden.tsx";
import { mediaUrl } from "#shared/contract/media.ts";
import type { AssetId } from "#shared/model/ids.ts";
import { CanvasNotices } from "./options/canvas-notices.tsx";
import { ExportDialog } from "./options/export-dialog.tsx";
import { OptionsBar } from "./options/options-bar.tsx";
import { StageNotes } from "./options/stage-notes.tsx";
import { ToolStrip } from "./options/tool-strip.tsx";
import { useCanvasCommands } from "./options/use-canvas-commands.ts";
import { useStageKeys } from "./options/use-stage-keys.ts";
import { useWaysOut } from "./options/use-ways-out.ts";
import { CanvasPanel } from "./panel/canvas-panel.tsx";
import { useShownScene } from "./preview/use-shown-scene.ts";
import type { Desk } from "./run/desk.ts";
import { paintWithTake } from "./run/paint-with-take.ts";
import { PromptBar } from "./run/prompt-bar.tsx";
import { useShownChanges } from "./run/use-shown-changes.ts";
import { TakesStrip } from "./run/takes-strip.tsx";
import { StageView } from "./stage/stage-view.tsx";
import { PictureSelector } from "./tools/picture-selector.ts";
import { ToolController } from "./tools/tool-controller.ts";
import styles from "./canvas-room.module.css";

interface OpenCanvasProps {
  readonly desk: Desk;
  readonly onLeave: () => void;
}

export function OpenCanvas({ desk, onLeave }: OpenCanvasProps) {
  const { t } = useTranslation("canvas");
  const { document, view, masks, state, preview } = desk;
  const field = useRef<HTMLTextAreaElement>(null);
  const foot = useRef<HTMLDivElement>(null);
  useToastLift(foot);
  const run = useRef<() => void>(() => undefined);
  const controller = useTools(desk);
  const out = useWaysOut(desk);
  const outcomes = useStore(preview.store, (now) => now.outcomes);
  const bounds = useStore(state, (now) => now.bounds);
  const isOnion = useStore(state, (now) => now.isOnion);
  const changes = useShownChanges(desk);
  const composition = useStore(document, (now) => now.composition);
  const [isExporting, setExporting] = useState(false);
  const openExport = useCallback((): void => setExporting(true), []);
  useCanvasCommands({ desk, controller, out, run, field, onLeave, openExport });
  const onKeyDown = useStageKeys(desk, controller);
  useEffect(
    () =>
      onEvent((event) => {
        if (event.name === "composition.progress" && event.id === desk.composition.id)
          state.setState((now) => (now.progress === null ? {} : { progress: event.done }));
        const { base } = desk.composition;
        if (event.name === "pixels.progress" && base.kind === "picture" && event.asset === base.asset)
          state.setState((now) => (now.base === "shown" ? {} : { decoded: event.done }));
      }),
    [desk, state],
  );
  const ports = useMemo(
    () => ({
      onPointer: (pointer: Parameters<ToolController["point"]>[0]) => controller.current?.point(pointer),
      onWindow: (rect: Parameters<Desk["dragWindow"]>[0]) => desk.dragWindow(rect),
      loadAsset,
      hasAlpha: desk.base.hasAlpha,
      onBase: (base: "none" | "loading" | "coarse" | "shown" | "failed") =>
        state.setState(base === "shown" ? { base, decoded: null } : { base }),
    }),
    [controller, desk, state],
  );

  const stage = (
    <div className={styles["middle"]}>
      <ToolStrip desk={desk} />
      <div role="presentation" className={styles["stageBox"]} onKeyDown={onKeyDown}>
        <SceneStage
          desk={desk}
          document={document}
          view={view}
          masks={masks}
          ports={ports}
          label={t("stage.label")}
          describedBy="canvas-description"
          onPixels={controller.onPixels}
        />
        <VisuallyHidden>
          <p id="canvas-description">
            {t("stage.describe", {
              count: composition.patches.length,
              name: composition.name,
              width: composition.sizePx.widthPx,
              height: composition.sizePx.heightPx,
            })}{" "}
            {bounds === null ? t("stage.nothing") : t("stage.selected", bounds)}
          </p>
        </VisuallyHidden>
        <StageNotes desk={desk} />
      </div>
    </div>
  );
  return (
    <div className={styles["open"]}>
      <OptionsBar desk={desk} onLeave={onLeave} />
      <ExportDialog desk={desk} out={out} isOpen={isExporting} onOpenChange={setExporting} />
      <CanvasNotices desk={desk} />
      <div className={styles["panels"]}>
        <ResizablePanels
          id="canvas"
          panels={[
            { id: "stage", minWidthPx: 320, content: stage },
            {
              id: "patches",
              widthPx: 300,
              minWidthPx: 240,
              maxWidthPx: 480,
              content: (
                <CanvasPanel
                  document={document}
                  view={view}
                  reports={outcomes}
                  selected={bounds}
                  isOnion={isOnion}
                  onPaint={({ id }, job) => paintWithTake(desk, id, job)}
                  changes={changes}
                />
              ),
            },
          ]}
        />
      </div>
      <div ref={foot}>
        <TakesStrip desk={desk} />
        <PromptBar desk={desk} field={field} runRef={run} />
      </div>
    </div>
  );
}

/** The stage with what is placed. Apart, because the scene is another at every step of a slider. */
function SceneStage({
  desk,
  ...props
}: { readonly desk: Desk } & Omit<ComponentProps<typeof StageView>, "scene">) {
  return <StageView {...props} scene={useShownScene(desk)} />;
}

async function loadAsset(asset: AssetId): Promise<Blob | null> {
  const response = await fetch(mediaUrl(asset)).catch(() => null);
  return response?.ok === true ? await response.blob() : null;
}

const failureWords = {
  "no-picture": "tools.noPicture",
  nothing: "tools.foundNothing",
  worker: "tools.workerFailed",
  frame: "extend.tooLarge",
} as const;

/** The tool in hand, for as long as the document is on screen. */
function useTools(desk: Desk) {
  const { t } = useTranslation("canvas");
  const controller = useRef<ToolController>(null);
  const selector = useRef<PictureSelector>(null);
  useEffect(() => {
    const made = new PictureSelector();
    selector.current = made;
    made.setPixels(desk.pixels);
    const { document, view, masks, tools: settings, state } = desk;
    const tools = new ToolController(
      { document, view, masks, settings, selector: made },
      {
        onIsland: (at, sense) => {
          if (!desk.changes.press(at, sense)) showToast({ title: t("changes.noTake") });
        },
        onBusy: (isMeasuring) => state.setState({ isMeasuring }),
        onFailure: (reason) => showToast({ title: t(failureWords[reason]) }),
      },
    );
    controller.current = tools;
    return () => {
      controller.current = null;
      selector.current = null;
      tools.dispose();
      made.dispose();
    };
  }, [desk, t]);
  return useMemo(
    () => ({
      get current() {
        return controller.current;
      },
      onPixels: (pixels: Desk["pixels"]) => {
        desk.keepPixels(pixels);
        selector.current?.setPixels(pixels);
      },
    }),
    [desk],
  );
}
