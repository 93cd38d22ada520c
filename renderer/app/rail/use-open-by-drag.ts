// A room that opens when pictures are held over its button, so that they can be dropped inside.
import { useEffect, useRef, type DragEvent } from "react";
import { pictureDragType } from "#renderer/session/picture-drag.ts";

/** Long enough to pass over a button on the way elsewhere. */
const holdMs = 450;

export function useOpenByDrag(open: () => void): {
  readonly onDragEnter: (event: DragEvent) => void;
  readonly onDragOver: (event: DragEvent) => void;
  readonly onDragLeave: () => void;
  readonly onDrop: (event: DragEvent) => void;
} {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const carriesPictures = (event: DragEvent) =>
    event.dataTransfer.types.includes(pictureDragType) || event.dataTransfer.types.includes("Files");
  const stop = () => clearTimeout(timer.current);
  return {
    onDragEnter: (event) => {
      if (!carriesPictures(event)) return;
      stop();
      timer.current = setTimeout(open, holdMs);
    },
    // Taken, so that letting go too early opens nothing else; what is dropped here goes nowhere.
    onDragOver: (event) => {
      if (carriesPictures(event)) event.preventDefault();
    },
    onDragLeave: stop,
    onDrop: (event) => {
      if (!carriesPictures(event)) return;
      event.preventDefault();
      stop();
      open();
    },
  };
}
