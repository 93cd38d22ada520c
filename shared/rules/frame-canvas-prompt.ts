// The sentences around a prompt of the canvas: the API knows no mask, so words say where and what must stay (S2).
import { limits } from "./limits.ts";

/** Where the selection lies in the window, as shares of its width and height, 0..1. */
export type RegionShare = {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
};

export type CanvasFrame = {
  /** Null for an edit of the whole picture: nothing is pointed at. */
  readonly region: RegionShare | null;
  /** 1-based place of the guide picture among all that are sent; null without one. */
  readonly guidePlace: number | null;
};

/** The prompt as it is sent for a patch; reference labels are added later (P4). */
export function frameCanvasPrompt(prompt: string, frame: CanvasFrame): string {
  return `${prompt.trim()}${frameWords(frame)}`;
}

/** Characters that the frame leaves for the designer's own words, before reference labels (P3). */
export function canvasPromptRoom(frame: CanvasFrame): number {
  return limits.prompt.editMaxChars - frameWords(frame).length;
}

/** The designer's own words in a framed prompt; any other text as it is. */
export function unframeCanvasPrompt(framed: string): string {
  return framed.replace(
    /\n\nChange (?:only the area centred \d+% from the left|nothing else\. Keep )[\s\S]*$/,
    "",
  );
}

function frameWords({ region, guidePlace }: CanvasFrame): string {
  const kept = "framing, scale, colours and all else exactly as in image 1.";
  if (region === null) return `\n\nChange nothing else. Keep ${kept}`;
  const percent = (share: number) => Math.round(100 * Math.min(1, Math.max(0, share)));
  const x = percent((region.left + region.right) / 2);
  const y = percent((region.top + region.bottom) / 2);
  const width = Math.max(1, percent(region.right - region.left));
  const height = Math.max(1, percent(region.bottom - region.top));
  const guide =
    guidePlace === null ? "" : ` Image ${guidePlace} outlines that area; do not draw the outline.`;
  return (
    `\n\nChange only the area centred ${x}% from the left and ${y}% from the top ` +
    `(${width}% wide, ${height}% high).${guide} Keep ${kept}`
  );
}
