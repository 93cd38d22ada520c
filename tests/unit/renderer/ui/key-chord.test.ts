import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  canonicalChord,
  describeChord,
  isTypingChord,
  matchesChord,
  readChord,
  spellChord,
  type KeyPress,
} from "#renderer/ui/key-chord.ts";
import { commands } from "#shared/model/commands.ts";

const press = (key: string, code: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

describe("a key press read as a chord", () => {
  it.each([
    [press("k", "KeyK", { ctrlKey: true }), "$mod+KeyK"],
    [press("K", "KeyK", { ctrlKey: true, shiftKey: true }), "$mod+Shift+KeyK"],
    [press("1", "Digit1", { altKey: true }), "Alt+Digit1"],
    [press("5", "Numpad5"), "Digit5"],
    [press("Enter", "NumpadEnter", { ctrlKey: true }), "$mod+Enter"],
    [press("Delete", "Delete"), "Delete"],
    [press(" ", "Space"), "Space"],
    [press("k", "KeyK", { metaKey: true }), "Meta+KeyK"],
  ])("%o is %s", (pressed, chord) => {
    expect(readChord(pressed, false)).toBe(chord);
  });

  it("takes letters by what they print: on AZERTY the key at Q's place is A", () => {
    expect(readChord(press("a", "KeyQ", { ctrlKey: true }), false)).toBe("$mod+KeyA");
  });

  it("takes letters by place where the layout has no Latin ones, and under Alt on a Mac", () => {
    expect(readChord(press("ф", "KeyA", { ctrlKey: true }), false)).toBe("$mod+KeyA");
    expect(readChord(press("å", "KeyA", { altKey: true }), true)).toBe("Alt+KeyA");
  });

  it("is nothing while only modifiers are held", () => {
    expect(readChord(press("Control", "ControlLeft", { ctrlKey: true }), false)).toBeNull();
  });

  it("tells Cmd from Ctrl on a Mac", () => {
    expect(readChord(press("k", "KeyK", { metaKey: true }), true)).toBe("$mod+KeyK");
    expect(readChord(press("k", "KeyK", { ctrlKey: true }), true)).toBe("Control+KeyK");
  });
});

describe("a chord compared with a key press", () => {
  it("does not match with a modifier more or less", () => {
    expect(matchesChord(press("k", "KeyK", { ctrlKey: true }), "$mod+KeyK", false)).toBe(true);
    expect(matchesChord(press("k", "KeyK"), "$mod+KeyK", false)).toBe(false);
    expect(matchesChord(press("k", "KeyK", { ctrlKey: true, altKey: true }), "$mod+KeyK", false)).toBe(false);
  });

  it("takes a Mac's Backspace as Delete", () => {
    expect(matchesChord(press("Backspace", "Backspace"), "Delete", true)).toBe(true);
    expect(matchesChord(press("Backspace", "Backspace"), "Delete", false)).toBe(false);
  });

  it("never matches no chord", () => {
    expect(matchesChord(press("k", "KeyK"), "", false)).toBe(false);
  });

  it("does not care for the order in which modifiers are written", () => {
    const modifiers = fc.shuffledSubarray(["$mod", "Alt", "Shift", "Control"]);
    fc.assert(
      fc.property(modifiers, (names) => {
        expect(canonicalChord([...names, "KeyX"].join("+"))).toBe(
          canonicalChord([...names.toReversed(), "KeyX"].join("+")),
        );
      }),
    );
  });
});

describe("chords as people read them", () => {
  it.each([
    ["$mod+Shift+KeyX", false, ["Ctrl", "Shift", "X"]],
    ["$mod+Shift+KeyX", true, ["⌘", "⇧", "X"]],
    ["ArrowLeft", false, ["←"]],
    ["$mod+Slash", false, ["Ctrl", "/"]],
    ["", false, []],
  ])("%s on a Mac: %s", (chord, mac, keys) => {
    expect(spellChord(chord, mac)).toEqual(keys);
  });

  it("spells aria-keyshortcuts with the key that is pressed", () => {
    expect(describeChord("$mod+KeyK", true)).toBe("Meta+K");
    expect(describeChord("$mod+KeyK", false)).toBe("Control+K");
    expect(describeChord("")).toBeUndefined();
  });

  it("knows which chords a text field needs", () => {
    expect(isTypingChord("KeyP")).toBe(true);
    expect(isTypingChord("Shift+KeyP")).toBe(true);
    expect(isTypingChord("$mod+KeyP")).toBe(false);
    expect(isTypingChord("Escape")).toBe(false);
  });

  it("finds every default key of the app in canonical spelling", () => {
    expect(commands.length).toBeGreaterThan(20);
    for (const { key } of commands) expect(canonicalChord(key)).toBe(key);
  });
});
