// Whether a command may have a key chord. Pure.
import { spellChord } from "#renderer/ui/key-chord.ts";
import type { Command } from "#shared/model/command.ts";
import { commands, findKeyConflict, type CommandId } from "#shared/model/commands.ts";

type KnownCommand = Command & { readonly id: CommandId };

/**
 * reserved: the system or the browser takes it before the page sees it · needs-modifier: text fields, lists and
 * buttons use it themselves · conflict: another command has it where both could be meant.
 */
export type ChordVerdict =
  | { readonly kind: "free" }
  | { readonly kind: "reserved" }
  | { readonly kind: "needs-modifier" }
  | { readonly kind: "conflict"; readonly other: KnownCommand };

const reserved = new Set([
  "Tab",
  "Shift+Tab",
  "Escape",
  "F5",
  "F11",
  "F12",
  "Alt+F4",
  "Alt+Tab",
  ...["W", "T", "N", "Q", "R"].map((letter) => `$mod+Key${letter}`),
  ...["W", "T", "N", "R", "I", "J"].map((letter) => `$mod+Shift+Key${letter}`),
]);

const pressing = /^(Shift\+)?(Space|Enter)$/;
const moving = /^(Shift\+)?(Arrow\w+|Home|End|PageUp|PageDown|Backspace)$/;

/** @param shortcuts the settings' changed keys; "" means none */
export function judgeChord(
  id: CommandId,
  chord: string,
  shortcuts: Readonly<Record<string, string>>,
): ChordVerdict {
  const command = commands.find((candidate) => candidate.id === id);
  // Each command may go back to what it came with.
  if (command?.key !== chord) {
    if (reserved.has(chord)) return { kind: "reserved" };
    const scope = command?.scope;
    const ownsPresses = scope === "gallery" || scope === "lightbox";
    if (pressing.test(chord) && !ownsPresses) return { kind: "needs-modifier" };
    if (moving.test(chord) && scope !== "lightbox") return { kind: "needs-modifier" };
  }
  const other = findKeyConflict(id, chord, shortcuts);
  return other === null ? { kind: "free" } : { kind: "conflict", other };
}

/** The changed keys with one more change; a key that is the default again is no change. */
export function withShortcut(
  shortcuts: Readonly<Record<string, string>>,
  id: CommandId,
  chord: string,
): Readonly<Record<string, string>> {
  const others = Object.fromEntries(Object.entries(shortcuts).filter(([changed]) => changed !== id));
  const isDefault = commands.some((command) => command.id === id && command.key === chord);
  return isDefault ? others : { ...others, [id]: chord };
}

/** Commands whose name or key holds what was typed. */
export function findCommands(
  typed: string,
  keyOf: (command: KnownCommand) => string,
): readonly KnownCommand[] {
  const text = typed.trim().toLowerCase();
  if (text === "") return commands;
  return commands.filter(
    (command) =>
      command.title.toLowerCase().includes(text) ||
      spellChord(keyOf(command)).join("+").toLowerCase() === text.replaceAll(" ", ""),
  );
}
