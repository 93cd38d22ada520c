// Prompts with `{variables}`: which they have, and what they become when values are filled in.

/** A name in braces: letters, digits, space, hyphen or underscore, up to 40; `{{` and `}}` stand for plain braces. */
const slot = /\{\{|\}\}|\{([\p{L}\p{N}][\p{L}\p{N} _-]{0,39})\}/gu;

/** Names of a template's variables in order of appearance, each once (V1). */
export function templateVariables(text: string): readonly string[] {
  const names = new Set<string>();
  for (const match of text.matchAll(slot)) if (match[1] !== undefined) names.add(match[1].trim());
  return [...names];
}

/** Values a person typed for one variable: split at `|` or line ends, trimmed, empty ones dropped, each once (V2). */
export function splitValues(typed: string): readonly string[] {
  return [...new Set(typed.split(/[|\n]/).map((value) => value.trim()))].filter((value) => value !== "");
}

/** Puts one value per variable into the text; a variable without a value stays as it is written (V3). */
export function fillTemplate(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(slot, (written: string, name: string | undefined) => {
    if (written === "{{") return "{";
    if (written === "}}") return "}";
    const value = name === undefined ? undefined : values[name.trim()];
    return value ?? written;
  });
}

/**
 * One prompt for each combination of values, the last variable changing fastest (V4). A variable without values
 * counts as one that stays written. The number of prompts is the product of the list lengths.
 */
export function fanOut(text: string, lists: Readonly<Record<string, readonly string[]>>): readonly string[] {
  const combinations = templateVariables(text).reduce<readonly Readonly<Record<string, string>>[]>(
    (made, name) => {
      const values = lists[name] ?? [];
      return values.length === 0
        ? made
        : made.flatMap((chosen) => values.map((value) => ({ ...chosen, [name]: value })));
    },
    [{}],
  );
  return combinations.map((values) => fillTemplate(text, values));
}
