// Sentences for what a host will not do or could not open; chosen in refusal-sentences.ts.

/** English words for refusals, part of those for errors. */
export const errorsOfRefusals = {
  "file-unreadable": {
    title: "The file “{{name}}” could not be read ({{code}})",
    next: "Check that it is still there and may be opened.",
    "linked-folder": "The link “{{name}}” leads to another folder and was not followed",
    "next-linked-folder": "To have its pictures too, import that folder itself.",
    "not-a-file": "“{{name}}” is not a file but a pipe or a device",
    "next-not-a-file": "It was not opened. If a picture was meant to be there, put the file in its place.",
    "too-deep": "The folder “{{name}}” lies too deep to be looked through",
    "next-too-deep": "Import it by itself to have what is in it.",
  },
  "not-allowed": {
    title: "This page has no session with Inlay",
    next: "Open the full address that Inlay printed when it started, with everything after the #.",
    environmentKey: "The key comes from the environment",
    nextEnvironmentKey: "Start Inlay without INLAY_API_KEY to enter another key in Settings.",
    other: "This is not allowed here",
    "task-running": "The same work is under way already",
    "next-task-running": "Wait for its end, or cancel it.",
    "library-moving": "The library is on its way to another folder",
    "next-library-moving": "It opens again by itself.",
    "folder-not-empty": "That folder is not empty",
    "next-folder-not-empty": "Choose an empty folder, or make a new one.",
    "folder-inside": "That folder lies in the library itself",
    "next-folder-inside": "Choose a folder outside of it.",
    "too-many-orphans": "Too many files belong to no picture, so none was moved",
    "next-too-many-orphans": "Rebuild the index first: it takes in pictures that have no record.",
    "second-copy": "A second copy of a picture of the library, moved to quarantine",
    "next-second-copy": "The library has the picture; the copy can be deleted.",
    "no-record": "A picture without a record",
    "next-no-record": "Rebuild the index to take it in.",
    nextOther: "The reason: {{reason}}.",
  },
  "unavailable-here": {
    title: "Only the desktop app can do this",
    next: "Open Inlay as a desktop app on the computer that holds the library.",
    "choose-library": "Inlay in a browser cannot choose folders of the computer",
    "next-choose-library":
      "Name the library when Inlay is started: npm start -- --browser --library FOLDER, and --watch FOLDER for one to be watched. Pictures can be dropped here or picked.",
    library: "Inlay is closing and has let go of the library",
    "next-library": "Start it again to go on. Everything that was saved is there.",
    "copy-picture": "The browser did not let the picture onto the clipboard",
    "next-copy-picture":
      "Allow this page to use the clipboard and keep it in front while it copies, or save the picture as a file.",
    "system-trash": "The system's trash did not take the file",
    "next-system-trash":
      "Nothing of it was deleted: the picture stays in the trash of Inlay. On macOS and Windows only the desktop app reaches the system's trash, and some drives have none.",
  },
} as const;
