import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openScratchProject, type Finding } from "./scratch-project.ts";

/** Who may not import what: file, specifier, the sentence of docs/ARCHITECTURE.md behind it. */
const breaches: readonly (readonly [file: string, specifier: string, wall: string])[] = [
  ["shared/rules/a.ts", "#electron/library/x.ts", "shared imports only itself"],
  ["shared/rules/a.ts", "#renderer/ui/x.ts", "shared imports only itself"],
  ["shared/model/a.ts", "node:fs", "shared has no Node"],
  ["shared/contract/a.ts", "undici", "shared imports no package but zod"],
  ["shared/rules/a.ts", "#shared/contract/x.ts", "rules -> model, errors"],
  ["shared/model/a.ts", "#shared/rules/x.ts", "model -> errors"],
  ["shared/errors/a.ts", "#shared/model/x.ts", "errors -> nothing"],
  ["shared/pixels/a.ts", "#shared/model/x.ts", "pixels -> nothing"],
  ["shared/pixels/a.ts", "zod", "pixels -> nothing"],
  ["shared/contract/a.ts", "#shared/pixels/x.ts", "contract -> rules, model, errors"],
  ["electron/provider/a.ts", "#electron/library/x.ts", "provider and library never each other"],
  ["electron/library/a.ts", "#electron/provider/x.ts", "library and provider never each other"],
  ["electron/settings/a.ts", "#electron/secrets/x.ts", "settings and secrets never each other"],
  ["electron/secrets/a.ts", "#electron/settings/x.ts", "secrets and settings never each other"],
  ["electron/demo/a.ts", "#electron/provider/x.ts", "demo and provider never each other"],
  ["electron/jobs/a.ts", "#electron/library/x.ts", "jobs state ports, hosts pass them in"],
  ["electron/compositions/a.ts", "#electron/library/x.ts", "compositions state ports"],
  ["electron/platform/a.ts", "#electron/library/x.ts", "platform is below everything"],
  ["electron/ipc/a.ts", "#electron/hosts/x.ts", "only hosts wire"],
  ["electron/library/a.ts", "#electron/hosts/x.ts", "only hosts know their host"],
  ["electron/library/a.ts", "electron", "electron is for the desktop host"],
  ["electron/hosts/browser.ts", "electron", "the browser host runs under plain Node"],
  ["electron/hosts/browser.ts", "#renderer/app/x.ts", "nobody imports the other process"],
  ["renderer/app/a.ts", "#electron/library/x.ts", "nobody imports the other process"],
  ["renderer/app/a.ts", "node:fs", "no Node in the renderer"],
  ["renderer/app/a.ts", "electron", "no Electron in the renderer"],
  ["renderer/app/a.ts", "undici", "no network of its own in the renderer"],
  ["renderer/create/a.ts", "#renderer/gallery/x.ts", "rooms never import each other"],
  ["renderer/gallery/a.ts", "#renderer/canvas/x.ts", "rooms never import each other"],
  ["renderer/usage/a.ts", "#renderer/settings/x.ts", "rooms never import each other"],
  ["renderer/settings/a.ts", "#renderer/app/x.ts", "rooms do not import app"],
  ["renderer/session/a.ts", "#renderer/create/x.ts", "session is below the rooms"],
  ["renderer/session/a.ts", "#renderer/app/x.ts", "session is below app"],
  ["renderer/ui/a.ts", "#renderer/session/x.ts", "ui knows no state"],
  ["renderer/bridge/a.ts", "#renderer/session/x.ts", "bridge is at the bottom"],
  ["renderer/canvas/document/a.ts", "konva", "the document knows no Konva"],
  ["renderer/canvas/document/a.ts", "react", "the document knows no React"],
  ["renderer/canvas/document/a.ts", "#renderer/session/x.ts", "document -> shared only"],
  ["renderer/canvas/tools/a.ts", "#renderer/canvas/stage/x.ts", "tools -> document"],
  ["renderer/canvas/stage/a.ts", "#renderer/canvas/tools/x.ts", "stage -> document"],
  ["renderer/canvas/panel/a.ts", "#renderer/canvas/stage/x.ts", "panel -> tools, document"],
  ["shared/rules/b.ts", "#tests/support/x.ts", "nobody imports tests"],
  ["electron/library/b.ts", "#build/boundaries.ts", "nobody imports build"],
  ["renderer/app/b.ts", "#tests/support/x.ts", "nobody imports tests"],
  ["electron/library/b.ts", "../platform/x.ts", "no ../ across folders"],
  ["renderer/create/b.ts", "../ui/x.ts", "no ../ across folders"],
  ["renderer/create/b.ts", "#nowhere/x.ts", "only the project's aliases"],
];

