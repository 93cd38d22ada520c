// The page's side of the worker that compares two pictures: their exact pixels go in, figures and a picture come out.
import { useEffect, useRef, useState } from "react";
import { pixelSizeHeaders, pixelsUrl } from "#shared/contract/media.ts";
import type { PictureCard } from "#shared/model/picture.ts";
import type { DifferenceAnswer, DifferenceAsk } from "./difference-worker.ts";

export type DifferenceState =
  | { readonly kind: "working" }
  | { readonly kind: "failed" }
  | { readonly kind: "sizes" }
  | ({ readonly kind: "done" } & NonNullable<DifferenceAnswer>);

export function useDifference(first: PictureCard, second: PictureCard, gain: number): DifferenceState {
  const [answer, setAnswer] = useState<{ readonly of: string; readonly state: DifferenceState } | null>(null);
  const worker = useRef<Worker | null>(null);
  const latestGain = useRef(gain);
  const isSameSize = first.widthPx === second.widthPx && first.heightPx === second.heightPx;

  const pair = `${first.asset} ${second.asset}`;

  useEffect(() => {
    if (!isSameSize) return undefined;
    const setState = (state: DifferenceState) => setAnswer({ of: pair, state });
    const stopped = new AbortController();
    const started = new Worker(new URL("./difference-worker.ts", import.meta.url), { type: "module" });
    worker.current = started;
    started.addEventListener("message", ({ data }: MessageEvent<DifferenceAnswer>) =>
      setState(data === null ? { kind: "failed" } : { kind: "done", ...data }),
    );
    started.addEventListener("error", () => setState({ kind: "failed" }));
    const measure = async () => {
      const [a, b] = await Promise.all([
        readPixels(first, stopped.signal),
        readPixels(second, stopped.signal),
      ]);
      const ask: DifferenceAsk = {
        kind: "measure",
        first: a.bytes,
        second: b.bytes,
        ...a.size,
        gain: latestGain.current,
      };
      started.postMessage(ask, [a.bytes, b.bytes]);
    };
    measure().catch(() => {
      if (!stopped.signal.aborted) setState({ kind: "failed" });
    });
    return () => {
      stopped.abort();
      started.terminate();
      worker.current = null;
    };
  }, [first, second, isSameSize, pair]);

  useEffect(() => {
    if (latestGain.current === gain) return;
    latestGain.current = gain;
    const ask: DifferenceAsk = { kind: "paint", gain };
    worker.current?.postMessage(ask);
  }, [gain]);
  if (!isSameSize) return { kind: "sizes" };
  return answer?.of === pair ? answer.state : { kind: "working" };
}

async function readPixels({ asset }: PictureCard, signal: AbortSignal) {
  const reply = await fetch(pixelsUrl(asset), { signal });
  if (!reply.ok) throw new Error(`Pixels answered ${reply.status}`);
  const size = {
    width: Number(reply.headers.get(pixelSizeHeaders.width)),
    height: Number(reply.headers.get(pixelSizeHeaders.height)),
  };
  return { size, bytes: await reply.arrayBuffer() };
}
