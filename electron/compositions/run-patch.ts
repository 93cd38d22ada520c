// From a selection and a prompt to jobs: the run is noted in the document before anything is sent, so that a reply always
// finds where it belongs.
import { join } from "node:path";
import type { ParsedOf, OutputOf } from "#shared/contract/call.ts";
import type { compositionCalls } from "#shared/contract/calls/composition-calls.ts";
import { err, ok, type Result } from "#shared/errors/result.ts";
import { frameOf, type Composition, type Run } from "#shared/model/composition.ts";
import type { ImageRequest, Reference } from "#shared/model/image-request.ts";
import { shiftRegion } from "#shared/model/region.ts";
import { checkRequest } from "#shared/rules/check-request.ts";
import type { CompositionParts } from "./composition-parts.ts";
import { planRunWindow, requestOf } from "./plan-run.ts";

export type RunWish = ParsedOf<(typeof compositionCalls)["composition.run"]>;
export type RunReply = OutputOf<(typeof compositionCalls)["composition.run"]>;

/** Errors: see the call. */
export async function runPatch(parts: CompositionParts, wish: RunWish): Promise<Result<RunReply>> {
  const read = await parts.store.read(wish.id);
  if (!read.ok) return read;
  const { document, revision } = read.value;
  const standing = document.runs.find(({ id }) => id === wish.click);
  const jobs = parts.ports.jobsOfClick(wish.click);
  if (standing !== undefined && jobs.length > 0) return ok({ run: standing, jobs, revision });
  if (revision !== wish.revision) return err({ kind: "stale-revision", revision });
  if (wish.patch !== null && !document.patches.some(({ id }) => id === wish.patch))
    return err({ kind: "invalid-input", call: "composition.run", issues: ["patch"] });

  const prepared = await prepare(parts, document, wish);
  if (!prepared.ok) return prepared;
  const { request, window, scope } = prepared.value;
  const violations = checkRequest(request);
  if (violations.length > 0) return err({ kind: "invalid-request", violations: [...violations] });

  const run: Run = {
    id: wish.click,
    scope,
    hasGuide: scope === "selection" && wish.hasGuide,
    cutFrom: wish.cutFrom,
    jobs: [],
    prompt: wish.prompt,
    references: wish.references,
    region: wish.region,
    window,
    patch: wish.patch,
    createdAt: parts.ports.now(),
  };
  return await send(parts, document, revision, run, request, wish.takes);
}

async function send(
  { store, ports, tellSaved }: CompositionParts,
  document: Composition,
  revision: number,
  run: Run,
  request: ImageRequest,
  takes: number,
): Promise<Result<RunReply>> {
  const others = document.runs.filter(({ id }) => id !== run.id);
  const noted = await store.replace({ ...document, runs: [...others, run] }, revision, revision + 1);
  if (!noted.ok) return noted;
  const submitted = await ports.submit({
    click: run.id,
    requests: [request],
    takes,
    origin: { kind: "canvas", composition: document.id, patch: run.patch },
  });
  if (!submitted.ok) {
    const back = await store.replace({ ...document, runs: others }, revision + 1, revision);
    if (!back.ok) ports.log(`composition ${document.id}: a run that was not sent stays noted`);
    return submitted;
  }
  const { jobs } = submitted.value;
  const sent: Run = { ...run, jobs: jobs.map(({ id }) => id) };
  // The jobs stand in the journal under the click: a disk that refuses now loses nothing.
  const full = await store.replace({ ...document, runs: [...others, sent] }, revision + 1, revision + 1);
  if (full.ok) tellSaved(full.value);
  else ports.log(`composition ${document.id}: jobs of a run were not noted (${full.error.kind})`);
  return ok({ run: sent, jobs, revision: revision + 1 });
}

type Prepared = {
  readonly request: ImageRequest;
  readonly window: Run["window"];
  /** Where there is no picture to change, everything is generated: that is a selection of everything. */
  readonly scope: Run["scope"];
};

async function prepare(
  parts: CompositionParts,
  document: Composition,
  wish: RunWish,
): Promise<Result<Prepared>> {
  const frame = frameOf(document);
  const found = await parts.run(document, { kind: "bounds", region: wish.region, frame }, async (answer) =>
    Promise.resolve(answer.bounds),
  );
  if (!found.ok) return found;
  const bounds = found.value;
  if (bounds === null) return err({ kind: "selection-empty" });
  const isWhole = wish.scope === "picture";
  const window = planRunWindow(document, bounds, { ...wish, isWholeFrame: wish.isWholeFrame || isWhole });
  if (!window.ok) return window;
  const hasGuide = wish.hasGuide && !isWhole;
  const draft = { prompt: wish.prompt, bounds, isWhole, window: window.value, references: wish.references };
  // An empty canvas has nothing to show: the picture is generated, and only placed like the others.
  if (document.base.kind === "blank" && !document.patches.some(({ isVisible }) => isVisible))
    return ok({
      request: requestOf({ ...draft, primary: null, guide: null }),
      window: window.value,
      scope: "selection",
    });
  // What cannot be sent is said before pixels are moved; the stand-in has the place of the window.
  const early = checkRequest(requestOf({ ...draft, primary: standIn, guide: hasGuide ? standIn : null }));
  if (early.length > 0) return err({ kind: "invalid-request", violations: [...early] });
  const pictures = await cutPictures(parts, document, { ...wish, hasGuide }, window.value);
  if (!pictures.ok) return pictures;
  return ok({
    request: requestOf({ ...draft, ...pictures.value }),
    window: window.value,
    scope: pictures.value.primary === null ? "selection" : wish.scope,
  });
}

async function cutPictures(
  parts: CompositionParts,
  document: Composition,
  wish: RunWish,
  { rect, request }: Run["window"],
): Promise<Result<{ readonly primary: Reference | null; readonly guide: Reference | null }>> {
  const stack = await parts.stackOf(document, wish.patch);
  if (!stack.ok) return stack;
  const { x, y } = document.origin;
  const cut = await parts.run(
    document,
    {
      kind: "window",
      stack: wish.cutFrom === "base" ? { ...stack.value, layers: [] } : stack.value,
      window: { ...rect, x: rect.x - x, y: rect.y - y },
      request,
      outline: wish.hasGuide ? shiftRegion(wish.region, -x, -y) : null,
    },
    async (
      { hasPixels },
      scratch,
    ): Promise<Result<{ primary: Reference | null; guide: Reference | null }>> => {
      if (!hasPixels) return ok({ primary: null, guide: null });
      const primary = await parts.ports.keepReference({
        name: "selection.png",
        path: join(scratch, "window.png"),
      });
      if (!primary.ok) return primary;
      if (!wish.hasGuide) return ok({ primary: primary.value, guide: null });
      const guide = await parts.ports.keepReference({ name: "guide.png", path: join(scratch, "guide.png") });
      return guide.ok ? ok({ primary: primary.value, guide: guide.value }) : guide;
    },
  );
  return cut.ok ? cut.value : cut;
}

/** Has the one property of a reference that rules look at before it is cut: it is there, and has no label. */
const standIn: Reference = {
  asset: "0".repeat(64) as Reference["asset"],
  mediaType: "image/png",
  name: "selection.png",
  label: "",
  widthPx: 1,
  heightPx: 1,
  bytes: 1,
  picture: null,
  notes: [],
  url: null,
};
