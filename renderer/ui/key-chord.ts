// Key chords: `$mod+Shift+KeyX`, modifiers first, then the name of a key. Reads them from key presses, compares
// them with key presses, and spells them as keyboards print them. `$mod` is Cmd on a Mac and Ctrl elsewhere.

/** The parts of a key press that count. */
export type KeyPress = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

const modifierNames = new Set(["Control", "Meta", "Alt", "Shift", "AltGraph", "CapsLock", "Fn", "Dead"]);

/** Whether the page runs on a Mac, where Cmd is the command key. */
const isMac = typeof navigator !== "undefined" && /Mac/i.test(navigator.platform);

/** The chord of a key press in canonical spelling; null while only modifiers are held. */
export function readChord(press: KeyPress, mac = isMac): string | null {
  if (modifierNames.has(press.key)) return null;
  const name = keyName(press);
  if (name === null) return null;
  const mod = mac ? press.metaKey : press.ctrlKey;
  const otherMod = mac ? press.ctrlKey : press.metaKey;
  return [
    ...(mod ? ["$mod"] : []),
    ...(otherMod ? [mac ? "Control" : "Meta"] : []),
    ...(press.altKey ? ["Alt"] : []),
    ...(press.shiftKey ? ["Shift"] : []),
    name,
  ].join("+");
}

/** Whether a key press is a chord. On a Mac, Backspace is its Delete key. */
export function matchesChord(press: KeyPress, chord: string, mac = isMac): boolean {
  if (chord === "") return false;
  const read = readChord(press, mac);
  if (read === null) return false;
  const wished = canonicalChord(chord);
  return read === wished || (mac && read.replace(/Backspace$/, "Delete") === wished);
}

const modifierOrder = ["$mod", "Control", "Meta", "Alt", "Shift"];

/** The same chord with its modifiers in the usual order. */
export function canonicalChord(chord: string): string {
  const parts = chord.split("+");
  const name = parts.at(-1) ?? "";
  const modifiers = modifierOrder.filter((modifier) => parts.slice(0, -1).includes(modifier));
  return [...modifiers, name].join("+");
}

/** Whether a chord types a character or moves a caret in a text field. */
export function isTypingChord(chord: string): boolean {
  return !/^(\$mod|Control|Meta|Alt)\+/.test(chord) && !/(^|\+)(Escape|F\d{1,2})$/.test(chord);
}

/**
 * The key's name. Letters go by what they print, so that a chord is where the keyboard's owner expects it; on layouts
 * without Latin letters, and for all else, they go by place.
 */
function keyName(press: KeyPress): string | null {
  if (/^[a-z]$/i.test(press.key)) return `Key${press.key.toUpperCase()}`;
  if (/^Numpad\d$/.test(press.code)) return `Digit${press.code.slice(-1)}`;
  if (press.code === "NumpadEnter") return "Enter";
  if (press.code !== "" && press.code !== "Unidentified") return press.code;
  if (press.key === " ") return "Space";
  return press.key === "" || press.key === "Unidentified" ? null : press.key;
}

const printed: Readonly<Record<string, string>> = {
  ArrowLeft: "←",
  ArrowRight: "→",
  ArrowUp: "↑",
  ArrowDown: "↓",
  Escape: "Esc",
  Delete: "Del",
  Slash: "/",
  Backslash: "\\",
  BracketLeft: "[",
  BracketRight: "]",
  Comma: ",",
  Period: ".",
  Semicolon: ";",
  Quote: "'",
  Backquote: "`",
  Minus: "-",
  Equal: "=",
  PageUp: "Page up",
  PageDown: "Page down",
};

const printedOnMac: Readonly<Record<string, string>> = {
  $mod: "⌘",
  Control: "⌃",
  Alt: "⌥",
  Shift: "⇧",
  Meta: "⌘",
  Enter: "⏎",
  Delete: "⌫",
  Backspace: "⌫",
};

/** The chord's keys as keyboards print them, one entry for each: `["Ctrl", "Shift", "X"]`. */
export function spellChord(chord: string, mac = isMac): readonly string[] {
  if (chord === "") return [];
  return canonicalChord(chord)
    .split("+")
    .map((part) => {
      if (mac && printedOnMac[part] !== undefined) return printedOnMac[part];
      if (part === "$mod" || part === "Control") return "Ctrl";
      if (part === "Meta") return "Win";
      return printed[part] ?? part.replace(/^(Key|Digit)/, "");
    });
}

/** The chord as `aria-keyshortcuts` wants it. */
export function describeChord(chord: string, mac = isMac): string | undefined {
  if (chord === "") return undefined;
  return canonicalChord(chord)
    .split("+")
    .map((part) => (part === "$mod" ? (mac ? "Meta" : "Control") : part.replace(/^(Key|Digit)/, "")))
    .join("+");
}
