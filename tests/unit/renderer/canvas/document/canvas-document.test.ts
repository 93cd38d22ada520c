import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compositionSchema, frameOf } from "#shared/model/composition.ts";
import { chosenTake, placeSettingsOf } from "#shared/model/patch.ts";
import { DEFAULT_PLACE_SETTINGS, type PlaceSettings } from "#shared/pixels/place-settings.ts";
import type { PlannedWindow } from "#shared/pixels/plan-window.ts";
import type { RasterRegion } from "#shared/pixels/raster-region.ts";
import { createCanvasDocument, type CanvasDocument } from "#renderer/canvas/document/canvas-document.ts";
import {
  clickId,
  jobId,
  makeComposition,
  makePatch,
  patchId,
} from "#tests/unit/renderer/canvas/made-documents.ts";
import { anyOperation } from "#tests/unit/renderer/canvas/made-regions.ts";

const shown = (document: CanvasDocument) => document.getState().composition;

const someId = fc.integer({ min: 1, max: 5 }).map(patchId);
const anyDeed: fc.Arbitrary<(document: CanvasDocument) => void> = fc.oneof(
  anyOperation.map((operation) => (d: CanvasDocument) => d.actions.select(operation)),
  fc.constantFrom(
    (d: CanvasDocument) => d.actions.deselect(),
    (d: CanvasDocument) => d.actions.selectAll(),
    (d: CanvasDocument) => d.actions.changeSelection({ kind: "invert" }),
    (d: CanvasDocument) => d.actions.changeSelection({ kind: "grow", px: 3 }),
    (d: CanvasDocument) => d.actions.moveSelection(2, -1),
    (d: CanvasDocument) => void d.actions.extend({ left: 4, top: 0, right: 1, bottom: 0 }),
    (d: CanvasDocument) => void d.actions.extend({ left: -5000, top: 0, right: 0, bottom: 0 }),
  ),
  fc.integer({ min: 6, max: 9 }).map((n) => (d: CanvasDocument) => d.actions.addPatch(makePatch(n))),
  fc.tuple(someId, fc.integer({ min: -1, max: 7 })).map(
    ([id, n]) =>
      (d: CanvasDocument) =>
        d.actions.movePatch(id, n),
  ),
  someId.map((id) => (d: CanvasDocument) => d.actions.deletePatch(id)),
  someId.map((id) => (d: CanvasDocument) => d.actions.showPatch(id, false)),
  someId.map((id) => (d: CanvasDocument) => d.actions.renamePatch(id, "Sky")),
  someId.map((id) => (d: CanvasDocument) => d.actions.nudgePatch(id, 1, 0)),
  someId.map(
    (id) => (d: CanvasDocument) => d.actions.tunePatch(id, { opacity: 0.5, edge: { isStrict: true } }),
  ),
  fc.tuple(someId, fc.integer({ min: 1, max: 70 })).map(
    ([id, job]) =>
      (d: CanvasDocument) =>
        d.actions.chooseTake(id, jobId(job)),
  ),
  someId.map((id) => (d: CanvasDocument) => {
    d.actions.begin("tune-patch");
    d.actions.tunePatch(id, { opacity: 0.9 });
    d.actions.tunePatch(id, { opacity: 0.1 });
    d.actions.commit();
  }),
  someId.map((id) => (d: CanvasDocument) => {
    d.actions.begin("nudge-patch");
    d.actions.nudgePatch(id, 40, 2);
    d.actions.cancel();
  }),
  fc.constantFrom(
    (d: CanvasDocument) => d.actions.undo(),
    (d: CanvasDocument) => d.actions.redo(),
  ),
);

