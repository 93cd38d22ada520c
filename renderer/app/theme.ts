// Light or dark, and the surround of pictures, as attributes of the document that tokens.css reads.
import type { Settings } from "#shared/model/settings.ts";

type Appearance = Settings["appearance"];

const rememberedAs = "inlay.appearance";

/** Puts the appearance on the page, and remembers it so that the next start has no flash of the other one. */
export function applyAppearance({ theme, stage }: Pick<Appearance, "theme" | "stage">): void {
  const { dataset } = document.documentElement;
  dataset["theme"] = theme;
  dataset["stage"] = stage;
  localStorage.setItem(rememberedAs, JSON.stringify({ theme, stage }));
}

/** The appearance of the last time, before the host has said what it is now. */
export function applyRememberedAppearance(): void {
  const text = localStorage.getItem(rememberedAs);
  if (text === null) return;
  try {
    const { theme, stage } = JSON.parse(text) as Partial<Record<string, string>>;
    const { dataset } = document.documentElement;
    if (theme !== undefined) dataset["theme"] = theme;
    if (stage !== undefined) dataset["stage"] = stage;
  } catch {
    localStorage.removeItem(rememberedAs);
  }
}

/** The other of light and dark than what is seen now. */
export function oppositeTheme(theme: Appearance["theme"]): "light" | "dark" {
  const isDark =
    theme === "system" ? window.matchMedia("(prefers-color-scheme: dark)").matches : theme === "dark";
  return isDark ? "light" : "dark";
}
