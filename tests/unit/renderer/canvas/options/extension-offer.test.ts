// Whether a larger selection is offered.
import { expect, test } from "vitest";
import { extensionOffer } from "#renderer/canvas/panel/extension-offer.ts";
import type { PatchReport } from "#renderer/canvas/panel/patch-report.ts";
import { emptyRegion, extendRegion } from "#shared/model/region.ts";
import { makePatch } from "#tests/unit/renderer/canvas/made-documents.ts";

const report = (offersExtension: boolean) => ({ kind: "placed", report: { offersExtension } }) as PatchReport;

test("changes that were rejected are not offered back", () => {
  const patch = makePatch(1);
  const bounds = { x: 0, y: 0, width: 2, height: 1 };
  const kept = { kind: "runs", mode: "replace", source: "changes", bounds, runs: "" } as const;
  const chosen = extendRegion(emptyRegion(patch.region.extent), kept);
  expect(extensionOffer(patch, report(true))).toBe("open");
  expect(extensionOffer(patch, report(false))).toBe("closed");
  expect(extensionOffer(patch, null)).toBe("closed");
  expect(extensionOffer({ region: chosen }, report(true))).toBe("none");
  const { operations } = patch.region;
  const drawn = { ...chosen, operations: [...chosen.operations, ...operations] };
  expect(extensionOffer({ region: drawn }, report(true))).toBe("none");
  // Changes of one take added to a selection that is sent for another.
  const added = extendRegion(patch.region, { ...kept, mode: "add" });
  expect(extensionOffer({ region: added }, report(true))).toBe("open");
});
