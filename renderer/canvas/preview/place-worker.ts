// The worker that places takes: one task at a time, in order. A task that a newer one made stale is answered with nothing:
// one of its own kind, or a step of a slider while the document is laid.
import { encodeRuns } from "#shared/pixels/mask-runs.ts";
import { maskBounds } from "#shared/pixels/mask-morphology.ts";
import { cutMask } from "#shared/pixels/cut-window.ts";
import { extendSelection } from "#shared/pixels/extend-selection.ts";
import type { PatchId } from "#shared/model/ids.ts";
import type { Plane8, Rect } from "#shared/pixels/pixel-types.ts";
import { packLengths } from "#shared/pixels/run-text.ts";
import { LayerStack } from "./layer-stack.ts";
import { enlargeAnswer } from "./enlarge-answer.ts";
import { hearMessages } from "./hear-messages.ts";
import { IdleRehearsals } from "./idle-rehearsals.ts";
import { NewestCalls } from "./newest-calls.ts";
import { overlayOf, pictureOf, pictureOfPreview } from "./paint-pictures.ts";
import { PixelStore } from "./pixel-store.ts";
import type {
  PlaceAnswer,
  PlaceCall,
  PlacedLayer,
  PlaceLayer,
  PlacedPicture,
  PlaceReply,
  PreviewedLayer,
  PlaceTask,
} from "./place-messages.ts";
import type { MixedPreview } from "./preview-mix.ts";
import { levelOf, reduceTask } from "./reduce-task.ts";
import type { StackedLayer } from "./stacked-layer.ts";
import { startCrew } from "./start-crew.ts";

const pixels = new PixelStore();
const crew = startCrew();
const rehearsals = new IdleRehearsals(crew);
/** How often the document is halved, and the layers at that size. */
let level = 0;
let stack = stackAt(level);
/** Stamp of the last picture that was sent, by layer. */
const sent = new Map<string, number>();
const newest = new NewestCalls();

type OnLaid = (layer: PlaceLayer, laid: StackedLayer) => Promise<void>;

let line: Promise<void> = Promise.resolve();

addEventListener("message", ({ data }: MessageEvent<PlaceCall>) => {
  newest.arrive(data.call, data.task.kind);
  rehearsals.callCame("take" in data.task || data.task.layers.length > 0);
  line = line.then(() => answer(data));
  // A rejection has to reach the page's end as an error of the worker.
  line.catch((error: unknown) => reportError(error));
});

async function answer({ call, task }: PlaceCall): Promise<void> {
  // Lets the messages that wait be heard first: only then is it known what is stale.
  const isStale = async () => {
    await hearMessages();
    return newest.isOvertaken(call, task.kind);
  };
  // What was never shown is shown as soon as it stands: the bare base would look as if the patches were lost.
  const onLaid = async (layer: PlaceLayer, laid: StackedLayer) => {
    if (sent.has(layer.id)) return;
    const stands = { kind: "stack", layers: [await toSend(layer, laid)] } as const;
    const larger = enlargeAnswer(stands, task, level);
    for (const one of larger.kind === "stack" ? larger.layers : [])
      postMessage({ call, laid: one } satisfies PlaceReply, { transfer: bitmapsOf(larger) });
  };
  const result = (await isStale()) ? null : await performReduced(task, isStale, onLaid);
  const reply: PlaceReply = { call, answer: result };
  postMessage(reply, { transfer: bitmapsOf(result) });
  rehearsals.callAnswered();
  if (task.kind !== "stack" || (await isStale())) return;
  const { base, layers } = reduceTask(task, level);
  await stack.prepare(base, layers);
}

function stackAt(halvings: number): LayerStack {
  const step = 2 ** halvings;
  return new LayerStack(async (asset, crop) => {
    // A reply is read whole, the base in parts.
    if (crop === null) return await pixels.read(asset);
    const { x, y, width, height } = crop;
    const whole = { x: x * step, y: y * step, width: width * step, height: height * step };
    return await pixels.read(asset, whole, halvings);
  }, crew);
}

/** At a fraction of the document's size where a window has more pixels than a page can place. */
async function performReduced(
  task: PlaceTask,
  isStale: () => Promise<boolean>,
  onLaid: OnLaid,
): Promise<PlaceAnswer | null> {
  const needed = levelOf(task);
  if (needed !== level) {
    level = needed;
    stack = stackAt(level);
    sent.clear();
  }
  const result = await perform(reduceTask(task, level), isStale, onLaid);
  return result === null ? null : enlargeAnswer(result, task, level);
}

