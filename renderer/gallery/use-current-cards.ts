// Cards that were handed over once, kept current while they are looked at.
import { useEffect, useState } from "react";
import { onLibraryEvent } from "#renderer/session/library-events.ts";
import type { PictureCard } from "#shared/model/picture.ts";

export function useCurrentCards(given: readonly PictureCard[]): readonly PictureCard[] {
  const [cards, setCards] = useState(given);
  useEffect(
    () =>
      onLibraryEvent((event) => {
        if (event.name !== "picture.changed") return;
        const { picture } = event;
        setCards((now) =>
          now.map((card) => (card.id === picture.id ? { ...picture, stackSize: card.stackSize } : card)),
        );
      }),
    [],
  );
  return cards;
}
