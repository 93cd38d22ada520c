// axe inside the page, because its policy lets no script be added.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { expect, type Page } from "@playwright/test";
import type { AxeResults, Result } from "axe-core";

const axeSource = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds serious or critical in the page as it stands, a line for each rule. */
export async function seriousFindings(page: Page): Promise<readonly string[]> {
  await page.evaluate(axeSource);
  const { violations, passes } = await page.evaluate(
    async () => await (globalThis as unknown as { axe: { run: () => Promise<AxeResults> } }).axe.run(),
  );
  expect(passes.length, "axe looked at something").toBeGreaterThan(10);
  const describe = ({ id, impact, nodes }: Result) =>
    `${impact}: ${id} at ${nodes.map(({ target }) => target.join(" ")).join(" | ")}`;
  return violations.filter(({ impact }) => impact === "serious" || impact === "critical").map(describe);
}