const allowed: readonly (readonly [file: string, specifier: string])[] = [
  ["shared/contract/a.ts", "#shared/rules/x.ts"],
  ["shared/contract/a.ts", "zod"],
  ["electron/library/a.ts", "#electron/platform/x.ts"],
  ["electron/library/a.ts", "#shared/model/x.ts"],
  ["electron/library/a.ts", "node:sqlite"],
  ["electron/hosts/desktop.ts", "electron"],
  ["electron/hosts/desktop.ts", "#electron/jobs/x.ts"],
  ["electron/secrets/safe-storage.desktop.ts", "electron"],
  ["renderer/app/a.ts", "#renderer/create/x.ts"],
  ["renderer/create/a.ts", "./b.ts"],
  ["renderer/create/a.ts", "#renderer/ui/x.ts"],
  ["renderer/session/a.ts", "#renderer/ui/x.ts"],
  ["renderer/canvas/panel/a.ts", "#renderer/canvas/tools/x.ts"],
  ["renderer/canvas/a.ts", "#renderer/canvas/stage/x.ts"],
];

/** The five ways to name another module; each must be seen. */
const forms: readonly ((specifier: string) => string)[] = [
  (specifier) => `import { x } from "${specifier}";\nexport const y = x;\n`,
  (specifier) => `import type { X } from "${specifier}";\nexport type Y = X;\n`,
  (specifier) => `export { x } from "${specifier}";\nexport const own = 1;\n`,
  (specifier) => `export const load = async (): Promise<unknown> => await import("${specifier}");\n`,
  (specifier) => `export type Y = import("${specifier}").X;\n`,
];

/** Gives every planted import a file of its own, beside the one that it stands for. */
function plant(file: string, tag: string): string {
  return file.replace(/(\.desktop)?\.ts$/, (ending) => (electronDoor(file) ? ending : `-${tag}${ending}`));
}

function electronDoor(file: string): boolean {
  return /^electron\/hosts\/(desktop|preload)\.ts$/.test(file);
}

describe("import walls", () => {
  const planted: Record<string, string> = {};
  breaches.forEach(([file, specifier], index) => {
    forms.forEach(
      (form, formIndex) => (planted[plant(file, `breach${index}-${formIndex}`)] = form(specifier)),
    );
  });
  allowed.forEach(([file, specifier], index) => {
    const path = plant(file, `allowed${index}`);
    planted[path] =
      `${planted[path] ?? ""}import { x as x${index} } from "${specifier}";\nexport const y${index} = x${index};\n`;
  });

  const project = openScratchProject(planted);
  let walls: readonly Finding[] = [];
  let seen = 0;

  beforeAll(async () => {
    const result = await project.lint();
    walls = result.findings.filter(({ rule }) => rule.includes("walls"));
    ({ seen } = result);
  });
  afterAll(() => project.dispose());

  it("sees every planted file", () => {
    expect(Object.keys(planted).length).toBeGreaterThan(200);
    expect(seen).toBeGreaterThanOrEqual(Object.keys(planted).length);
  });

  it.each(breaches.map(([file, specifier, wall], index) => ({ file, specifier, wall, index })))(
    "$wall: $file may not import $specifier, in any form",
    ({ file, index }) => {
      for (const formIndex of forms.keys()) {
        const path = plant(file, `breach${index}-${formIndex}`);
        expect(walls.filter((finding) => finding.file === path)).toHaveLength(1);
      }
    },
  );

  it("lets through what the map allows", () => {
    const paths = allowed.map(([file], index) => plant(file, `allowed${index}`));
    expect(walls.filter(({ file }) => paths.includes(file))).toEqual([]);
  });
});
