// Words for what was done with pictures, in whatever room.

/** English words. */
export const pictures = {
  undo: "Undo",
  trashed_one: "Moved {{count}} picture to the trash",
  trashed_other: "Moved {{count}} pictures to the trash",
  restored_one: "Restored {{count}} picture",
  restored_other: "Restored {{count}} pictures",
  referenced_one: "Added {{count}} reference",
  referenced_other: "Added {{count}} references",
  referencedAlready: "It is in the tray already",
  reused: "Recipe put into the composer",
  noRecipe: "This picture was imported and has no recipe",
  copied: "Picture copied",
  promptCopied: "Prompt copied",
  noPrompt: "This picture has no prompt",
  saved: "Picture saved",
  rated_one: "{{count}} star",
  rated_other: "{{count}} stars",
  unrated: "Stars taken away",
  favourite: "Marked as favourite",
  rejected_one: "Rejected {{count}} picture",
  rejected_other: "Rejected {{count}} pictures",
  notRejected: "No longer rejected",
  purged_one: "Deleted {{count}} picture for good",
  purged_other: "Deleted {{count}} pictures for good",
  notFavourite: "No longer a favourite",
} as const;
