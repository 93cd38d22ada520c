// Token figures by a stated formula: text, 4 characters a token; a picture made, one token per 16x16 pixels
// and 64 more; a picture read, one token per 32x32 pixels after fitting it into 2048x2048, and 65 more.
import type { PixelSize } from "./check-size.ts";

/** The `usage` object of a reply. */
export interface UsageFigures {
  readonly total_tokens: number;
  readonly input_tokens: number;
  readonly output_tokens: number;
  readonly input_tokens_details: { readonly text_tokens: number; readonly image_tokens: number };
}

export function usageFigures(prompt: string, output: PixelSize, inputs: readonly PixelSize[]): UsageFigures {
  const text = Math.ceil([...prompt].length / 4) + 7;
  const image = inputs.reduce((sum, size) => sum + inputTokens(size), 0);
  const made = (output.width / 16) * (output.height / 16) + 64;
  return {
    total_tokens: text + image + made,
    input_tokens: text + image,
    output_tokens: made,
    input_tokens_details: { text_tokens: text, image_tokens: image },
  };
}

function inputTokens({ width, height }: PixelSize): number {
  const scale = Math.min(1, 2048 / Math.max(width, height));
  return Math.ceil((width * scale) / 32) * Math.ceil((height * scale) / 32) + 65;
}
