// Puts the imperative stage into the page: one element, mounted once per document. React renders nothing in it.
import { useEffect, useRef, type ReactElement } from "react";
import type { CanvasDocument } from "#renderer/canvas/document/canvas-document.ts";
import type { CanvasView } from "#renderer/canvas/document/canvas-view.ts";
import type { PixelSource } from "#renderer/canvas/document/pixel-source.ts";
import type { RegionMasks } from "#renderer/canvas/document/region-masks.ts";
import { CanvasStage, type StagePorts } from "./canvas-stage.ts";
import type { StageScene } from "./stage-scene.ts";
import styles from "./stage-view.module.css";

export interface StageViewProps {
  readonly document: CanvasDocument;
  readonly view: CanvasView;
  readonly masks: RegionMasks;
  readonly scene: StageScene;
  readonly ports: StagePorts;
  /** What a screen reader calls it; the lists of patches and selections beside it say what is on it. */
  readonly label: string;
  /** Id of the element that describes it. */
  readonly describedBy?: string;
  /** Gets what tools measure on, and null when the stage is gone. */
  readonly onPixels: (pixels: PixelSource | null) => void;
}

/** A new `document`, `view` or `masks` mounts a new stage; the latest `ports` are the ones that are called. */
export function StageView(props: StageViewProps): ReactElement {
  const { document, view, masks, scene, label, describedBy } = props;
  const element = useRef<HTMLDivElement>(null);
  const stage = useRef<CanvasStage>(null);
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  useEffect(() => {
    if (element.current === null) return undefined;
    const mounted = new CanvasStage(
      element.current,
      { document, view, masks },
      {
        onPointer: (pointer) => latest.current.ports.onPointer(pointer),
        onWindow: (rect, isDone) => latest.current.ports.onWindow(rect, isDone),
        loadAsset: async (asset) => await latest.current.ports.loadAsset(asset),
        hasAlpha: latest.current.ports.hasAlpha,
        onBase: (state) => latest.current.ports.onBase(state),
      },
    );
    stage.current = mounted;
    mounted.setScene(latest.current.scene);
    latest.current.onPixels(mounted.pixels);
    return () => {
      latest.current.onPixels(null);
      stage.current = null;
      mounted.dispose();
    };
  }, [document, view, masks]);
  useEffect(() => stage.current?.setScene(scene), [scene]);
  return (
    <div
      ref={element}
      className={styles["stage"]}
      role="application"
      aria-label={label}
      aria-describedby={describedBy}
    />
  );
}