describe("undo", () => {
  it("goes back to the start and forward to the end, whatever was done", () => {
    fc.assert(
      fc.property(fc.array(anyDeed, { maxLength: 30 }), (deeds) => {
        const start = makeComposition(4);
        const document = createCanvasDocument(start);
        for (const deed of deeds) deed(document);
        const states = [shown(document)];
        while (document.getState().past.length > 0) {
          document.actions.undo();
          states.push(shown(document));
        }
        expect(shown(document)).toBe(start);
        for (const state of states.slice(0, -1).toReversed()) {
          document.actions.redo();
          expect(shown(document)).toBe(state);
        }
        while (document.getState().future.length > 0) document.actions.redo();
      }),
      { numRuns: 300 },
    );
  });

  it("is the identity after one step back and forth, and the other way round", () => {
    fc.assert(
      fc.property(fc.array(anyDeed, { maxLength: 20 }), (deeds) => {
        const document = createCanvasDocument(makeComposition(3));
        for (const deed of deeds) deed(document);
        const now = shown(document);
        if (document.getState().past.length > 0) {
          document.actions.undo();
          document.actions.redo();
          expect(shown(document)).toBe(now);
        }
        if (document.getState().future.length > 0) {
          document.actions.redo();
          document.actions.undo();
          expect(shown(document)).toBe(now);
        }
      }),
      { numRuns: 200 },
    );
  });

  it("takes a gesture as one entry, and none when nothing changed", () => {
    const document = createCanvasDocument(makeComposition(1));
    document.actions.begin("tune-patch");
    for (let i = 0; i <= 10; i++) document.actions.tunePatch(patchId(1), { opacity: i / 10 });
    expect(document.getState().past).toHaveLength(0);
    document.actions.commit();
    expect(document.getState().past.map(({ deed }) => deed)).toEqual(["tune-patch"]);
    document.actions.begin("nudge-patch");
    document.actions.commit();
    document.actions.deletePatch(patchId(9));
    document.actions.chooseTake(patchId(1), jobId(999));
    expect(document.getState().past).toHaveLength(1);
  });

  it("undoes an open gesture first", () => {
    const document = createCanvasDocument(makeComposition(1));
    document.actions.selectAll();
    const before = shown(document);
    document.actions.begin("nudge-patch");
    document.actions.nudgePatch(patchId(1), 5, 5);
    document.actions.undo();
    expect(shown(document)).toBe(before);
    expect(document.getState().past).toHaveLength(1);
  });

  it("does not take back what was measured, nor a run that may be paid for", () => {
    const document = createCanvasDocument(makeComposition(1));
    document.actions.nudgePatch(patchId(1), 3, 0);
    document.actions.recordTake(patchId(1), jobId(11), null, {
      seam: 0.2,
      driftPx: 4,
      protectedPixels: 10,
      rawChangedPixels: 3,
      overflowShare: 0,
    });
    const { region, window } = makePatch(2);
    document.actions.putRun({
      id: clickId(7),
      scope: "selection",
      hasGuide: false,
      cutFrom: "below",
      jobs: [jobId(5)],
      prompt: "fog",
      references: [],
      region,
      window,
      patch: null,
      createdAt: 1,
    });
    document.actions.undo();
    expect(shown(document).patches[0]?.placement.nudge.dx).toBe(0);
    expect(shown(document).patches[0]?.takes[0]?.scores?.driftPx).toBe(4);
    expect(shown(document).runs).toHaveLength(1);
    document.actions.closeRun(clickId(7));
    document.actions.redo();
    expect(shown(document).runs).toHaveLength(0);
  });
});

describe("a document", () => {
  it("survives JSON in every state it can get into", () => {
    fc.assert(
      fc.property(fc.array(anyDeed, { maxLength: 12 }), (deeds) => {
        const document = createCanvasDocument(makeComposition(3));
        for (const deed of deeds) deed(document);
        const composition = shown(document);
        expect(compositionSchema.parse(JSON.parse(JSON.stringify(composition)))).toEqual(composition);
      }),
      { numRuns: 100 },
    );
  });

  it("keeps everything in its place on the picture when the canvas is extended", () => {
    const document = createCanvasDocument(makeComposition(2));
    const { patches } = shown(document);
    expect(document.actions.extend({ left: 100, top: 50, right: 0, bottom: -20 })).toBe(true);
    expect(frameOf(shown(document))).toEqual({ x: -100, y: -50, width: 1000, height: 730 });
    expect(shown(document).patches).toBe(patches);
    expect(document.actions.extend({ left: 0, top: -730, right: 0, bottom: 0 })).toBe(false);
  });

  it("moves a patch among the others and shows another of its takes", () => {
    const document = createCanvasDocument(makeComposition(3));
    document.actions.movePatch(patchId(1), 2);
    expect(shown(document).patches.map(({ id }) => id)).toEqual([2, 3, 1].map(patchId));
    document.actions.chooseTake(patchId(1), jobId(13));
    const patch = shown(document).patches[2];
    expect(patch === undefined ? null : chosenTake(patch).job).toBe(jobId(13));
  });

  it("gives the pipeline its settings, windows and regions as they are", () => {
    const patch = makePatch(1);
    const settings: PlaceSettings = placeSettingsOf(patch);
    const window: PlannedWindow = patch.window;
    const region: RasterRegion = patch.region;
    expect(settings).toEqual(DEFAULT_PLACE_SETTINGS);
    expect([window.rect.width, region.operations.length]).toEqual([800, 1]);
  });
});
