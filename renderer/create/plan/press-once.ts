// One press of the button is one click id: a second press while the first is unanswered sends nothing, and a press
// after an answer that never came repeats the same id, so that the host can tell it is the same one.
import type { CallInput, CallReply, Invoke } from "#shared/contract/registry.ts";
import { idFromBytes, type ClickId } from "#shared/model/ids.ts";

export type PressInput = Omit<CallInput<"job.submit">, "click">;
export type PressReply = CallReply<"job.submit">;

/** `null` while an earlier press is unanswered. */
export type Press = (input: PressInput) => Promise<PressReply | null>;

/** @param randomBytes fills 8 bytes; each new click takes fresh ones */
export function createPress(
  invoke: Invoke,
  randomBytes: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array,
): Press {
  let isWaiting = false;
  let unanswered: { readonly click: ClickId; readonly content: string } | null = null;
  return async (input) => {
    if (isWaiting) return null;
    isWaiting = true;
    const content = JSON.stringify(input);
    const click =
      unanswered?.content === content
        ? unanswered.click
        : idFromBytes<ClickId>(randomBytes(new Uint8Array(8)));
    const reply = await invoke("job.submit", { ...input, click });
    isWaiting = false;
    unanswered = !reply.ok && reply.error.kind === "host-unreachable" ? { click, content } : null;
    return reply;
  };
}
