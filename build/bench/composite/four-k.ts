// The window that the speed rows are measured on.

/** Pixels. */
export const FOUR_K = { width: 3840, height: 2160 } as const;
