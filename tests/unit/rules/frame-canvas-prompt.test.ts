import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  canvasPromptRoom,
  frameCanvasPrompt,
  unframeCanvasPrompt,
  type CanvasFrame,
} from "#shared/rules/frame-canvas-prompt.ts";
import { limits } from "#shared/rules/limits.ts";

const share = fc.double({ min: -0.5, max: 1.5, noNaN: true });
const frames: fc.Arbitrary<CanvasFrame> = fc.record({
  region: fc.option(fc.record({ left: share, top: share, right: share, bottom: share })),
  guidePlace: fc.option(fc.integer({ min: 2, max: 17 })),
});

describe("The words around a prompt of the canvas", () => {
  it("say where in whole per cent, and that all else stays", () => {
    const region = { left: 0.25, top: 0.5, right: 0.75, bottom: 0.9 };
    expect(frameCanvasPrompt(" a hat ", { region, guidePlace: null })).toBe(
      "a hat\n\nChange only the area centred 50% from the left and 70% from the top (50% wide, 40% high). " +
        "Keep framing, scale, colours and all else exactly as in image 1.",
    );
    expect(frameCanvasPrompt("a hat", { region, guidePlace: 3 })).toContain("Image 3 outlines that area");
    expect(frameCanvasPrompt("snow everywhere", { region: null, guidePlace: null })).toBe(
      "snow everywhere\n\nChange nothing else. Keep framing, scale, colours and all else exactly as in image 1.",
    );
  });

  it("[P3] leave a known room, and a prompt that fills it is exactly at the limit", () => {
    fc.assert(
      fc.property(frames, (frame) => {
        const room = canvasPromptRoom(frame);
        expect(room).toBeGreaterThan(700);
        expect(frameCanvasPrompt("x".repeat(room), frame)).toHaveLength(limits.prompt.editMaxChars);
      }),
    );
  });

  it("come off again", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), frames, (prompt, frame) => {
        expect(unframeCanvasPrompt(frameCanvasPrompt(prompt, frame))).toBe(prompt.trim());
        expect(unframeCanvasPrompt(prompt)).toBe(prompt);
      }),
    );
  });
});
