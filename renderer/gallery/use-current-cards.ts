// Cards that were handed over once, kept current while they are looked at.
import { useEffect, useState } from "react";
import { onLibraryEvent } from "#renderer/session/library-events.ts";
import type { PictureCard } from "#shared/model/picture.ts";

export function useCurrentCards(given: readonly PictureCard[]): readonly PictureCard[] {
  const [cards, setCards] = useState(given);
  useEffect(
    () =>
      onLibraryEvent((event) => {
        if (event.name !== "pictures.changed") return;
        const news = new Map(event.pictures.map((picture) => [picture.id, picture]));
        setCards((now) =>
          now.map((card) => {
            const picture = news.get(card.id);
            return picture === undefined ? card : { ...picture, stackSize: card.stackSize };
          }),
        );
      }),
    [],
  );
  return cards;
}
