// The commands that act on pictures in hand: keys, palette and native menu. The gallery offers them for its selection,
// the lightbox for the picture it shows.
import { useCommands } from "#renderer/session/commands.ts";
import { studioStore } from "#renderer/session/studio-store.ts";
import type { Ability } from "#shared/contract/calls/app-calls.ts";
import type { PictureCard } from "#shared/model/picture.ts";
import type { PictureActions } from "#renderer/session/use-picture-actions.ts";

/**
 * `inHand` is asked at the moment of use; the first picture is the one that single-picture commands take. `onJudged`
 * hears of stars and of rejecting; `takeAgain` takes in again what was changed behind the app.
 */
export function usePictureCommands(
  actions: PictureActions,
  inHand: () => readonly PictureCard[],
  onJudged: () => void = () => undefined,
  takeAgain: (picture: PictureCard) => void = (picture) => void actions.takeAgain(picture),
): void {
  const any = () => inHand().length > 0;
  const able = (ability: Ability) => () => any() && studioStore.getState().abilities.includes(ability);
  const one = (act: (picture: PictureCard) => void) => () => {
    const picture = inHand()[0];
    if (picture !== undefined) act(picture);
  };
  const rate = (rating: number) => ({
    enabled: any,
    run: () => {
      actions.rate(inHand(), rating);
      onJudged();
    },
  });

  useCommands({
    "picture.reuse": { enabled: any, run: one(actions.reuse) },
    "picture.useAsReference": { enabled: any, run: () => actions.addToReferences(inHand()) },
    "picture.openOnCanvas": {
      enabled: () => inHand()[0]?.problem === null,
      run: one(actions.openOnCanvas),
    },
    "picture.takeAgain": { enabled: () => inHand()[0]?.problem === "changed", run: one(takeAgain) },
    "picture.rate0": rate(0),
    "picture.rate1": rate(1),
    "picture.rate2": rate(2),
    "picture.rate3": rate(3),
    "picture.rate4": rate(4),
    "picture.rate5": rate(5),
    "picture.toggleFavourite": { enabled: any, run: () => actions.toggleFavourite(inHand()) },
    "picture.toggleRejected": {
      enabled: any,
      run: () => {
        actions.toggleRejected(inHand());
        onJudged();
      },
    },
    "picture.copy": { enabled: any, run: one(actions.copy) },
    "picture.copyPrompt": { enabled: any, run: one(actions.copyPrompt) },
    "picture.saveAs": { enabled: any, run: one(actions.save) },
    "picture.reveal": { enabled: able("show-in-folder"), run: one(actions.reveal) },
    "picture.trash": { enabled: any, run: () => actions.trash(inHand()) },
    "gallery.undo": () => actions.undoTrash(),
  });
}
