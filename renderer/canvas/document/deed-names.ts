// The deeds that undo lists. Names only; the room words them.

/** What was done in one gesture. */
export type DeedName =
  | "select"
  | "select-all"
  | "deselect"
  | "invert"
  | "grow"
  | "shrink"
  | "feather"
  | "fill-holes"
  | "move-selection"
  | "add-patch"
  | "rename-patch"
  | "reorder-patches"
  | "show-patch"
  | "hide-patch"
  | "delete-patch"
  | "edit-region"
  | "tune-patch"
  | "nudge-patch"
  | "choose-take"
  | "paint-take"
  | "add-takes"
  | "rename"
  | "extend";
