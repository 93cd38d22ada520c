// What is dragged over an element of the side list: shown as a target where a drop would be taken.
import { useState, type DragEvent } from "react";

export type DropTarget = {
  /** What a drop would do; null where it is not taken. */
  readonly effectOf: (data: DataTransfer) => "copy" | "move" | null;
  /** False for what turns out to belong to somebody else, as files from outside. */
  readonly take: (data: DataTransfer) => boolean;
};

export function useDropTarget(target: DropTarget | undefined) {
  const [isTarget, setTarget] = useState(false);
  const effectOf = (event: DragEvent) => target?.effectOf(event.dataTransfer) ?? null;
  const handlers = {
    // A zone around it is left while the drag is over this.
    onDragEnter: (event: DragEvent) => {
      if (effectOf(event) !== null) event.stopPropagation();
    },
    onDragOver: (event: DragEvent) => {
      const effect = effectOf(event);
      if (effect === null) return;
      event.preventDefault();
      event.stopPropagation();
      event.dataTransfer.dropEffect = effect;
      setTarget(true);
    },
    onDragLeave: (event: DragEvent) => {
      setTarget(false);
      if (effectOf(event) !== null) event.stopPropagation();
    },
    onDrop: (event: DragEvent) => {
      setTarget(false);
      if (effectOf(event) === null) return;
      event.preventDefault();
      if (target?.take(event.dataTransfer) === true) event.stopPropagation();
    },
  };
  return { isTarget, handlers };
}
