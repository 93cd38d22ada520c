// Where two pictures differ, as a picture that can be made brighter, and in figures that count every pixel.
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Slider } from "#renderer/ui/slider.tsx";
import type { PictureCard } from "#shared/model/picture.ts";
import { ComparePane, type PairProps } from "./compare-pane.tsx";
import { useDifference, type DifferenceState } from "./use-difference.ts";
import viewer from "./viewer.module.css";
import styles from "./compare.module.css";

export function DifferenceView({ first, second, ...common }: PairProps) {
  const { t } = useTranslation("gallery");
  const [gain, setGain] = useState(4);
  const state = useDifference(first, second, gain);
  const words = useWords(state, first, second);
  return (
    <div className={styles["difference"]}>
      {state.kind === "done" ? (
        <ComparePane picture={first} {...common}>
          <BitmapCanvas bitmap={state.bitmap} />
        </ComparePane>
      ) : (
        <output className={viewer["sentence"]}>{words}</output>
      )}
      {state.kind === "done" && (
        <div className={styles["figures"]}>
          <output>{words}</output>
          <Slider
            label={t("compare.gain")}
            value={gain}
            min={1}
            max={64}
            valueText={t("compare.gainText", { gain })}
            onValueChange={setGain}
            className={styles["gain"]}
          />
        </div>
      )}
    </div>
  );
}

function BitmapCanvas({ bitmap }: { readonly bitmap: ImageBitmap }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    canvas.current?.getContext("2d")?.drawImage(bitmap, 0, 0);
  }, [bitmap]);
  return <canvas ref={canvas} width={bitmap.width} height={bitmap.height} />;
}

function useWords(state: DifferenceState, first: PictureCard, second: PictureCard): string {
  const { t } = useTranslation("gallery");
  const sizeOf = ({ widthPx, heightPx }: PictureCard) => `${widthPx} × ${heightPx}`;
  switch (state.kind) {
    case "working":
      return t("compare.working");
    case "failed":
      return t("compare.failed");
    case "sizes":
      return t("compare.sizes", { first: sizeOf(first), second: sizeOf(second) });
    case "done": {
      const { changed, total, most } = state;
      const count = (value: number) => value.toLocaleString("en");
      if (changed === 0) return t("compare.equal", { total: count(total) });
      const percent = ((changed / total) * 100).toPrecision(3);
      return t("compare.differs", { changed: count(changed), total: count(total), percent, most });
    }
  }
}
