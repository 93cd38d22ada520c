// The commands of the canvas on what is sent, on runs and on documents. Part of the list in commands.ts.
import type { Command } from "./command.ts";

export const canvasSendCommands = [
  // What is sent
  {
    id: "canvas.togglePicture",
    title: "Edit the selection or the whole picture",
    scope: "canvas",
    key: "Alt+KeyW",
    menu: null,
  },
  {
    id: "canvas.toggleAround",
    title: "Send all around the selection",
    scope: "canvas",
    key: "Alt+KeyA",
    menu: null,
  },
  {
    id: "canvas.toggleGuide",
    title: "Send a guide with the outline",
    scope: "canvas",
    key: "Alt+KeyG",
    menu: null,
  },
  { id: "canvas.resetWindow", title: "Plan the window again", scope: "canvas", key: "Alt+KeyR", menu: null },
  {
    id: "canvas.newPatch",
    title: "Make a new patch instead of asking again",
    scope: "canvas",
    key: "Alt+KeyN",
    menu: null,
  },
  { id: "canvas.moreTakes", title: "One take more", scope: "canvas", key: "Alt+Equal", menu: null },
  { id: "canvas.fewerTakes", title: "One take less", scope: "canvas", key: "Alt+Minus", menu: null },
  {
    id: "canvas.addReferences",
    title: "Add reference pictures…",
    scope: "canvas",
    key: "$mod+Shift+KeyU",
    menu: null,
  },
  {
    id: "canvas.pickReferences",
    title: "Add references from the library",
    scope: "canvas",
    key: "Alt+KeyU",
    menu: null,
  },
  // Runs
  { id: "canvas.nextRun", title: "Takes of the next run", scope: "canvas", key: "Alt+Period", menu: null },
  {
    id: "canvas.previousRun",
    title: "Takes of the previous run",
    scope: "canvas",
    key: "Alt+Comma",
    menu: null,
  },
  { id: "canvas.retryTakes", title: "Retry takes that failed", scope: "canvas", key: "Alt+KeyT", menu: null },
  {
    id: "canvas.retryDoubtful",
    title: "Retry takes that may have been charged: they may charge again",
    scope: "canvas",
    key: "$mod+Alt+KeyT",
    menu: null,
  },
  {
    id: "canvas.cancelTakes",
    title: "Cancel the takes under way",
    scope: "canvas",
    key: "$mod+Shift+Period",
    menu: null,
  },
  {
    id: "canvas.explainTakes",
    title: "What the figures of takes mean",
    scope: "canvas",
    key: "Shift+Slash",
    menu: null,
  },
  // Documents
  { id: "canvas.rename", title: "Rename the document", scope: "canvas", key: "Shift+F2", menu: null },
  { id: "canvas.save", title: "Save the document now", scope: "canvas", key: "$mod+KeyS", menu: null },
  {
    id: "canvas.loadOther",
    title: "Load the version of the other window",
    scope: "canvas",
    key: "$mod+Alt+KeyL",
    menu: null,
  },
  {
    id: "canvas.keepThis",
    title: "Keep this version of the document",
    scope: "canvas",
    key: "$mod+Alt+KeyK",
    menu: null,
  },
  { id: "canvas.newBlank", title: "New empty canvas", scope: "canvas", key: "$mod+Alt+KeyN", menu: null },
  {
    id: "canvas.openPicture",
    title: "Open a picture on the canvas…",
    scope: "canvas",
    key: "$mod+Alt+Shift+KeyO",
    menu: null,
  },
] as const satisfies readonly Command[];
