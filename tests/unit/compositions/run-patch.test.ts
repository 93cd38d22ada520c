import { readFile, rm, writeFile } from "node:fs/promises";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import type { ClickId } from "#shared/model/ids.ts";
import { isLegalSize } from "#shared/rules/sizes.ts";
import { makeScene } from "#tests/support/pixels/synthetic-scenes.ts";
import {
  addPatch,
  closeDesk,
  freshId,
  importBytes,
  must,
  openDesk,
  pngOfRaster,
  rectangle,
  settled,
  withDesk,
  type Desk,
} from "./document-fixture.ts";

const frame = { x: 0, y: 0, width: 1400, height: 1000 };

// Drawn once: each test looks at it, none changes it.
const scene = makeScene("scene", 1400, 1000, 11, { channels: 3 });
const sceneBytes = await pngOfRaster(scene);

async function openScene(desk: Desk) {
  const picture = await importBytes(desk, sceneBytes, "harbour.png");
  return { open: must(await desk.documents.create({ kind: "picture", picture: picture.id })) };
}

const wishOf = (
  open: { document: { id: never }; revision: number } | Awaited<ReturnType<typeof openScene>>["open"],
) => ({
  id: open.document.id,
  revision: open.revision,
  click: freshId<ClickId>(),
  prompt: "a red ball",
  references: [],
  region: rectangle(frame, 500, 400, 200, 160),
  window: null,
  isWholeFrame: false,
  scope: "selection" as const,
  hasGuide: false,
  cutFrom: "below" as const,
  patch: null,
  takes: 1,
});

