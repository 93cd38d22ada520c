// Two to four pictures judged against each other: side by side in step, one over the other with a slider, or as their exact
// difference.
import { Dialog } from "@base-ui/react/dialog";
import { ArrowLeftRight, Grid3x3, Maximize, X, ZoomIn, ZoomOut } from "lucide-react";
import { useRef, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "#renderer/ui/icon-button.tsx";
import { joinClasses } from "#renderer/ui/join-classes.ts";
import { SegmentedControl } from "#renderer/ui/segmented-control.tsx";
import type { PictureCard } from "#shared/model/picture.ts";
import { useCurrentCards } from "#renderer/gallery/use-current-cards.ts";
import { usePictureActions } from "#renderer/session/use-picture-actions.ts";
import { CompareCaption, judgeByKey } from "./compare-caption.tsx";
import { ComparePane } from "./compare-pane.tsx";
import { DifferenceView } from "./difference-view.tsx";
import { SliderView } from "./slider-view.tsx";
import { actualStep, fittedStep, panStep, zoomStep, type StepView } from "./step-view.ts";
import { arrowPan, zoomStepFactor } from "./use-pan-zoom.ts";
import type { Box } from "./zoom-view.ts";
import viewer from "./viewer.module.css";
import styles from "./compare.module.css";

interface CompareProps {
  /** 2 to 4. */
  readonly pictures: readonly PictureCard[];
  readonly onClose: () => void;
}

type Mode = "side" | "slider" | "difference";

const glyph = { size: 16, strokeWidth: 1.5 } as const;

export function Compare({ pictures: given, onClose }: CompareProps) {
  const { t } = useTranslation("gallery");
  const actions = usePictureActions();
  const current = useCurrentCards(given);
  const [isSwapped, setSwapped] = useState(false);
  const pictures = isSwapped ? current.toReversed() : current;
  const [mode, setMode] = useState<Mode>("side");
  const frame = useRef<HTMLDivElement>(null);
  const { view, setView, onSize, fit, actual, zoom, pan } = useStepView(pictures[0]);
  const [first, second] = pictures;
  const isPair = pictures.length === 2;
  const swap = () => setSwapped(!isSwapped);
  const common = { view, onView: setView, onSize };

  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const by = hasArrows(event.target) ? null : arrowPan(event.key);
    if (event.key === "z") fit();
    else if (event.key === "Z") actual();
    else if (event.key === "+" || event.key === "=") zoom(zoomStepFactor);
    else if (event.key === "-") zoom(1 / zoomStepFactor);
    else if (event.key === "s" && isPair) swap();
    else if (by !== null) {
      event.preventDefault();
      pan(by.x, by.y);
    }
  };

  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog.Portal>
        <Dialog.Popup ref={frame} initialFocus={frame} className={viewer["viewer"]} onKeyDown={press}>
          <header className={viewer["bar"]}>
            <Dialog.Title className={joinClasses(viewer["title"], styles["title"])}>
              {t("compare.label")}
            </Dialog.Title>
            {!isPair && <span className={styles["note"]}>{t("compare.twoOnly")}</span>}
            <SegmentedControl
              label={t("compare.mode")}
              isLabelHidden
              value={mode}
              segments={[
                { value: "side", label: t("compare.side") },
                { value: "slider", label: t("compare.slider"), disabled: !isPair },
                { value: "difference", label: t("compare.difference"), disabled: !isPair },
              ]}
              onValueChange={setMode}
            />
            {isPair && (
              <IconButton
                label={t("compare.swap")}
                chord="KeyS"
                icon={<ArrowLeftRight {...glyph} />}
                onClick={swap}
              />
            )}
            <IconButton
              label={t("lightbox.zoomOut")}
              chord="Minus"
              icon={<ZoomOut {...glyph} />}
              onClick={() => zoom(1 / zoomStepFactor)}
            />
            <IconButton
              label={t("lightbox.zoomIn")}
              chord="Equal"
              icon={<ZoomIn {...glyph} />}
              onClick={() => zoom(zoomStepFactor)}
            />
            <IconButton label={t("compare.fit")} chord="KeyZ" icon={<Maximize {...glyph} />} onClick={fit} />
            <IconButton
              label={t("compare.actual")}
              chord="Shift+KeyZ"
              icon={<Grid3x3 {...glyph} />}
              onClick={actual}
            />
            <IconButton label={t("compare.close")} chord="Escape" icon={<X {...glyph} />} onClick={onClose} />
          </header>
          {mode === "side" && (
            <div className={styles["side"]} data-count={pictures.length}>
              {pictures.map((picture) => (
                // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- its buttons do the same
                <div
                  key={picture.id}
                  role="group"
                  aria-label={picture.title}
                  // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- keys judge the picture in focus
                  tabIndex={0}
                  className={styles["figure"]}
                  onKeyDown={(event) => {
                    if (judgeByKey(event.key, picture, actions)) event.stopPropagation();
                  }}
                >
                  <ComparePane picture={picture} {...common} />
                  <CompareCaption picture={picture} actions={actions} />
                </div>
              ))}
            </div>
          )}
          {mode === "slider" && first !== undefined && second !== undefined && (
            <SliderView first={first} second={second} {...common} />
          )}
          {mode === "difference" && first !== undefined && second !== undefined && (
            <DifferenceView first={first} second={second} {...common} />
          )}
          {mode !== "side" && (
            <div className={styles["captions"]}>
              {pictures.map((picture) => (
                <CompareCaption key={picture.id} picture={picture} actions={actions} />
              ))}
            </div>
          )}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** The view that all pictures share, moved from outside a pane: its size is that of the last pane drawn. */
function useStepView(picture: PictureCard | undefined) {
  const [view, setView] = useState<StepView>(fittedStep);
  const pane = useRef<Box>({ width: 0, height: 0 });
  const size: Box = { width: picture?.widthPx ?? 0, height: picture?.heightPx ?? 0 };
  const ratio = window.devicePixelRatio;
  const middle = () => ({ x: pane.current.width / 2, y: pane.current.height / 2 });
  return {
    view,
    setView,
    onSize: (box: Box) => {
      pane.current = box;
    },
    fit: () => setView(fittedStep),
    actual: () => setView((now) => actualStep(now, size, pane.current, ratio)),
    zoom: (factor: number) => setView((now) => zoomStep(now, factor, middle(), size, pane.current, ratio)),
    pan: (dx: number, dy: number) => setView((now) => panStep(now, dx, dy, size, pane.current, ratio)),
  };
}

/** Arrow keys belong to what has the focus. */
function hasArrows(target: EventTarget): boolean {
  return target instanceof Element && target.closest('[role="radio"], [role="slider"], input') !== null;
}
