// The stage's colours, read from the page's tokens: a canvas cannot use custom properties itself.

export type StagePalette = {
  readonly stage: string;
  readonly surface: string;
  readonly line: string;
  readonly text: string;
  readonly muted: string;
  readonly accent: string;
  readonly onAccent: string;
  readonly warning: string;
  readonly danger: string;
};

const tokens = {
  stage: "--stage",
  surface: "--surface-1",
  line: "--line-strong",
  text: "--text",
  muted: "--text-muted",
  accent: "--accent",
  onAccent: "--on-accent",
  warning: "--warning",
  danger: "--danger",
} as const satisfies Record<keyof StagePalette, string>;

/** Resolves the tokens as they hold at an element. */
export function readPalette(element: HTMLElement): StagePalette {
  const probe = document.createElement("span");
  element.append(probe);
  const read = (token: string): string => {
    probe.style.color = `var(${token})`;
    return getComputedStyle(probe).color;
  };
  const palette: StagePalette = {
    stage: read(tokens.stage),
    surface: read(tokens.surface),
    line: read(tokens.line),
    text: read(tokens.text),
    muted: read(tokens.muted),
    accent: read(tokens.accent),
    onAccent: read(tokens.onAccent),
    warning: read(tokens.warning),
    danger: read(tokens.danger),
  };
  probe.remove();
  return palette;
}

/** Calls back when the page's colours may have changed: theme, stage colour, the system's scheme. */
export function watchPalette(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  // Not "style": messages are lifted there, and to read the colours again takes 10 ms.
  observer.observe(document.documentElement, { attributeFilter: ["data-theme", "data-stage"] });
  const scheme = matchMedia("(prefers-color-scheme: dark)");
  scheme.addEventListener("change", onChange);
  return () => {
    observer.disconnect();
    scheme.removeEventListener("change", onChange);
  };
}

/** Red, green and blue of a CSS colour, 0..255. */
export function readColour(colour: string): readonly [number, number, number] {
  const context = new OffscreenCanvas(1, 1).getContext("2d");
  if (context === null) return [255, 0, 0];
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  const [red = 255, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
  return [red, green, blue];
}
