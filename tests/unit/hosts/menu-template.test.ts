import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { commands, findKeyConflict, isCommandId } from "#shared/model/commands.ts";
import { acceleratorOf, hasMenuModifier } from "#electron/hosts/accelerator.ts";
import { menuTemplate, type MenuItem } from "#electron/hosts/menu-template.ts";

const electronTypes = readFileSync("node_modules/electron/electron.d.ts", "utf8");

function itemsOf(isMac: boolean, shortcuts: Record<string, string> = {}) {
  const chosen: string[] = [];
  const menus = menuTemplate({ isMac, shortcuts, choose: (command) => chosen.push(command) });
  const flat = (items: readonly MenuItem[]): MenuItem[] =>
    items.flatMap((item) => ("submenu" in item ? [item, ...flat(item.submenu)] : [item]));
  return { menus, items: flat(menus), chosen };
}

describe("the commands", () => {
  it("have ids of their own and no key twice where both would work", () => {
    expect(new Set(commands.map(({ id }) => id)).size).toBe(commands.length);
    for (const { id, key } of commands) expect(findKeyConflict(id, key, {})?.id, id).toBeUndefined();
    expect(isCommandId("create.generate")).toBe(true);
    expect(isCommandId("toString")).toBe(false);
  });

  it("name the one that already holds a key", () => {
    expect(findKeyConflict("picture.reuse", "KeyF", {})?.id).toBe("picture.toggleFavourite");
    expect(findKeyConflict("picture.reuse", "KeyF", { "picture.toggleFavourite": "" })).toBeNull();
    // The same key may do one thing in Create and another in the gallery.
    expect(findKeyConflict("create.savePrompt", "KeyR", {})).toBeNull();
    expect(findKeyConflict("create.savePrompt", "$mod+KeyK", {})?.id).toBe("app.palette");
  });

  it("can all be shown in a menu", () => {
    for (const { id, key } of commands) expect(acceleratorOf(key), id).not.toBeNull();
  });
});

describe("the menu bar", () => {
  it.each([true, false])("offers every command that has a place in it (Mac: %s)", (isMac) => {
    const { items, chosen } = itemsOf(isMac);
    for (const item of items) if ("click" in item) item.click();
    const wanted = commands.filter(({ menu }) => menu !== null).map(({ id }) => id);
    expect(chosen.toSorted()).toEqual(wanted.toSorted());
  });

  it("takes no key away from the page, and none that people type", () => {
    const keyed = (isMac: boolean) =>
      itemsOf(isMac).items.flatMap((item) =>
        "click" in item && item.accelerator !== undefined ? [item] : [],
      );
    expect(keyed(false).filter((item) => item.registerAccelerator !== false)).toEqual([]);
    // On a Mac a menu takes every key that it shows.
    const typed = keyed(true).filter(
      ({ accelerator }) => !/^(?:CommandOrControl|Alt)\+/.test(accelerator ?? ""),
    );
    expect(keyed(true).length).toBeGreaterThan(5);
    expect(typed).toEqual([]);
  });

  it("shows the user's own keys", () => {
    const { items } = itemsOf(false, { "create.generate": "$mod+Shift+KeyG", "app.palette": "" });
    const find = (label: string) => items.find((item) => "click" in item && item.label === label);
    expect(find("Generate")).toMatchObject({ accelerator: "CommandOrControl+Shift+G" });
    expect(find("Command palette")).not.toHaveProperty("accelerator");
  });

  it("uses roles that Electron has", () => {
    const roles = itemsOf(true).items.flatMap((item) => ("role" in item && item.role ? [item.role] : []));
    expect(roles.length).toBeGreaterThan(10);
    const known = /role\?: \(([^)]*)\)/.exec(electronTypes)?.[1] ?? "";
    for (const role of roles) expect(known).toContain(`'${role}'`);
  });
});

describe("a chord in a menu", () => {
  it.each([
    ["$mod+Shift+KeyE", "CommandOrControl+Shift+E", true],
    ["Alt+Digit1", "Alt+1", true],
    ["Shift+KeyR", "Shift+R", false],
    ["KeyF", "F", false],
    ["$mod+Slash", "CommandOrControl+/", true],
    ["$mod+k", "CommandOrControl+K", true],
    ["F2", "F2", false],
    ["", null, false],
    ["$mod+IntlBackslash", null, true],
  ])("%s is %s", (chord, accelerator, isTaken) => {
    expect(acceleratorOf(chord)).toBe(accelerator);
    expect(hasMenuModifier(chord)).toBe(isTaken);
  });
});
