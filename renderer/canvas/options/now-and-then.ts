// Tells of changes that come with every frame, now and then: what they lead to in the page costs more than the frame itself.

/**
 * Calls `onChange` at once, then no sooner than `everyMs` after the last time, and for the last change always. `stop` ends it
 * without a word.
 */
export function nowAndThen(
  onChange: () => void,
  everyMs: number,
): { readonly tell: () => void; readonly stop: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOwed = false;
  const tell = (): void => {
    if (timer !== undefined) {
      isOwed = true;
      return;
    }
    timer = setTimeout(() => {
      timer = undefined;
      if (isOwed) tell();
    }, everyMs);
    isOwed = false;
    onChange();
  };
  return { tell, stop: () => clearTimeout(timer) };
}
