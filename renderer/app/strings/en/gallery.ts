// Words of the room Gallery.

/** English words for renderer/gallery. */
export const gallery = {
  title: "Gallery",
} as const;
