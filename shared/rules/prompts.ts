// What the prompt may be, and what the labels of references add to it.
import type { Reference, RequestKind } from "#shared/model/image-request.ts";
import { limits } from "./limits.ts";

/**
 * Characters as the counter shows and the limit takes them: UTF-16 units. The API does not say how it counts;
 * this is the strictest reading of "characters" in use, so whatever passes here passes there.
 */
export function countChars(text: string): number {
  return text.length;
}

/** The longest prompt of a kind of request, in characters. */
export function maxPromptChars(kind: RequestKind): number {
  return kind === "edit" ? limits.prompt.editMaxChars : limits.prompt.generateMaxChars;
}

/**
 * The prompt as it is sent (P4): each labelled reference adds a line that names it by its place, the primary being
 * image 1. Without labels the prompt goes as typed.
 */
export function framePrompt(prompt: string, references: readonly Pick<Reference, "label">[]): string {
  const lines = references.flatMap(({ label }, index) => {
    const name = label.trim();
    return name === "" ? [] : [`Image ${index + 1} is the ${name} reference.`];
  });
  return lines.length === 0 ? prompt : `${prompt}\n\n${lines.join("\n")}`;
}
