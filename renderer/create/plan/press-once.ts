// One press of the button is one click id: a second press for the same while the first is unanswered sends nothing,
// nor does the second half of a double press; a press after an answer that never came repeats its id, so that the
// host can tell. A press for something else is never lost.
import type { CallInput, CallReply, Invoke } from "#shared/contract/registry.ts";
import { idFromBytes, type ClickId } from "#shared/model/ids.ts";

export type PressInput = Omit<CallInput<"job.submit">, "click">;
export type PressReply = CallReply<"job.submit">;

/** `null` where the press sends nothing, because it belongs to the one before. */
export type Press = (input: PressInput) => Promise<PressReply | null>;

/** Two presses for the same within this time are one: as long as systems allow for a double click. */
const doublePressMs = 500;

/**
 * @param randomBytes fills 8 bytes; each new click takes fresh ones
 * @param nowMs a clock that only goes forward, in ms
 */
export function createPress(
  invoke: Invoke,
  randomBytes: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array,
  nowMs: () => number,
): Press {
  /** What is on its way; another prompt need not wait for it. */
  const waiting = new Set<string>();
  /** The clicks whose answer never came, by what was sent. */
  const unanswered = new Map<string, ClickId>();
  let last: { readonly content: string; readonly atMs: number } | null = null;
  return async (input) => {
    const content = JSON.stringify(input);
    const isDouble = last?.content === content && nowMs() - last.atMs < doublePressMs;
    if (isDouble || waiting.has(content)) return null;
    last = { content, atMs: nowMs() };
    waiting.add(content);
    const click = unanswered.get(content) ?? idFromBytes<ClickId>(randomBytes(new Uint8Array(8)));
    const reply = await invoke("job.submit", { ...input, click });
    waiting.delete(content);
    if (!reply.ok && reply.error.kind === "host-unreachable") unanswered.set(content, click);
    else unanswered.delete(content);
    // A refusal sent nothing: it may be pressed again at once.
    if (!reply.ok && last.content === content) last = null;
    return reply;
  };
}
