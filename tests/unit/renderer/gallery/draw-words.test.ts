// The words of a large sheet, drawn on a stand-in for the browser's canvas: told as they come, stopped when asked.
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { drawWords } from "#renderer/gallery/transfer/draw-words.ts";
import { readSheetOptions } from "#renderer/gallery/transfer/sheet-options.ts";
import type { UploadReply } from "#shared/contract/media.ts";
import { ok } from "#shared/errors/result.ts";
import type { SheetOptions } from "#shared/rules/plan-sheet.ts";
import { card } from "./made-library.ts";

const pictures = Array.from({ length: 1000 }, (_, at) => card(at + 1));
const options: SheetOptions = { ...readSheetOptions(), captions: ["name", "date"] };

class Canvas {
  getContext() {
    return { measureText: () => ({ width: 1 }), fillText: () => undefined };
  }
  async convertToBlob() {
    return await Promise.resolve(new Blob());
  }
}

beforeEach(() => {
  vi.stubGlobal("OffscreenCanvas", Canvas);
  vi.stubGlobal("getComputedStyle", () => ({ fontFamily: "any" }));
  vi.stubGlobal("document", { body: null, fonts: { load: async () => await Promise.resolve() } });
});
afterEach(() => vi.unstubAllGlobals());

function run(onProgress: (done: number, stop: AbortController) => void) {
  const stop = new AbortController();
  const sent: string[] = [];
  const upload = async (): Promise<UploadReply> => {
    sent.push("one");
    return await Promise.resolve(ok({ purpose: "sheet-words", token: "a".repeat(32) }) as UploadReply);
  };
  const words = drawWords(pictures, options, upload, {
    signal: stop.signal,
    onProgress: (done) => onProgress(done, stop),
  });
  return { words, sent };
}

it("tells how far it has come, and ends with all", async () => {
  const told: number[] = [];
  const { words, sent } = run((done) => told.push(done));
  const made = await words;
  expect(made.ok && made.value?.captions.length).toBe(sent.length);
  expect(told.length).toBeGreaterThan(50);
  expect(told).toEqual(told.toSorted((a, b) => a - b));
  expect(told.at(-1)).toBe(1000);
});

it("draws and hands over nothing more once it was stopped", async () => {
  const told: number[] = [];
  const { words, sent } = run((done, stop) => {
    told.push(done);
    if (done > 400) stop.abort();
  });
  expect(await words).toEqual({ ok: true, value: null });
  expect(told.filter((done) => done > 400)).toHaveLength(1);
  const after = sent.length;
  const whole = run(() => undefined);
  await whole.words;
  expect(sent).toHaveLength(after);
  expect(after).toBeLessThan(whole.sent.length);
});
