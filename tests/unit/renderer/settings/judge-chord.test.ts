import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { activeScopes } from "#renderer/app/shortcuts/choose-command.ts";
import { findCommands, judgeChord, withShortcut } from "#renderer/settings/shortcuts/judge-chord.ts";
import type { CommandScope } from "#shared/model/command.ts";
import { commands, type CommandId } from "#shared/model/commands.ts";

/** Every set of scopes that hear keys at the same time. */
const situations = (["create", "gallery", "canvas", "settings"] as const).flatMap((room) =>
  [false, true].map((isLightboxOpen) => activeScopes({ room, isLightboxOpen })),
);
const canBothBeMeant = (one: CommandScope, other: CommandScope) =>
  situations.some((scopes) => scopes.includes(one) && scopes.includes(other));

const anyId = fc.constantFrom(...commands.map(({ id }) => id));
const anyChord = fc.oneof(
  fc.constantFrom(...commands.map(({ key }) => key)),
  fc
    .tuple(fc.subarray(["$mod", "Alt", "Shift"]), fc.constantFrom("KeyA", "KeyW", "Space", "F5", "ArrowUp"))
    .map(([modifiers, key]) => [...modifiers, key].join("+")),
);

describe("a new key for a command", () => {
  it("is refused with the name of the command that has it", () => {
    const verdict = judgeChord("create.generate", "$mod+KeyK", {});
    expect(verdict).toMatchObject({ kind: "conflict", other: { title: "Command palette" } });
  });

  it("is free once the other command has given it up", () => {
    expect(judgeChord("create.generate", "$mod+KeyK", { "app.palette": "$mod+KeyJ" }).kind).toBe("free");
    expect(judgeChord("create.generate", "$mod+KeyK", { "app.palette": "" }).kind).toBe("free");
    expect(judgeChord("create.generate", "$mod+KeyJ", { "app.palette": "$mod+KeyJ" }).kind).toBe("conflict");
  });

  it("may be one that is used in a room that is never open at the same time", () => {
    expect(judgeChord("create.savePrompt", "KeyR", {}).kind).toBe("free");
    expect(judgeChord("lightbox.fit", "KeyR", {}).kind).toBe("conflict");
  });

  it("is not one that the browser or the system takes, or that lists and fields need", () => {
    for (const chord of ["$mod+KeyW", "F5", "Tab", "Escape"])
      expect(judgeChord("app.palette", chord, {}).kind, chord).toBe("reserved");
    for (const chord of ["Space", "Enter", "ArrowUp", "Home"])
      expect(judgeChord("create.focusPrompt", chord, {}).kind, chord).toBe("needs-modifier");
    expect(judgeChord("lightbox.close", "Escape", {}).kind).toBe("free");
  });

  it("never lets two commands share a key where both could be meant, whatever is tried", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyId, anyChord), { maxLength: 25 }), (tries) => {
        let shortcuts: Readonly<Record<string, string>> = {};
        for (const [id, chord] of tries)
          if (judgeChord(id, chord, shortcuts).kind === "free")
            shortcuts = withShortcut(shortcuts, id, chord);
        const keys = commands.map((command) => ({ ...command, key: shortcuts[command.id] ?? command.key }));
        const clashes = keys.flatMap((one, index) =>
          keys
            .slice(index + 1)
            .filter(
              (other) => one.key !== "" && one.key === other.key && canBothBeMeant(one.scope, other.scope),
            )
            .map((other) => `${one.id} and ${other.id}`),
        );
        expect(clashes).toEqual([]);
      }),
    );
  });

  it("leaves no trace of a change that was taken back", () => {
    const changed = withShortcut({}, "picture.reuse", "KeyU");
    expect(changed).toEqual({ "picture.reuse": "KeyU" });
    expect(withShortcut(changed, "picture.reuse", "KeyR")).toEqual({});
    expect(withShortcut(changed, "picture.reuse", "")).toEqual({ "picture.reuse": "" });
  });
});

describe("the search for commands", () => {
  const found = (typed: string) => findCommands(typed, ({ key }) => key).map(({ id }) => id);
  it("looks at names and at whole keys", () => {
    expect(found("favourite")).toEqual([
      "gallery.showFavourites",
      "picture.toggleFavourite",
    ] satisfies CommandId[]);
    expect(found("ctrl + k")).toEqual(["app.palette"] satisfies CommandId[]);
    expect(found("")).toHaveLength(commands.length);
    expect(found("nothing is called that")).toEqual([]);
  });
});
