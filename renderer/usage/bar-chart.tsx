// Bars over time with an axis. What a bar says is shown for the pointer and for the arrow keys; the table beside it
// says the same to a screen reader.
import { useLayoutEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from "react";
import { useTranslation } from "react-i18next";
import { ticksFor, type Bar } from "./plot-bars.ts";
import styles from "./bar-chart.module.css";

interface BarChartProps {
  readonly bars: readonly Bar[];
  readonly label: string;
  /** A value in words, with its unit. */
  readonly spell: (value: number | null) => string;
  readonly spellKey: (key: string) => string;
  readonly isWhole: boolean;
}

const heightPx = 200;
const edge = { top: 10, right: 8, bottom: 22, left: 56 };

export function BarChart({ bars, label, spell, spellKey, isWhole }: BarChartProps) {
  const { t } = useTranslation("usage");
  const frame = useRef<HTMLDivElement>(null);
  const [widthPx, setWidthPx] = useState(640);
  const [chosen, setChosen] = useState<number | null>(null);
  useLayoutEffect(() => {
    const element = frame.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => setWidthPx(Math.max(240, element.clientWidth)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const ticks = ticksFor(Math.max(0, ...bars.map(({ value }) => value ?? 0)), isWhole);
  const top = ticks.at(-1) ?? 1;
  const plotWidth = widthPx - edge.left - edge.right;
  const plotHeight = heightPx - edge.top - edge.bottom;
  const stepPx = plotWidth / bars.length;
  const y = (value: number): number => edge.top + plotHeight * (1 - value / top);
  const x = (index: number): number => edge.left + index * stepPx;
  const active = chosen === null ? undefined : bars[Math.min(chosen, bars.length - 1)];
  const labelEvery = Math.max(1, Math.ceil(76 / stepPx));

  const point = (event: PointerEvent<SVGSVGElement>): void => {
    const box = event.currentTarget.getBoundingClientRect();
    const index = Math.floor((event.clientX - box.left - edge.left) / stepPx);
    setChosen(index >= 0 && index < bars.length ? index : null);
  };
  const step = (event: KeyboardEvent): void => {
    const last = bars.length - 1;
    const from = chosen ?? (event.key === "ArrowLeft" ? bars.length : -1);
    const next = { ArrowLeft: from - 1, ArrowRight: from + 1, Home: 0, End: last }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    setChosen(Math.min(last, Math.max(0, next)));
  };
  return (
    <div ref={frame} className={styles["frame"]}>
      <svg
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={bars.length - 1}
        aria-valuenow={chosen ?? 0}
        aria-valuetext={
          active === undefined
            ? t("chart.choose")
            : t("chart.value", { when: spellKey(active.key), value: spell(active.value) })
        }
        width={widthPx}
        height={heightPx}
        className={styles["chart"]}
        onPointerMove={point}
        onPointerLeave={() => setChosen(null)}
        onKeyDown={step}
      >
        {ticks.map((tick) => (
          <g key={tick}>
            <line
              x1={edge.left}
              x2={widthPx - edge.right}
              y1={y(tick)}
              y2={y(tick)}
              className={styles["line"]}
            />
            <text x={edge.left - 8} y={y(tick) + 4} textAnchor="end" className={styles["label"]}>
              {spell(tick)}
            </text>
          </g>
        ))}
        {bars.map(({ key, value }, index) => (
          <rect
            key={key}
            x={x(index) + Math.min(1, stepPx * 0.15)}
            width={Math.max(1, Math.min(40, stepPx * 0.8))}
            y={value === null || value === 0 ? y(0) - 1 : Math.min(y(value), y(0) - 2)}
            height={value === null || value === 0 ? 1 : Math.max(2, y(0) - y(value))}
            className={
              styles[index === chosen ? "chosen" : value === null || value === 0 ? "nothing" : "bar"]
            }
          />
        ))}
        {bars.map(({ key }, index) =>
          index % labelEvery === 0 && x(index) < widthPx - 60 ? (
            <text key={key} x={x(index)} y={heightPx - 6} className={styles["label"]}>
              {spellKey(key)}
            </text>
          ) : null,
        )}
      </svg>
      <p aria-hidden className={styles["value"]}>
        {active === undefined
          ? t("chart.choose")
          : t("chart.value", { when: spellKey(active.key), value: spell(active.value) })}
      </p>
    </div>
  );
}
