// Finds commands by what was typed: every word must occur, beginnings of words count most. Pure.

interface Titled {
  readonly title: string;
}

/** The items that fit, best first; all of them in their order for empty text. */
export function rankCommands<Item extends Titled>(items: readonly Item[], typed: string): readonly Item[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return items;
  return items
    .map((item) => ({ item, score: scoreTitle(item.title.toLowerCase(), words) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
    .map(({ item }) => item);
}

/** 0 where a word is missing. */
function scoreTitle(title: string, words: readonly string[]): number {
  let sum = 0;
  for (const word of words) {
    const score = scoreWord(title, word);
    if (score === 0) return 0;
    sum += score;
  }
  return sum / words.length;
}

function scoreWord(title: string, word: string): number {
  if (title.startsWith(word)) return 4;
  if (title.includes(` ${word}`)) return 3;
  if (title.includes(word)) return 2;
  return isSubsequence(title, word) ? 1 : 0;
}

function isSubsequence(text: string, letters: string): boolean {
  let from = 0;
  for (const letter of letters) {
    const at = text.indexOf(letter, from);
    if (at < 0) return false;
    from = at + 1;
  }
  return true;
}
