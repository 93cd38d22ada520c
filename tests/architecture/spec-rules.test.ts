import { describe, expect, it } from "vitest";
import { listProjectFiles, readProjectFile } from "./project-files.ts";

const rules = [...readProjectFile("shared/rules/SPEC.md").matchAll(/^- \*\*([A-Z]+\d+)\*\* (.*)$/gm)].map(
  ([, id = "", text = ""]) => ({ id, text }),
);
const testFiles = listProjectFiles().filter((file) => /^tests\/.*\.(test|spec)\.tsx?$/.test(file));
/** Rule numbers in brackets inside a title: of a test, of a group, or of a row in a table of tests. */
const quoted = new Set(
  testFiles
    .filter((file) => !file.startsWith("tests/architecture/"))
    .flatMap((file) => [...readProjectFile(file).matchAll(/["'`](?:\[[A-Z]+\d+\] ?)+/g)])
    .flatMap(([title]) => [...title.matchAll(/\[([A-Z]+\d+)\]/g)].map(([, id = ""]) => id)),
);

describe("shared/rules/SPEC.md", () => {
  it("was read, and so were the tests", () => {
    expect(rules.length).toBeGreaterThan(20);
    expect(testFiles.length).toBeGreaterThan(5);
  });

  it("gives each rule one number", () => {
    const ids = rules.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it("has a test for every rule, by number in the title", () => {
    const givenUp = (text: string): boolean => /^Given up/i.test(text);
    const untested = rules.filter(({ id, text }) => !givenUp(text) && !quoted.has(id)).map(({ id }) => id);
    expect(untested).toEqual([]);
  });

  it("knows every number that a test quotes", () => {
    const known = new Set(rules.map(({ id }) => id));
    expect([...quoted].filter((id) => !known.has(id))).toEqual([]);
  });
});
