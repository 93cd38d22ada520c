// Two to four pictures judged against each other: side by side in step, one over the other with a slider, or as their exact
// difference.
import { Dialog } from "@base-ui/react/dialog";
import { ArrowLeftRight, Grid3x3, Maximize, X } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "#renderer/ui/icon-button.tsx";
import { SegmentedControl } from "#renderer/ui/segmented-control.tsx";
import type { PictureCard } from "#shared/model/picture.ts";
import { MarkButtons } from "#renderer/gallery/mark-buttons.tsx";
import { useCurrentCards } from "#renderer/gallery/use-current-cards.ts";
import { usePictureActions } from "#renderer/session/use-picture-actions.ts";
import { ComparePane } from "./compare-pane.tsx";
import { DifferenceView } from "./difference-view.tsx";
import { actualStep, fittedStep, type StepView } from "./step-view.ts";
import type { Box } from "./zoom-view.ts";
import styles from "./compare.module.css";

interface CompareProps {
  /** 2 to 4. */
  readonly pictures: readonly PictureCard[];
  readonly onClose: () => void;
}

type Mode = "side" | "slider" | "difference";

export function Compare({ pictures: given, onClose }: CompareProps) {
  const { t } = useTranslation("gallery");
  const actions = usePictureActions();
  const current = useCurrentCards(given);
  const [isSwapped, setSwapped] = useState(false);
  const pictures = isSwapped ? current.toReversed() : current;
  const [mode, setMode] = useState<Mode>("side");
  const [view, setView] = useState<StepView>(fittedStep);
  const frame = useRef<HTMLDivElement>(null);
  const pane = useRef<Box>({ width: 0, height: 0 });
  const [first, second] = pictures;
  const isPair = pictures.length === 2;
  const actual = () => {
    if (first === undefined) return;
    const size = { width: first.widthPx, height: first.heightPx };
    setView((now) => actualStep(now, size, pane.current, window.devicePixelRatio));
  };
  const onSize = (size: Box) => {
    pane.current = size;
  };
  const common = { view, onView: setView, onSize };

  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog.Portal>
        <Dialog.Popup
          ref={frame}
          initialFocus={frame}
          className={styles["compare"]}
          onKeyDown={(event) => {
            if (event.key === "z") setView(fittedStep);
            else if (event.key === "Z") actual();
            else if (event.key === "x" && isPair) setSwapped(!isSwapped);
          }}
        >
          <header className={styles["bar"]}>
            <Dialog.Title className={styles["title"]}>{t("compare.label")}</Dialog.Title>
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
                chord="KeyX"
                icon={<ArrowLeftRight size={16} strokeWidth={1.5} />}
                onClick={() => setSwapped(!isSwapped)}
              />
            )}
            <IconButton
              label={t("compare.fit")}
              chord="KeyZ"
              icon={<Maximize size={16} strokeWidth={1.5} />}
              onClick={() => setView(fittedStep)}
            />
            <IconButton
              label={t("compare.actual")}
              chord="Shift+KeyZ"
              icon={<Grid3x3 size={16} strokeWidth={1.5} />}
              onClick={actual}
            />
            <IconButton
              label={t("compare.close")}
              chord="Escape"
              icon={<X size={16} strokeWidth={1.5} />}
              onClick={onClose}
            />
          </header>
          {mode === "side" && (
            <div className={styles["side"]} data-count={pictures.length}>
              {pictures.map((picture) => (
                <figure key={picture.id} className={styles["figure"]}>
                  <ComparePane picture={picture} {...common} />
                  <figcaption className={styles["caption"]}>
                    <span className={styles["name"]}>{picture.title}</span>
                    <span>
                      {picture.widthPx} × {picture.heightPx}
                    </span>
                    <MarkButtons pictures={[picture]} actions={actions} />
                  </figcaption>
                </figure>
              ))}
            </div>
          )}
          {mode === "slider" && first !== undefined && second !== undefined && (
            <SliderView first={first} second={second} {...common} />
          )}
          {mode === "difference" && first !== undefined && second !== undefined && (
            <DifferenceView first={first} second={second} {...common} />
          )}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

interface PairProps {
  readonly first: PictureCard;
  readonly second: PictureCard;
  readonly view: StepView;
  readonly onView: (change: (now: StepView) => StepView) => void;
  readonly onSize: (pane: Box) => void;
}

function SliderView({ first, second, ...common }: PairProps) {
  const { t } = useTranslation("gallery");
  const [share, setShare] = useState(0.5);
  const area = useRef<HTMLDivElement>(null);
  const follow = (event: React.PointerEvent) => {
    const frame = area.current?.getBoundingClientRect();
    if (frame === undefined || event.buttons !== 1) return;
    setShare(Math.min(1, Math.max(0, (event.clientX - frame.left) / frame.width)));
  };
  const nudge: Readonly<Record<string, number>> = { ArrowLeft: -0.02, ArrowRight: 0.02, Home: -1, End: 1 };
  return (
    <div ref={area} className={styles["slider"]}>
      <ComparePane picture={first} {...common} isOverlaid />
      <ComparePane picture={second} {...common} isOverlaid shownFrom={share} />
      <div
        role="slider"
        aria-label={t("compare.divider")}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(share * 100)}
        aria-valuetext={t("compare.dividerText", { percent: Math.round(share * 100) })}
        tabIndex={0}
        className={styles["divider"]}
        style={{ left: `${share * 100}%` }}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={follow}
        onKeyDown={(event) => {
          const by = nudge[event.key];
          if (by === undefined) return;
          event.preventDefault();
          setShare((now) => Math.min(1, Math.max(0, now + by)));
        }}
      />
    </div>
  );
}
