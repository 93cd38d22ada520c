// The `/` that opens templates while typing. Pure.

/** What stands between the slash and the caret, and where the slash is. */
export type SlashQuery = { readonly start: number; readonly text: string };

/**
 * A slash at the start of a word, followed by up to 40 characters to the caret without a line end; null elsewhere, so
 * that `and/or`, `16/9` and addresses stay what they are.
 */
export function findSlashQuery(text: string, caret: number): SlashQuery | null {
  const match = /(?:^|\s)\/([^\n/]{0,40})$/u.exec(text.slice(0, caret));
  if (match === null) return null;
  const typed = match[1] ?? "";
  // "/ " is a slash, not a question.
  if (typed.startsWith(" ")) return null;
  return { start: caret - typed.length - 1, text: typed };
}

/** The text with the question replaced by a template, and where the caret then stands. */
export function insertTemplate(
  text: string,
  query: SlashQuery,
  template: string,
): { readonly text: string; readonly caret: number } {
  const before = text.slice(0, query.start);
  const after = text.slice(query.start + 1 + query.text.length);
  return { text: before + template + after, caret: before.length + template.length };
}