async function perform(
  task: PlaceTask,
  isStale: () => Promise<boolean>,
  onLaid: OnLaid,
): Promise<PlaceAnswer | null> {
  switch (task.kind) {
    case "stack": {
      const laid = await stack.lay(task.base, task.layers, task.isDraft, isStale, onLaid);
      if (laid.length < task.layers.length) return null;
      // The page lets go of what is hidden: shown again, it has to be sent again.
      for (const id of sent.keys()) if (!task.layers.some((layer) => layer.id === id)) sent.delete(id);
      return {
        kind: "stack",
        layers: await Promise.all(task.layers.map((layer, i) => toSend(layer, laid[i]))),
      };
    }
    case "preview": {
      const shown = await stack.preview(task.base, task.layers);
      if (shown === null) return { kind: "preview", layers: null };
      const layers = task.layers.map(async ({ id }, i) => await toPreview(id, shown[i]));
      return { kind: "preview", layers: await Promise.all(layers) };
    }
    case "take": {
      const laid = await stack.lay(task.base, [...task.layers, task.take], false);
      return { kind: "take", layer: await toSend(task.take, laid.at(-1), true) };
    }
    case "overlay": {
      const laid = await stack.lay(task.base, task.layers, false, isStale);
      const pictures: PlacedPicture[] = [];
      const steps = new Set<number>();
      let changedPixels = 0;
      for (const [i, layer] of laid.entries()) {
        const before = await stack.original(task.base, [], layer.window);
        const others = { below: laid.slice(0, i), above: laid.slice(i + 1) };
        const view = await overlayOf(task.overlay, layer, others, before);
        if (view.picture !== null) pictures.push(view.picture);
        changedPixels += view.changedPixels;
        for (const step of view.steps) steps.add(step);
      }
      return { kind: "overlay", pictures, changedPixels, steps: [...steps].toSorted((a, b) => a - b) };
    }
    case "extend": {
      await stack.lay(task.base, task.layers, false);
      const top = task.layers.at(-1);
      const measured = top === undefined ? null : stack.measured(top);
      const mask = measured === null ? undefined : extendSelection(measured.alignment, measured.matched);
      if (top === undefined || mask === undefined) return { kind: "extend", selection: null };
      return { kind: "extend", selection: maskAsRuns(mask, top.window) };
    }
    case "islands":
      return { kind: "islands", result: await stack.changesOf(task.base, task.layers, task.take) };
  }
}

function maskAsRuns(mask: Plane8, window: Rect): { readonly bounds: Rect; readonly runs: string } {
  const inner = maskBounds(mask);
  const runs = packLengths(encodeRuns(cutMask(mask, inner)).lengths);
  return { bounds: { ...inner, x: inner.x + window.x, y: inner.y + window.y }, runs };
}

async function toSend(
  layer: PlaceLayer,
  laid: StackedLayer | undefined,
  isAlways = false,
): Promise<PlacedLayer> {
  if (laid === undefined)
    return {
      id: layer.id,
      outcome: { kind: "missing", what: "reply" },
      stamp: 0,
      picture: null,
      isSame: false,
    };
  const isSame = !isAlways && sent.get(layer.id) === laid.stamp;
  if (!isAlways) sent.set(layer.id, laid.stamp);
  const picture = isSame ? null : await pictureOf(laid);
  return { id: layer.id, outcome: laid.outcome, stamp: laid.stamp, picture, isSame };
}

/** After a preview the laid picture has to be sent again, also when it is the one that was there before. */
async function toPreview(id: PatchId, shown: MixedPreview | "laid" | undefined): Promise<PreviewedLayer> {
  const laid = stack.laid(id);
  if (shown === undefined || shown === "laid") {
    const isSame = laid === undefined || sent.get(id) === laid.stamp;
    if (isSame) return { id, picture: null, isSame };
    sent.set(id, laid.stamp);
    return { id, picture: await pictureOf(laid), isSame };
  }
  sent.delete(id);
  return { id, picture: await pictureOfPreview(shown), isSame: false };
}

function bitmapsOf(answered: PlaceAnswer | null): ImageBitmap[] {
  if (answered === null) return [];
  const pictures =
    answered.kind === "stack" || answered.kind === "preview"
      ? (answered.layers ?? []).map(({ picture }) => picture)
      : answered.kind === "take"
        ? [answered.layer.picture]
        : answered.kind === "overlay"
          ? answered.pictures
          : [];
  return pictures.flatMap((picture) => (picture?.levels ?? []).flat().map(({ bitmap }) => bitmap));
}
