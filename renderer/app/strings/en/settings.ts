// Words of settings.

/** English words. */
export const settings = {} as const;
