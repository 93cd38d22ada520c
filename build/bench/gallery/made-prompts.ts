// Prompts with the spread that people write: a few dozen subjects come again and again, most words are rare, some
// prompts are three words and some a paragraph. The same number gives the same prompt.

const subjects =
  "otter fox lighthouse harbour market kitchen orchard greenhouse bicycle teapot violin astronaut cathedral canyon glacier ferry lantern owl koi mushroom forest library bakery tram cottage dragon robot chessboard waterfall meadow".split(
    " ",
  );
const manners =
  "watercolour photograph etching isometric render linocut pastel sketch poster gouache mosaic blueprint risograph still collage".split(
    " ",
  );
const moods =
  "quiet stormy golden misty neon dusty frozen overgrown festive abandoned sunlit moonlit crowded empty rainy".split(
    " ",
  );
const details =
  "with long shadows, shallow depth of field, soft rim light, wide angle, seen from above, at blue hour, in heavy rain, muted palette, fine grain, high contrast, on textured paper, reflections in wet stone, tiny figures for scale, copy space on the left, negative space, symmetrical composition".split(
    ", ",
  );
const syllables =
  "ka lo mi ra ten vor sil bra que no fa del ur pim sta ger win cho ze tal ox nym bel dri fun har jo kes lum".split(
    " ",
  );

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function pick<T>(random: () => number, items: readonly T[]): T {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error("Nothing to pick from");
  return item;
}

/** One of 30,000 rare words; small ones of them more often. */
function rareWord(random: () => number): string {
  let number = Math.floor(30_000 * random() ** 2);
  let word = "";
  while (word === "" || number > 0) {
    word += syllables[number % syllables.length] ?? "";
    number = Math.floor(number / syllables.length);
  }
  return word;
}

export function madePrompt(random: () => number): string {
  const words = [`a ${pick(random, moods)} ${pick(random, subjects)}`, pick(random, manners)];
  const count = Math.floor(random() ** 2 * 12);
  for (let at = 0; at < count; at += 1) words.push(random() < 0.6 ? pick(random, details) : rareWord(random));
  if (random() < 0.3) words.push(`${rareWord(random)} ${rareWord(random)}`);
  return words.join(", ");
}

/** What people type, letter after letter; the last of them with filters. */
export const typedQueries = [
  "otter",
  "misty lighthouse",
  "golden forest watercolour",
  "neon market rain",
  "robot blueprint",
  "koi",
  "seen from above",
  '"soft rim light" violin',
  "tram -rainy",
  "kalomi",
  "dragon rating:>3",
  "fox kind:edit ratio:16:9",
  "tag:night otter",
  "glacier after:2026-03 before:2026-05",
  "is:favourite owl",
] as const;
