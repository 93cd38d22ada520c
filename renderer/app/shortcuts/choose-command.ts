// Which command a key press means, given where the focus is and what is open. Pure but for reading the target.
import { isTypingChord, matchesChord, readChord, type KeyPress } from "#renderer/ui/key-chord.ts";
import type { RoomId } from "#renderer/session/navigation.ts";
import type { CommandScope } from "#shared/model/command.ts";
import type { CommandId } from "#shared/model/commands.ts";

/**
 * Where the focus is: typing in a text field · on a control that has keys of its own · in something that floats above
 * the rooms and keeps all keys · anywhere else.
 */
export type FocusPlace = "text" | "control" | "floating" | "page";

export interface Candidate {
  readonly id: CommandId;
  readonly scope: CommandScope;
  /** Chord; "" for none. */
  readonly key: string;
}

export interface CommandSituation {
  readonly room: RoomId;
  readonly isLightboxOpen: boolean;
  readonly candidates: readonly Candidate[];
  readonly isOffered: (id: CommandId) => boolean;
}

/** Chords that a text field uses itself. */
const editingChords = new Set(
  ["A", "C", "V", "X", "Z", "Y"]
    .flatMap((letter) => [`$mod+Key${letter}`, `$mod+Shift+Key${letter}`])
    .concat(
      ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End", "Backspace", "Delete"].flatMap(
        (key) => [`$mod+${key}`, `$mod+Shift+${key}`, `Alt+${key}`],
      ),
    ),
);

/** Keys that controls such as buttons, sliders and tabs use themselves. */
const controlKeys = /^(Shift\+)?(Space|Enter|Arrow\w+|Home|End|PageUp|PageDown)$/;

export function chooseCommand(
  press: KeyPress & { readonly repeat: boolean },
  place: FocusPlace,
  situation: CommandSituation,
): CommandId | null {
  const chord = readChord(press);
  if (chord === null || isKeptBy(place, chord)) return null;
  const scopes = activeScopes(situation);
  const matching = situation.candidates
    .filter((candidate) => scopes.includes(candidate.scope) && matchesChord(press, candidate.key))
    .toSorted((a, b) => scopes.indexOf(a.scope) - scopes.indexOf(b.scope))
    .find((candidate) => situation.isOffered(candidate.id));
  if (matching === undefined) return null;
  // A key held down pages through pictures, and must not do anything else twice.
  return press.repeat && matching.scope !== "lightbox" ? null : matching.id;
}

/** The nearest scope first. With the lightbox open the room beneath does not hear keys, only the picture's do. */
export function activeScopes({
  room,
  isLightboxOpen,
}: Pick<CommandSituation, "room" | "isLightboxOpen">): readonly CommandScope[] {
  return isLightboxOpen ? ["lightbox", "gallery", "app"] : [room, "app"];
}

function isKeptBy(place: FocusPlace, chord: string): boolean {
  switch (place) {
    case "floating":
      return true;
    case "text":
      return isTypingChord(chord) || editingChords.has(chord);
    case "control":
      return controlKeys.test(chord);
    case "page":
      return false;
  }
}

const textFields =
  'textarea, select, [contenteditable="true"], [role="combobox"], [role="textbox"], ' +
  'input:not([type="checkbox"], [type="radio"], [type="range"], [type="button"], [type="file"])';
const controls =
  'button, a[href], summary, input, [role="button"], [role="switch"], [role="checkbox"], [role="radio"], ' +
  '[role="tab"], [role="slider"], [role="separator"]';
/** A dialog that wants the app's keys, as the lightbox does, says so with `data-shortcuts`. */
const floating = ["dialog", "alertdialog", "menu", "listbox"]
  .map((role) => `[role="${role}"]${role === "listbox" ? "[data-open]" : ":not([data-closed])"}`)
  .join(", ");

/** Reads the place from the element that has the focus. */
export function placeOf(target: EventTarget | null): FocusPlace {
  if (!(target instanceof Element)) return "page";
  if (target.closest(textFields) !== null) return isFloating(target) ? "floating" : "text";
  if (isFloating(target)) return "floating";
  return target.closest(controls) === null ? "page" : "control";
}

function isFloating(target: Element): boolean {
  const above = target.closest(floating);
  return above !== null && !above.hasAttribute("data-shortcuts");
}
