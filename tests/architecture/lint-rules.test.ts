import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openScratchProject, type Finding } from "./scratch-project.ts";

/** One planted fault per rule that the house relies on: the rule, the file, its content. */
const faults: readonly (readonly [rule: string, file: string, content: string])[] = [
  ["no-floating-promises", "electron/jobs/a.ts", "export function a(): void {\n  Promise.resolve(1);\n}\n"],
  [
    "no-misused-promises",
    "electron/jobs/b.ts",
    "export const b = (list: number[]): void => list.forEach(async (n) => await Promise.resolve(n));\n",
  ],
  ["no-explicit-any", "shared/model/c.ts", "export const c = (x: any): unknown => x;\n"],
  ["no-non-null-assertion", "shared/model/d.ts", "export const d = (x: string | null): string => x!;\n"],
  [
    "switch-exhaustiveness-check",
    "shared/model/e.ts",
    'export function e(x: "a" | "b"): number {\n  switch (x) {\n    case "a":\n      return 1;\n  }\n  return 2;\n}\n',
  ],
  ["no-default-export", "shared/model/f.ts", "export default 1;\n"],
  ["no-barrels", "shared/model/g.ts", 'export * from "./c.ts";\n'],
  ["no-barrels", "shared/model/h.ts", 'export { c } from "./c.ts";\nexport { d } from "./d.ts";\n'],
  ["no-cycle", "shared/model/i.ts", 'import { j } from "./j.ts";\nexport const i = (): number => j();\n'],
  [
    "no-cycle",
    "shared/model/j.ts",
    'import { i } from "#shared/model/i.ts";\nexport const j = (): number => i();\n',
  ],
  ["only-throw-error", "electron/jobs/k.ts", 'export function k(): never {\n  throw "no";\n}\n'],
  ["no-console", "electron/jobs/l.ts", 'export const l = (): void => console.log("x");\n'],
  ["no-warning-comments", "electron/jobs/m.ts", "// TODO later\nexport const m = 1;\n"],
  ["no-unused-vars", "electron/jobs/n.ts", "const n = 1;\nexport const o = 2;\n"],
  [
    "rules-of-hooks",
    "renderer/ui/p.tsx",
    'import { useState } from "react";\nexport function P({ on }: { on: boolean }) {\n  if (on) useState(1);\n  return null;\n}\n',
  ],
  ["alt-text", "renderer/ui/q.tsx", 'export const Q = () => <img src="/x.png" />;\n'],
  [
    "click-events-have-key-events",
    "renderer/ui/r.tsx",
    "export const R = ({ go }: { go: () => void }) => <div onClick={go}>x</div>;\n",
  ],
  [
    "no-danger",
    "renderer/ui/s.tsx",
    'export const S = () => <p dangerouslySetInnerHTML={{ __html: "x" }} />;\n',
  ],
  [
    "exhaustive-deps",
    "renderer/ui/t.tsx",
    'import { useEffect } from "react";\nexport function T({ go }: { go: () => void }) {\n  useEffect(() => go(), []);\n  return null;\n}\n',
  ],
];

describe("lint rules that the house relies on", () => {
  const project = openScratchProject(Object.fromEntries(faults.map(([, file, content]) => [file, content])));
  let findings: readonly Finding[] = [];
  let seen = 0;

  beforeAll(async () => {
    ({ findings, seen } = await project.lint());
  });
  afterAll(() => project.dispose());

  it("sees every planted file", () => {
    expect(seen).toBeGreaterThanOrEqual(faults.length);
  });

  it.each(faults.map(([rule, file]) => ({ rule, file })))("$rule is reported in $file", ({ rule, file }) => {
    const rules = findings.filter((finding) => finding.file === file).map((finding) => finding.rule);
    expect(rules.some((each) => each.includes(`(${rule})`))).toBe(true);
  });
});
