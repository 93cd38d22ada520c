import { describe, expect, it } from "vitest";
import {
  activeScopes,
  chooseCommand,
  type CommandSituation,
} from "#renderer/app/shortcuts/choose-command.ts";
import { keyOf } from "#renderer/session/commands.ts";
import { commands, type CommandId } from "#shared/model/commands.ts";

const press = (chord: string, repeat = false) => {
  const parts = chord.split("+");
  const code = parts.at(-1) ?? "";
  const key = code.replace(/^(Key|Digit)/, "").toLowerCase();
  return {
    code,
    key: key.length === 1 ? key : code,
    ctrlKey: parts.includes("$mod"),
    metaKey: false,
    altKey: parts.includes("Alt"),
    shiftKey: parts.includes("Shift"),
    repeat,
  };
};

const situation = (
  change: Partial<CommandSituation> & { readonly shortcuts?: Record<string, string> } = {},
): CommandSituation => ({
  room: "gallery",
  isLightboxOpen: false,
  candidates: commands.map((command) => ({
    id: command.id,
    scope: command.scope,
    key: keyOf(command, change.shortcuts ?? {}),
  })),
  isOffered: () => true,
  ...change,
});

describe("which command a key press means", () => {
  it("is the room's own, or the app's", () => {
    expect(chooseCommand(press("KeyR"), "page", situation())).toBe("picture.reuse");
    expect(chooseCommand(press("$mod+KeyK"), "page", situation())).toBe("app.palette");
    expect(chooseCommand(press("KeyR"), "page", situation({ room: "settings" }))).toBeNull();
  });

  it("is the large view's while that is open, and the picture's, but not the room's beneath", () => {
    const open = situation({ room: "create", isLightboxOpen: true });
    expect(chooseCommand(press("ArrowRight"), "page", open)).toBe("lightbox.next");
    expect(chooseCommand(press("Digit3"), "page", open)).toBe("picture.rate3");
    expect(chooseCommand(press("KeyP"), "page", open)).toBeNull();
    expect(activeScopes(open)).toEqual(["lightbox", "gallery", "app"]);
  });

  it("is none that nobody answers", () => {
    const isOffered = (id: CommandId) => id !== "picture.reuse";
    expect(chooseCommand(press("KeyR"), "page", situation({ isOffered }))).toBeNull();
  });

  it("follows the changed key, and forgets the old one", () => {
    const changed = situation({ shortcuts: { "picture.reuse": "KeyU" } });
    expect(chooseCommand(press("KeyU"), "page", changed)).toBe("picture.reuse");
    expect(chooseCommand(press("KeyR"), "page", changed)).toBeNull();
    const removed = situation({ shortcuts: { "picture.reuse": "" } });
    expect(chooseCommand(press("KeyR"), "page", removed)).toBeNull();
  });

  it("leaves typing and editing to text fields", () => {
    for (const chord of ["KeyR", "Shift+KeyR", "Space", "Delete", "$mod+KeyA", "$mod+KeyC", "$mod+KeyZ"])
      expect(chooseCommand(press(chord), "text", situation()), chord).toBeNull();
    expect(chooseCommand(press("$mod+Enter"), "text", situation({ room: "create" }))).toBe("create.generate");
    expect(chooseCommand(press("$mod+KeyK"), "text", situation())).toBe("app.palette");
  });

  it("leaves a button its Space, and gives the rest to commands", () => {
    expect(chooseCommand(press("Space"), "control", situation())).toBeNull();
    expect(chooseCommand(press("KeyF"), "control", situation())).toBe("picture.toggleFavourite");
  });

  it("leaves everything to dialogs and menus", () => {
    expect(chooseCommand(press("$mod+KeyK"), "floating", situation())).toBeNull();
  });

  it("[J3] does not send again while the key is held down, but pages on through pictures", () => {
    const create = situation({ room: "create" });
    expect(chooseCommand(press("$mod+Enter", true), "text", create)).toBeNull();
    const open = situation({ isLightboxOpen: true });
    expect(chooseCommand(press("ArrowRight", true), "page", open)).toBe("lightbox.next");
  });
});
