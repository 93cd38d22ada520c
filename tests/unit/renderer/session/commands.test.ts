import { afterEach, describe, expect, it } from "vitest";
import {
  commandsStore,
  findHandler,
  keyOf,
  registerCommands,
  runCommand,
} from "#renderer/session/commands.ts";
import { navigationStore } from "#renderer/session/navigation.ts";
import { runInRoom } from "#renderer/session/run-in-room.ts";

afterEach(() => commandsStore.setState({ handlers: [] }));

describe("the register of commands", () => {
  it("runs the newest offer, and the older one again when that is withdrawn", () => {
    const ran: string[] = [];
    registerCommands([{ id: "picture.reuse", run: () => ran.push("gallery") }]);
    const withdraw = registerCommands([{ id: "picture.reuse", run: () => ran.push("lightbox") }]);
    expect(runCommand("picture.reuse")).toBe(true);
    withdraw();
    runCommand("picture.reuse");
    expect(ran).toEqual(["lightbox", "gallery"]);
  });

  it("does not run what is not possible at the moment, nor what it does not know", () => {
    let selected = 0;
    registerCommands([{ id: "picture.trash", run: () => undefined, enabled: () => selected > 0 }]);
    expect(runCommand("picture.trash")).toBe(false);
    selected = 1;
    expect(findHandler("picture.trash")).not.toBeNull();
    expect(runCommand("picture.explode")).toBe(false);
  });

  it("takes a key from the settings before the default, and lets it be taken away", () => {
    const command = { id: "picture.reuse", key: "KeyR" } as const;
    expect(keyOf(command, {})).toBe("KeyR");
    expect(keyOf(command, { "picture.reuse": "KeyU" })).toBe("KeyU");
    expect(keyOf(command, { "picture.reuse": "" })).toBe("");
  });

  it("goes to a room and runs its command as soon as the room offers it, once", () => {
    let ran = 0;
    runInRoom("library.import", "gallery");
    expect(navigationStore.getState().room).toBe("gallery");
    registerCommands([{ id: "gallery.search", run: () => undefined }]);
    expect(ran).toBe(0);
    registerCommands([{ id: "library.import", run: () => (ran += 1) }]);
    registerCommands([{ id: "gallery.undo", run: () => undefined }]);
    expect(ran).toBe(1);
  });
});
