import { afterAll, describe, expect, it } from "vitest";
import { openScratchProject } from "./scratch-project.ts";

/** What each folder's types must not know: folder, file, content, the name that must not be there. */
const faults: readonly (readonly [folder: string, file: string, content: string, name: string])[] = [
  ["shared", "shared/model/a.ts", "export const a = (): unknown => document.body;\n", "document"],
  ["shared", "shared/model/b.ts", "export const b = (): unknown => process.env;\n", "process"],
  ["shared", "shared/model/c.ts", 'export const c = (): unknown => fetch("/x");\n', "fetch"],
  ["electron", "electron/library/d.ts", "export const d = (): unknown => document.body;\n", "document"],
  ["electron", "electron/library/e.ts", "export const e = (): unknown => window.name;\n", "window"],
  ["electron", "electron/library/f.ts", "export type F = Electron.BrowserWindow;\n", "Electron"],
  ["renderer", "renderer/ui/g.ts", "export const g = (): unknown => process.env;\n", "process"],
  ["renderer", "renderer/ui/h.ts", "export const h = (): unknown => Buffer.alloc(1);\n", "Buffer"],
];

const legal: Readonly<Record<string, string>> = {
  "shared/model/ok.ts": "export const one = 1;\n",
  "electron/platform/ok.ts":
    'import { one } from "#shared/model/ok.ts";\nexport const two = one + process.pid;\n',
  "electron/hosts/desktop.ts":
    'import { app } from "electron";\nimport { two } from "#electron/platform/ok.ts";\nexport const name = (): string => `${app.getName()}${two}`;\n',
  "electron/secrets/ok.desktop.ts":
    'import { safeStorage } from "electron";\nexport const has = (): boolean => safeStorage.isEncryptionAvailable();\n',
  "renderer/ui/ok.ts":
    'import { one } from "#shared/model/ok.ts";\nexport const width = (): number => document.body.clientWidth + one;\n',
};

describe("walls in the types", () => {
  const project = openScratchProject({
    ...legal,
    ...Object.fromEntries(faults.map(([, file, content]) => [file, content])),
  });
  afterAll(() => project.dispose());

  it("shared, electron and renderer each see only their own platform", async () => {
    const findings = (
      await Promise.all(["shared", "electron/hosts", "renderer"].map((folder) => project.check(folder)))
    ).flat();
    for (const [, file, , name] of faults) {
      expect(findings, file).toContainEqual(
        expect.objectContaining({ file, message: expect.stringContaining(`'${name}'`) as unknown }),
      );
    }
    const files = new Set(findings.map(({ file }) => file));
    for (const file of Object.keys(legal)) expect(files, file).not.toContain(file);
  });
});
