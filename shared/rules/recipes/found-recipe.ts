// Making of a recipe from what a reader found, cut to what a recipe may hold. Pure.
import type { FoundRecipe, RecipeSource } from "#shared/model/recipe.ts";

export type Setting = readonly [name: string, value: unknown];

const limits = { promptChars: 200_000, settings: 60, nameChars: 100, valueChars: 500 } as const;

/** Settings without a value that can be read are left out. */
export function makeRecipe(
  source: RecipeSource,
  prompt: string,
  negativePrompt: string,
  settings: readonly Setting[],
): FoundRecipe {
  return {
    source,
    prompt: prompt.trim().slice(0, limits.promptChars).toWellFormed(),
    negativePrompt: negativePrompt.trim().slice(0, limits.promptChars).toWellFormed(),
    settings: settings
      .map(([name, value]) => ({
        name: name.slice(0, limits.nameChars).toWellFormed(),
        value: spell(value).slice(0, limits.valueChars).toWellFormed(),
      }))
      .filter(({ name, value }) => name !== "" && value !== "")
      .slice(0, limits.settings),
    request: null,
  };
}

function spell(value: unknown): string {
  if (typeof value === "string") return value.trim();
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return "";
}

/** Null for what is no JSON object. */
export function parseObject(text: string): Readonly<Record<string, unknown>> | null {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return null;
  }
}

export function asObject(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : null;
}

export function asText(value: unknown): string {
  return typeof value === "string" ? value : "";
}
