// axe within the page: its rules are evaluated there, because the page's policy lets no script be added.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { expect, type Page } from "@playwright/test";
import type { AxeResults, Result } from "axe-core";

/** All of the page. */
export const whole = "html";
/** What is open above it; messages have the role too, and say their type. */
export const dialogs = '[role="dialog"]:not([data-type]), [role="alertdialog"]';

const axeSource = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

type Axe = {
  readonly axe: {
    readonly run: (
      within: string,
      options: { readonly resultTypes: readonly "violations"[] },
    ) => Promise<AxeResults>;
  };
};

/** Serious and critical findings. @param within a selector: looking at a part alone costs less */
export async function seriousFindings(page: Page, within: string = whole): Promise<readonly string[]> {
  return (await allFindings(page, within)).filter((finding) => /^(?:serious|critical): /.test(finding));
}

/** Findings of every weight. */
export async function allFindings(page: Page, within: string = whole): Promise<readonly string[]> {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axeSource);
  // What fades in has less contrast on its way.
  await page.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime));
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
  const { violations, passed } = await page.evaluate(async (part) => {
    // Every rule is run; only what fails is described element by element, and brought here.
    const found = await (globalThis as unknown as Axe).axe.run(part, { resultTypes: ["violations"] });
    return { violations: found.violations, passed: found.passes.length };
  }, within);
  expect(passed, "axe looked at something").toBeGreaterThan(within === whole ? 10 : 3);
  const describe = ({ id, impact, nodes }: Result) =>
    `${impact}: ${id} at ${nodes.map(({ target }) => target.join(" ")).join(" | ")}`;
  return violations.map(describe);
}
