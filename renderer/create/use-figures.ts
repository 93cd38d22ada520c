// Figures in words: time spans, times of day, bytes, money, tokens.
import type { TFunction } from "i18next";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";

export type Figures = {
  /** `12 s`, `3 min 5 s`; whole seconds, upwards from 1. */
  readonly span: (ms: number) => string;
  /** `14:32` today, `yesterday 14:32`, else with the date. */
  readonly moment: (unixMs: number) => string;
  readonly bytes: (bytes: number) => string;
  readonly money: (usd: number) => string;
  readonly tokens: (tokens: number) => string;
};

const locale = "en-GB";
const clock = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit" });
const day = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short" });
const dayAndYear = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", year: "numeric" });
const oneDecimal = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
const compact = new Intl.NumberFormat(locale, { notation: "compact", maximumSignificantDigits: 3 });

export function useFigures(): Figures {
  const { t } = useTranslation("create");
  return useMemo(() => figuresIn(t), [t]);
}

function figuresIn(t: TFunction<"create">): Figures {
  return {
    span: (ms) => {
      const seconds = Math.max(1, Math.round(ms / 1000));
      const minutes = Math.floor(seconds / 60);
      if (minutes === 0) return t("time.seconds", { seconds });
      return seconds % 60 === 0 || minutes >= 10
        ? t("time.minutes", { minutes: Math.round(seconds / 60) })
        : t("time.minutesSeconds", { minutes, seconds: seconds % 60 });
    },
    moment: (unixMs) => {
      const then = new Date(unixMs);
      const time = clock.format(then);
      const now = new Date();
      const days = Math.round((startOfDay(now) - startOfDay(then)) / 86_400_000);
      if (days <= 0) return t("time.today", { time });
      if (days === 1) return t("time.yesterday", { time });
      const date = then.getFullYear() === now.getFullYear() ? day.format(then) : dayAndYear.format(then);
      return `${date} ${time}`;
    },
    bytes: (bytes) =>
      bytes < 1_000_000
        ? t("bytes.kilo", { value: Math.max(1, Math.round(bytes / 1000)) })
        : t("bytes.mega", { value: oneDecimal.format(bytes / 1_000_000) }),
    money: (usd) =>
      new Intl.NumberFormat(locale, {
        style: "currency",
        currency: "USD",
        currencyDisplay: "narrowSymbol",
        maximumFractionDigits: usd < 0.1 ? 3 : 2,
      }).format(usd),
    tokens: (tokens) => compact.format(tokens),
  };
}

function startOfDay(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}
