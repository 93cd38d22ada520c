// Opens what a drag rests on, as folders of a file manager do: so a picture can be carried into another room.
import { useEffect, useRef, type DragEvent, type DragEventHandler } from "react";
import { carriesPictures } from "#renderer/session/read-drop.ts";

/** How long a drag rests before the room opens; passing over it opens nothing. */
const restMs = 400;

export type Spring = {
  readonly onDragEnter: DragEventHandler;
  readonly onDragLeave: DragEventHandler;
  readonly onDrop: DragEventHandler;
};

/** @param open called once for each rest of a drag that carries pictures or files */
export function useSpring(open: () => void): Spring {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const stop = (): void => clearTimeout(timer.current);
  useEffect(() => stop, []);
  /** Going on to a part of the element itself is neither entering nor leaving. */
  const isWithin = ({ currentTarget, relatedTarget }: DragEvent): boolean =>
    relatedTarget instanceof Node && currentTarget.contains(relatedTarget);
  return {
    onDragEnter: (event) => {
      if (isWithin(event) || !carriesPictures(event.dataTransfer)) return;
      stop();
      timer.current = setTimeout(open, restMs);
    },
    onDragLeave: (event) => {
      if (!isWithin(event)) stop();
    },
    onDrop: stop,
  };
}
