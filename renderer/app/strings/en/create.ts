// Words of the room Create.

/** English words for renderer/create. */
export const create = {
  title: "Create",
} as const;
