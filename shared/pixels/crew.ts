// Work over rows shared out between two threads. Every part writes its own rows of arrays that both see, so the result is
// that of one thread to the last bit. Knows no kind of worker: a host brings one and passes on what is said.
import type { Raster } from "./pixel-types.ts";
import { type RowWorks, rowWorks } from "./row-works.ts";

type Name = keyof RowWorks;
type InputOf<N extends Name> = Parameters<RowWorks[N]>[0];

export type Crew = {
  /** Does a work over units 0..`count` in one part or two; what each part answers, in order. */
  readonly split: <N extends Name>(name: N, input: InputOf<N>, count: number) => number[][];
  /** Memory for what the parts write. */
  readonly make: (bytes: number) => ArrayBuffer | SharedArrayBuffer;
};

/** One thread. */
export const alone: Crew = {
  split: (name, input, count) => [workOn(name, input, 0, count)],
  make: (bytes) => new ArrayBuffer(bytes),
};

function workOn<N extends Name>(name: N, input: InputOf<N>, from: number, to: number): number[] {
  // The name and its input belong together; TypeScript does not see it through the index.
  const work = rowWorks[name] as (input: InputOf<N>, from: number, to: number) => number[];
  return work(input, from, to);
}

/** What the second thread is sent. `answer`: how many numbers, then the numbers. */
export type CrewCall = {
  readonly name: Name;
  readonly input: unknown;
  readonly from: number;
  readonly to: number;
  readonly state: Int32Array;
  readonly answer: Float64Array;
};

/** Nobody has begun, the second thread has, the first thread does it itself; how the second thread ended. */
const OFFERED = 0;
const TAKEN = 1;
const WITHDRAWN = 2;
const DONE = 3;
const FAILED = 4;
const MOST_NUMBERS = 8;
/** A second thread that has begun and takes longer than this has died. */
const PATIENCE_MS = 60_000;

/**
 * Two threads: this one, which must be allowed to wait, and the one behind `post`, which gives every message to
 * `answerCrewCall`. What the second thread has not begun when the first is through, or fails at, is done here; never do
 * both write. Throws when the second thread dies at its work, and works alone from then on.
 */
export function pairWith(post: (call: CrewCall) => void): Crew {
  let isGone = false;
  return {
    split: (name, input, count) => {
      if (isGone || count < 2 || !isShared(input)) return [workOn(name, input, 0, count)];
      const middle = count >> 1;
      const state = new Int32Array(new SharedArrayBuffer(4));
      const answer = new Float64Array(new SharedArrayBuffer(8 * (MOST_NUMBERS + 1)));
      post({ name, input, from: middle, to: count, state, answer });
      const first = workOn(name, input, 0, middle);
      if (Atomics.compareExchange(state, 0, OFFERED, WITHDRAWN) !== OFFERED) {
        isGone = Atomics.wait(state, 0, TAKEN, PATIENCE_MS) === "timed-out";
        if (isGone) throw new Error("The second thread of placing has died");
        if (Atomics.load(state, 0) === DONE)
          return [first, Array.from(answer.subarray(1, 1 + (answer[0] ?? 0)))];
      }
      return [first, workOn(name, input, middle, count)];
    },
    make: (bytes) => new SharedArrayBuffer(bytes),
  };
}

/** The second thread's part: nothing when the first thread has taken it back. */
export function answerCrewCall({ name, input, from, to, state, answer }: CrewCall): void {
  if (Atomics.compareExchange(state, 0, OFFERED, TAKEN) !== OFFERED) return;
  let outcome: number = FAILED;
  try {
    const numbers = workOn(name, input as InputOf<Name>, from, to);
    answer[0] = numbers.length;
    answer.set(numbers, 1);
    outcome = DONE;
  } finally {
    Atomics.store(state, 0, outcome);
    Atomics.notify(state, 0);
  }
}

/** Small arrays are sent along; a large one that both threads do not see would be copied. */
const MOST_COPIED_BYTES = 1_000_000;

function isShared(input: unknown): boolean {
  if (ArrayBuffer.isView(input))
    return input.buffer instanceof SharedArrayBuffer || input.byteLength <= MOST_COPIED_BYTES;
  if (typeof input !== "object" || input === null) return true;
  return Object.values(input).every(isShared);
}

/** The raster itself where all threads of the crew see it already, else a copy that they see. */
export function shareRaster(raster: Raster, crew: Crew): Raster {
  const { data } = raster;
  if (crew === alone || data.buffer instanceof SharedArrayBuffer) return raster;
  const buffer = crew.make(data.byteLength);
  const copy = data instanceof Uint16Array ? new Uint16Array(buffer) : new Uint8Array(buffer);
  copy.set(data);
  return { ...raster, data: copy };
}
