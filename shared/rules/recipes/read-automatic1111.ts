// `parameters` as AUTOMATIC1111 and its kin write it: the prompt, `Negative prompt: …`, and a last line of settings.
import type { FoundRecipe } from "#shared/model/recipe.ts";
import { makeRecipe } from "./found-recipe.ts";

/** Null for a text that is not of this form. */
export function readAutomatic1111(text: string): FoundRecipe | null {
  const settingsAt = text.search(/(?:^|\n)Steps: \d+,/);
  if (settingsAt < 0) return null;
  const words = text.slice(0, settingsAt);
  const negativeAt = words.search(/(?:^|\n)Negative prompt:/);
  const prompt = negativeAt < 0 ? words : words.slice(0, negativeAt);
  const negative = negativeAt < 0 ? "" : words.slice(negativeAt).replace(/^\n?Negative prompt:/, "");
  return makeRecipe("automatic1111", prompt, negative, readSettings(text.slice(settingsAt).trim()));
}

/** `Name: value, Name: "value, with commas"`. */
function readSettings(line: string): [string, string][] {
  const found: [string, string][] = [];
  for (const [, name = "", quoted, plain] of line
    .slice(0, 20_000)
    .matchAll(/\s*([A-Za-z][\w /-]{0,60}):\s*(?:"((?:\\.|[^"\\])*)"|([^,\n]*))(?:,|\n|$)/g))
    found.push([name.trim(), (quoted ?? plain ?? "").trim()]);
  return found;
}
