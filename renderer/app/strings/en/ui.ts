// Words of the primitives. No app nouns.

/** English words for renderer/ui. */
export const ui = {
  close: "Close",
  more: "More",
  less: "Less",
  dismiss: "Dismiss",
  resize: "Resize the panels",
} as const;