describe("Running a selection", () => {
  it("sends the pixels of the window as they are, at a legal size, with words that say where", async () => {
    await withDesk(async (desk) => {
      const { open } = await openScene(desk);
      const { run, jobs } = must(await desk.documents.run({ ...wishOf(open), takes: 3 }));
      await settled(desk, run.id);
      expect(jobs.map(({ take, takes, origin }) => [take, takes, origin])).toEqual(
        [0, 1, 2].map((take) => [take, 3, { kind: "canvas", composition: open.document.id, patch: null }]),
      );
      const [sent] = desk.sent;
      const { rect, request } = run.window;
      expect(isLegalSize({ widthPx: request.width, heightPx: request.height })).toBe(true);
      expect(sent?.fields["size"]).toBe(`${request.width}x${request.height}`);
      expect(sent?.fields["prompt"]).toMatch(
        /^a red ball\n\nChange only the area centred \d+% from the left and \d+% from the top/,
      );
      expect(String(sent?.fields["prompt"]).length).toBeLessThanOrEqual(1000);
      const file = await desk.library.resolveAsset(sent?.primary?.asset as never);
      const pixels = await sharp(await readFile(file?.path as string))
        .raw()
        .toBuffer();
      expect(run.window.isNative).toBe(true);
      for (let y = 0; y < rect.height; y += 7)
        for (let x = 0; x < rect.width; x += 5)
          for (let c = 0; c < 3; c++) {
            const there = scene.data[((rect.y + y) * 1400 + rect.x + x) * 3 + c];
            if (pixels[(y * rect.width + x) * 3 + c] !== there)
              throw new Error(`${x}, ${y} is another pixel`);
          }
      // Takes are kept like every paid picture, and no grid shows them unasked.
      expect(desk.library.search({}).pictures.map(({ kind }) => kind)).toEqual(["import"]);
      expect(desk.library.search({ kinds: ["take"] }).total).toBe(3);
      expect(desk.library.search({ kinds: ["take"] }).pictures[0]?.title).toBe("a red ball");
    });
  });

  it("notes the run in the document before it is sent, answers the same click with the run that stands, and sends once", async () => {
    await withDesk(async (desk) => {
      const { open } = await openScene(desk);
      const wish = wishOf(open);
      const first = must(await desk.documents.run(wish));
      expect(first.revision).toBe(open.revision + 1);
      const again = must(await desk.documents.run(wish));
      expect(again.run).toEqual(first.run);
      await settled(desk, wish.click);
      expect(desk.sent).toHaveLength(1);
      const later = must(await desk.documents.open(open.document.id));
      expect(later.document.runs).toEqual([first.run]);
      expect(later.jobs.map(({ id, state }) => [id, state])).toEqual([[first.run.jobs[0], "saved"]]);
      // A page that did not take the run over is told, and nothing is overwritten.
      expect(await desk.documents.save(open.document, open.revision)).toMatchObject({
        ok: false,
        error: { kind: "stale-revision", revision: first.revision },
      });
      expect(await desk.documents.run({ ...wish, click: freshId<ClickId>() })).toMatchObject({
        ok: false,
        error: { kind: "stale-revision" },
      });
    });
  });

  it("finds the jobs of a run again when the app stopped before they were noted, and drops one that was never sent", async () => {
    await withDesk(async (desk) => {
      const { open } = await openScene(desk);
      const { run, revision } = must(await desk.documents.run(wishOf(open)));
      await settled(desk, run.id);
      const lost = { ...run, jobs: [] };
      const never = { ...run, id: freshId<ClickId>(), jobs: [] };
      must(await desk.documents.save({ ...open.document, runs: [never, lost] }, revision));
      await closeDesk(desk);
      const later = await openDesk(desk.folder);
      try {
        const found = must(await later.documents.open(open.document.id));
        expect(found.document.runs).toEqual([run]);
        expect(found.jobs).toHaveLength(1);
        // The take survives an index that is made anew, and stays a take.
        must(await later.library.rebuild());
        expect(later.library.search({ kinds: ["take"] }).total).toBe(1);
      } finally {
        await closeDesk(later);
      }
    });
  });

  it("refuses before anything is sent: nothing selected, a prompt of 1,001 characters, a window that misses the selection", async () => {
    await withDesk(async (desk) => {
      const { open } = await openScene(desk);
      const wish = wishOf(open);
      const empty = { extent: frame, operations: [] };
      const outside = rectangle(frame, 2000, 2000, 50, 50);
      for (const region of [empty, outside])
        expect(await desk.documents.run({ ...wish, region })).toEqual({
          ok: false,
          error: { kind: "selection-empty" },
        });
      expect(await desk.documents.run({ ...wish, prompt: "x".repeat(1001) })).toMatchObject({
        ok: false,
        error: { kind: "invalid-request", violations: [{ rule: "P3", values: { limit: 1000 } }] },
      });
      expect(await desk.documents.run({ ...wish, prompt: "  " })).toMatchObject({
        ok: false,
        error: { kind: "invalid-request", violations: [{ rule: "P1" }] },
      });
      const window = {
        rect: { x: 0, y: 0, width: 512, height: 300 },
        request: { width: 1024, height: 600 },
        scaleX: 2,
        scaleY: 2,
        isNative: false,
        pad: { left: 0, top: 0, right: 0, bottom: 0 },
      };
      expect(await desk.documents.run({ ...wish, window })).toMatchObject({
        ok: false,
        error: { kind: "invalid-input", issues: ["window"] },
      });
      const illegal = { ...window, rect: frame, request: { width: 1410, height: 1007 } };
      expect(await desk.documents.run({ ...wish, window: illegal })).toMatchObject({
        ok: false,
        error: { kind: "invalid-request", violations: [{ rule: "S1" }] },
      });
      expect(desk.sent).toEqual([]);
      const after = must(await desk.documents.open(open.document.id));
      expect([after.revision, after.document]).toEqual([open.revision, open.document]);
    });
  });

  it("keeps document and selections when the base is gone or changed, and says which", async () => {
    await withDesk(async (desk) => {
      const { open } = await openScene(desk);
      const done = await addPatch(desk, open, rectangle(frame, 500, 400, 200, 160));
      const path = must(
        desk.library.pathOf(
          open.document.base.kind === "picture"
            ? (open.document.base.picture as never)
            : (undefined as never),
        ),
      );
      const bytes = await readFile(path);
      for (const [spoil, reason] of [
        [async () => writeFile(path, Buffer.concat([bytes, Buffer.from("x")])), "changed"],
        [async () => rm(path), "missing"],
      ] as const) {
        await spoil();
        const opened = must(await desk.documents.open(open.document.id));
        expect(opened.base.file).toBe(reason);
        expect(opened.document.patches).toEqual(done.document.patches);
        const error = { kind: "base-unusable", reason };
        const at = { id: open.document.id, revision: opened.revision };
        expect(await desk.documents.flatten({ ...at, hasProofInFile: false })).toMatchObject({
          ok: false,
          error,
        });
        expect(await desk.documents.run({ ...wishOf(open), ...at })).toMatchObject({ ok: false, error });
      }
      await writeFile(path, bytes);
      const back = must(await desk.documents.open(open.document.id));
      expect(back.base.file).toBe("there");
    });
  });

  it("sends a second picture with the region outlined, as the last one, and says so", async () => {
    await withDesk(async (desk) => {
      const { open } = await openScene(desk);
      const reference = must(
        await desk.library.referenceFromPicture(
          (open.document.base.kind === "picture" ? open.document.base.picture : null) as never,
        ),
      );
      const { run } = must(
        await desk.documents.run({
          ...wishOf(open),
          hasGuide: true,
          references: [{ ...reference, label: "style" }],
        }),
      );
      await settled(desk, run.id);
      const [sent] = desk.sent;
      expect(sent?.additional.map(({ name }) => name)).toEqual([reference.name, "guide.png"]);
      expect(sent?.fields["prompt"]).toContain("Image 3 outlines that area");
      expect(sent?.fields["prompt"]).toContain("Image 2 is the style reference.");
      const guide = await desk.library.resolveAsset(sent?.additional[1]?.asset as never);
      const { data, info } = await sharp(await readFile(guide?.path as string))
        .raw()
        .toBuffer({ resolveWithObject: true });
      const { rect } = run.window;
      const at = (x: number, y: number) =>
        Array.from(data.subarray(((y - rect.y) * info.width + x - rect.x) * 3).subarray(0, 3));
      expect(at(495, 480)).toEqual([255, 0, 255]);
      expect(at(600, 480)).not.toEqual([255, 0, 255]);
    });
  });

  it("sends everything for an edit of the whole picture, points at nothing, and never sends a guide with it", async () => {
    await withDesk(async (desk) => {
      const { open } = await openScene(desk);
      const whole = { scope: "picture" as const, region: rectangle(frame, 0, 0, 1400, 1000), hasGuide: true };
      const { run, revision } = must(await desk.documents.run({ ...wishOf(open), ...whole }));
      await settled(desk, run.id);
      // The next legal size up; what is missing is reflected.
      const rect = { x: -4, y: -4, width: 1408, height: 1008 };
      expect([run.scope, run.hasGuide, run.window.rect]).toEqual(["picture", false, rect]);
      const [sent] = desk.sent;
      expect(sent?.additional).toEqual([]);
      expect(sent?.fields["prompt"]).toBe(
        "a red ball\n\nChange nothing else. Keep framing, scale, colours and all else exactly as in image 1.",
      );
      expect(must(await desk.documents.open(open.document.id)).document.runs[0]?.scope).toBe("picture");
      expect(desk.library.search({ kinds: ["take"] }).pictures[0]?.title).toBe("a red ball");

      // Nothing is there to be changed: everything is generated and laid in as a selection of everything.
      const blank = must(
        await desk.documents.create({
          kind: "blank",
          sizePx: { widthPx: 1024, heightPx: 1024 },
          name: "empty",
        }),
      );
      const made = must(
        await desk.documents.run({
          ...wishOf(blank),
          ...whole,
          region: rectangle({ x: 0, y: 0, width: 1024, height: 1024 }, 0, 0, 1024, 1024),
        }),
      );
      await settled(desk, made.run.id);
      expect([made.run.scope, desk.sent[1]?.primary, desk.sent[1]?.fields["prompt"]]).toEqual([
        "selection",
        null,
        "a red ball",
      ]);
      expect(revision).toBe(open.revision + 1);
    });
  });
});
