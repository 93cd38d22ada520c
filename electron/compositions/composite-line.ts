// Tasks for the compositing worker, one after the other: a document's memory is needed once, not per page. A worker that
// has done heavy work is ended, because neither its heap nor the decoder's shrinks.
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { err, ok, type Result } from "#shared/errors/result.ts";
import { systemCode } from "#electron/platform/durable-file.ts";
import type { CompositeAnswer, CompositeFailure, CompositeTask } from "./composite-task.ts";

export type WorkerMessage =
  | { readonly kind: "progress"; readonly done: number }
  | { readonly kind: "done"; readonly answer: CompositeAnswer }
  | { readonly kind: "failed"; readonly failure: CompositeFailure }
  | { readonly kind: "bug"; readonly stack: string };

type WithoutScratch<T> = T extends unknown ? Omit<T, "scratch"> : never;
export type CompositeWish = WithoutScratch<CompositeTask>;
/** What a wish is answered with. */
export type AnswerOf<W extends CompositeWish> = Extract<
  CompositeAnswer,
  { kind: W["kind"] extends "report" | "flatten" | "encode" | "psd" ? "composed" : W["kind"] }
>;

export interface CompositeLine {
  /**
   * Runs a task in a scratch folder that is gone when `use` is done with it. Rejects for bugs, and with what `use`
   * rejects with. `signal` takes it back, waiting or under way, until `use` begins.
   */
  readonly run: <W extends CompositeWish, T>(
    wish: W,
    use: (answer: AnswerOf<W>, scratch: string) => Promise<T>,
    onProgress?: (done: number) => void,
    signal?: AbortSignal,
  ) => Promise<Result<T, CompositeFailure>>;
  /** Ends the worker; what is under way is refused as out of memory would be. */
  readonly close: () => Promise<void>;
}

/** Above this a task may have grown the worker's memory for good. */
const heavyPixels = 24_000_000;

function isHeavy(wish: CompositeWish): boolean {
  if (!("stack" in wish)) return false;
  const { width, height, layers } = wish.stack;
  return (
    width * height > heavyPixels ||
    layers.some(({ window }) => window.width * window.height > heavyPixels / 4)
  );
}

/** A large base is decoded in a worker of its own: what the decoder grows to is gone before anything is composed. */
function decodingOf(wish: CompositeWish): readonly CompositeWish[] {
  if (!("stack" in wish) || wish.stack.base === null || !isHeavy(wish)) return [];
  const { path, raw } = wish.stack.base;
  return existsSync(raw) ? [] : [{ kind: "native", path, raw }];
}

/** @param folder where scratch folders are made; anything in it may be deleted when nothing runs */
export function createCompositeLine(folder: string): CompositeLine {
  let worker: Worker | null = null;
  let last: Promise<unknown> = Promise.resolve();
  let isClosed = false;
  let stopRunning = (): void => undefined;

  const start = (): Worker => {
    const started = new Worker(new URL("./composite-worker.ts", import.meta.url), { name: "composite" });
    started.unref();
    return started;
  };
  const drop = async (): Promise<void> => {
    const ended = worker;
    worker = null;
    ended?.on("error", () => undefined);
    await ended?.terminate();
  };
  const ask = (task: CompositeTask, onProgress: (done: number) => void, signal: AbortSignal | undefined) =>
    new Promise<WorkerMessage>((resolve) => {
      const now = (worker ??= start());
      now.ref();
      const settle = (message: WorkerMessage): void => {
        now.off("message", receive).off("error", fail).off("exit", stop);
        signal?.removeEventListener("abort", takeBack);
        now.unref();
        resolve(message);
      };
      const receive = (message: WorkerMessage): void => {
        if (message.kind === "progress") onProgress(message.done);
        else settle(message);
      };
      const stop = (): void => {
        if (worker === now) worker = null;
        settle({ kind: "failed", failure: { reason: "memory" } });
      };
      const takeBack = (): void => settle({ kind: "failed", failure: { reason: "cancelled" } });
      const fail = (error: unknown): void => {
        if (worker === now) worker = null;
        const isMemory =
          error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
        settle(
          isMemory
            ? { kind: "failed", failure: { reason: "memory" } }
            : { kind: "bug", stack: String(error) },
        );
      };
      // The worker stays ours: whoever stops the work ends it.
      stopRunning = () => settle({ kind: "failed", failure: { reason: "memory" } });
      now.on("message", receive).on("error", fail).on("exit", stop);
      signal?.addEventListener("abort", takeBack);
      now.postMessage(task);
    });

  async function runOne<W extends CompositeWish, T>(
    wish: W,
    use: (answer: AnswerOf<W>, scratch: string) => Promise<T>,
    onProgress: (done: number) => void,
    signal: AbortSignal | undefined,
  ): Promise<Result<T, CompositeFailure>> {
    if (isClosed) return err({ reason: "memory" });
    let scratch: string;
    try {
      await mkdir(folder, { recursive: true });
      scratch = await mkdtemp(join(folder, "work-"));
    } catch (error) {
      const code = systemCode(error);
      if (code === null) throw error;
      return err({ reason: "system", code, isWriting: true });
    }
    try {
      // What cut tiles before would keep what it holds beside the decoder.
      if (isHeavy(wish)) await drop();
      let answer: CompositeAnswer | undefined;
      for (const step of [...decodingOf(wish), wish]) {
        // It may have been closed or taken back meanwhile: no worker is started any more.
        if (isClosed) return err({ reason: "memory" });
        if (signal?.aborted === true) return err({ reason: "cancelled" });
        const message = await ask({ ...step, scratch }, onProgress, signal);
        if (message.kind === "failed") {
          await drop();
          return err(message.failure);
        }
        if (message.kind !== "done") throw new Error(message.kind === "bug" ? message.stack : message.kind);
        answer = message.answer;
        const isFresh = answer.kind === "native" || (answer.kind === "pixels" && answer.isFresh);
        if (isHeavy(wish) || isFresh) await drop();
      }
      return ok(await use(answer as AnswerOf<W>, scratch));
    } finally {
      await rm(scratch, { recursive: true, force: true }).catch(() => undefined);
    }
  }
  return {
    run: (wish, use, onProgress = () => undefined, signal) => {
      const mine = last.then(async () => await runOne(wish, use, onProgress, signal));
      last = mine.catch(() => undefined);
      return mine;
    },
    close: async () => {
      isClosed = true;
      stopRunning();
      await drop();
      await last;
    },
  };
}
