// Names of exported files from a template the user wrote (X1 to X3). Pure.
import { utf8Length } from "./names.ts";

/** What the fields stand for; `n` counts from 1. */
export type NameFields = {
  /** `YYYY-MM-DD`, local. */
  readonly date: string;
  readonly title: string;
  readonly id: string;
  readonly n: number;
  readonly width: number;
  readonly height: number;
  readonly collection: string;
  readonly rating: number;
  readonly kind: string;
};

export const nameFields = [
  "date",
  "title",
  "id",
  "n",
  "width",
  "height",
  "collection",
  "rating",
  "kind",
] as const satisfies readonly (keyof NameFields)[];

/** A title in a name has at most so many characters, so that the rest of the template is not cut off. */
const titleChars = 80;
const nameBytes = 200;

const field = /\{([^{}]*)\}/g;

/** Fields that do not exist, in the order of the template, each once. */
export function unknownFields(template: string): readonly string[] {
  const names = [...template.matchAll(field)].map(([, name = ""]) => name);
  return [...new Set(names.filter((name) => !isField(name)))];
}

/** A legal file name without its extension. */
export function nameFromTemplate(template: string, fields: NameFields): string {
  const filled = template.replace(field, (whole, name: string) => {
    if (!isField(name)) return whole;
    const value = fields[name];
    return typeof value === "number" ? String(value) : plain(value).slice(0, titleChars).toWellFormed();
  });
  return legalName(filled);
}

/** The text as a legal file name without its extension (X2). */
export function legalName(text: string): string {
  const name = trimName(cutBytes(plain(text), nameBytes));
  if (name === "") return "untitled";
  // Windows takes a device for what it is whatever follows its first dot.
  return /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:$|[. ])/i.test(name) ? `_${name}` : name;
}

/** The name itself, or with ` (2)` and so on; `taken` has what is taken, folded by `foldName`. */
export function uniqueName(name: string, extension: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number += 1) {
    const full = `${number === 1 ? name : `${name} (${number})`}.${extension}`;
    if (!taken.has(foldName(full))) return full;
  }
}

/** Equal for names that are one file on a Mac or on Windows. */
export function foldName(name: string): string {
  return name.normalize("NFC").toLowerCase();
}

function isField(name: string): name is (typeof nameFields)[number] {
  return nameFields.some((known) => known === name);
}

/** Illegal characters become spaces, and spaces single. */
function plain(text: string): string {
  return text
    .toWellFormed()
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}\uFFFD<>:"/\\|?*]+/gu, " ")
    .replace(/\s+/gu, " ");
}

function trimName(text: string): string {
  return text.replace(/^[. ]+|[. ]+$/g, "");
}

function cutBytes(text: string, bytes: number): string {
  let name = "";
  let used = 0;
  for (const character of text) {
    used += utf8Length(character);
    if (used > bytes) break;
    name += character;
  }
  return name;
}
