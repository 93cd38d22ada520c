// Words of errors.

/** English words. */
export const errors = {} as const;
