// Names that the desktop's two sides share: the preload script and the main process. Nothing else may be sent.

export const channels = {
  /** Page to host: name and input of a call; answers with the envelope. */
  call: "inlay:call",
  /** Host to page: one event. */
  event: "inlay:event",
} as const;

/** The page's own scheme and host: `inlay://app/`. */
export const pageScheme = "inlay";
export const pageHost = "app";
export const pageAddress = `${pageScheme}://${pageHost}/`;
