// From a chord as the page writes it (`$mod+Shift+KeyE`) to what Electron's menus take (`CommandOrControl+Shift+E`).

const named: Readonly<Record<string, string>> = {
  $mod: "CommandOrControl",
  Enter: "Return",
  Escape: "Escape",
  Space: "Space",
  Delete: "Delete",
  Backspace: "Backspace",
  ArrowLeft: "Left",
  ArrowRight: "Right",
  ArrowUp: "Up",
  ArrowDown: "Down",
  Slash: "/",
  Backslash: "\\",
  Backquote: "`",
  Comma: ",",
  Period: ".",
  BracketLeft: "[",
  BracketRight: "]",
  Minus: "-",
  Equal: "=",
  Shift: "Shift",
  Alt: "Alt",
  Control: "Control",
  Meta: "Meta",
};

function namePart(part: string): string | null {
  const letter = /^(?:Key([A-Z])|Digit(\d)|(F\d{1,2})|([A-Za-z0-9]))$/.exec(part);
  return named[part] ?? letter?.[1] ?? letter?.[2] ?? letter?.[3] ?? letter?.[4]?.toUpperCase() ?? null;
}

/** Null for a chord that a menu cannot show. */
export function acceleratorOf(chord: string): string | null {
  const parts = chord.split("+").map(namePart);
  return chord === "" || parts.includes(null) ? null : parts.join("+");
}

/**
 * Whether a chord may be taken by the menu itself. One without Ctrl, Cmd or Alt is a letter that people also type, so
 * on a Mac, where menus take whatever they show, it is left out of the menu.
 */
export function hasMenuModifier(chord: string): boolean {
  return /(?:^|\+)(?:\$mod|Control|Meta|Alt)\+/.test(chord);
}
