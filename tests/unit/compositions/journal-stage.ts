// A page with an open document and the store of a host, with the line between them in the test's hand: it says which
// requests arrive, which are answered, and when both are killed.
import { writeFile } from "node:fs/promises";
import { setImmediate } from "node:timers/promises";
import { openCompositionStore, type CompositionStore } from "#electron/compositions/composition-store.ts";
import type { StoredComposition } from "#electron/compositions/document-file.ts";
import { nodeDisk, type Disk } from "#electron/platform/disk.ts";
import { createCanvasDocument } from "#renderer/canvas/document/canvas-document.ts";
import { createCanvasView } from "#renderer/canvas/document/canvas-view.ts";
import { drawIntoTarget } from "#renderer/canvas/document/draw-into-target.ts";
import { keepDocument } from "#renderer/canvas/run/keep-document.ts";
import type { Invoke } from "#shared/contract/registry.ts";
import type { Composition } from "#shared/model/composition.ts";
import type { CompositionId } from "#shared/model/ids.ts";
import type { StrokeOperation } from "#shared/model/region.ts";
import { must } from "./document-fixture.ts";

/** What a power cut would lose is not this test's business: nothing is flushed. */
export const hastyDisk: Disk = {
  ...nodeDisk,
  writeNew: async (path, data) => await writeFile(path, data, { flag: "wx" }),
  syncFolder: async () => await Promise.resolve(),
};

export const openStore = async (folder: string, disk: Disk = hastyDisk): Promise<CompositionStore> =>
  await openCompositionStore(folder, () => 1, disk);

type Reply = { readonly ok: boolean; readonly value?: unknown; readonly error?: unknown };

/** A request that the page has made. */
export type Sent = {
  readonly name: "composition.note" | "composition.save";
  /** How many states the page had been through without a stroke under way when it was made. */
  readonly settled: number;
  /** It arrives, and the page hears the answer. */
  readonly answer: () => Promise<void>;
  /** It arrives; the page hears nothing any more. */
  readonly deliver: () => Promise<void>;
};

export async function openPage(store: CompositionStore, id: CompositionId) {
  const opened = must(await store.open(id)).stored;
  return pageOn(store, opened);
}

export function pageOn(store: CompositionStore, opened: StoredComposition) {
  const document = createCanvasDocument(opened.document);
  const view = createCanvasView();
  /** All that the page has shown, strokes under way included; `marks` are the places of those without. */
  const states: Composition[] = [opened.document];
  const marks = [0];
  const line: Sent[] = [];
  const invoke = ((name: Sent["name"], input: never) =>
    new Promise<Reply>((heard) => {
      let arrived: Promise<Reply> | undefined;
      const arrive = async (): Promise<Reply> => await (arrived ??= serve(store, name, input));
      const sent: Sent = {
        name,
        settled: marks.length - 1,
        answer: async () => {
          line.splice(line.indexOf(sent), 1);
          heard(await arrive());
          await setImmediate();
        },
        deliver: async () => void (await arrive()),
      };
      line.push(sent);
    })) as unknown as Invoke;
  const { save, stop } = keepDocument(invoke, opened, document, view);
  document.subscribe(({ composition }) => {
    marks.push(states.length);
    states.push(composition);
  });
  let stroke: StrokeOperation | null = null;
  const show = (next: StrokeOperation | null): void => {
    stroke = next;
    if (next !== null) {
      const { selection } = document.getState().composition;
      const operations = [...(selection?.operations ?? []), next];
      const extent = selection?.extent ?? { x: 0, y: 0, width: 900, height: 700 };
      states.push({ ...document.getState().composition, selection: { extent, operations } });
    }
    view.actions.set({ draft: next === null ? null : { kind: "stroke", operation: next } });
  };
  return {
    document,
    view,
    save,
    stop,
    line,
    states,
    marks,
    /** The pointer goes down, or on. */
    paint: (x: number, y: number): void =>
      show(
        stroke === null
          ? { kind: "stroke", mode: "add", radiusPx: 9, hardness: 0.5, points: [x, y, 1] }
          : { ...stroke, points: [...stroke.points, x, y, 1] },
      ),
    lift: (): void => {
      const lifted = stroke;
      stroke = null;
      if (lifted !== null) drawIntoTarget({ document, view }, lifted);
      show(null);
    },
    /** Escape. */
    giveUp: (): void => {
      show(null);
      states.push(document.getState().composition);
    },
    isDrawing: () => stroke !== null,
    /** Answers all there is, and what comes of it. */
    settle: async (): Promise<void> => {
      for (let sent; (sent = line[0]) !== undefined;) await sent.answer();
    },
  };
}

async function serve(store: CompositionStore, name: Sent["name"], input: never): Promise<Reply> {
  // As text, like on every line between page and host.
  const wish = JSON.parse(JSON.stringify(input));
  if (name === "composition.note") {
    const { id, ...note } = wish;
    return await store.note(id, note);
  }
  const { document, revision, place } = wish;
  const stored = await store.replace(document, revision, revision + 1, place);
  if (!stored.ok) return stored;
  return { ok: true, value: { revision: stored.value.revision, savedAt: stored.value.savedAt } };
}
