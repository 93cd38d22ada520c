// Words of app.

/** English words. */
export const app = {} as const;
