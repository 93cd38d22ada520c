// What a prompt asks for, by its words: a scene, a mood, colours, subjects, a place. No drawing here.
import type { Rgb } from "./colour.ts";
import { rgbFromLch } from "./colour.ts";

export type SceneKind = "mountains" | "sea" | "city" | "plants" | "space" | "still-life" | "abstract";
export type Mood = "day" | "dawn" | "sunset" | "dusk" | "night" | "mist" | "storm" | "winter";
export type SubjectKind =
  | "otter"
  | "boat"
  | "balloon"
  | "bird"
  | "house"
  | "tree"
  | "flower"
  | "lamp"
  | "scarf"
  | "cup"
  | "moon"
  | "star"
  | "heart"
  | "hat"
  | "cat"
  | "fish"
  | "butterfly"
  | "orb";

const SCENES: readonly (readonly [SceneKind, RegExp])[] = [
  [
    "space",
    /\b(space|galax|planet|nebula|cosmos|cosmic|universe|asteroid|comet|saturn|mars|orbit|astronaut)/i,
  ],
  [
    "sea",
    /\b(sea|ocean|otter|wave|beach|coast|harbou?r|boat|sail|ship|island|whale|fish|lagoon|shore|surf)/i,
  ],
  [
    "city",
    /\b(cit(y|ies)|street|skyline|building|urban|neon|skyscraper|downtown|rooftop|metropolis|traffic)/i,
  ],
  [
    "mountains",
    /\b(mountain|hill|valley|forest|landscape|alps?|peak|desert|dunes?|meadow|lake|river|canyon|fjord|snow|wood|cabin|countryside|field)/i,
  ],
  [
    "plants",
    /\b(flower|botanic|leaf|leaves|fern|plant|garden|rose|tulip|jungle|petal|blossom|bouquet|tropical|moss|tree)/i,
  ],
  [
    "still-life",
    /\b(still life|table|vase|fruit|lamp|cup|mug|bottle|bowl|room|interior|product|perfume|kitchen|desk|pear|apple|lemon|ceramic|tea|coffee)/i,
  ],
  [
    "abstract",
    /\b(abstract|gradient|pattern|texture|wallpaper|logo|poster|marble|silk|paint|fluid|geometr|minimal|shape)/i,
  ],
];

const MOODS: readonly (readonly [Mood, RegExp])[] = [
  ["night", /\b(night|midnight|moonlit|moonlight|starry|dark|neon|aurora)/i],
  ["sunset", /\b(sunset|golden hour|evening|warm light|autumn|fall colou?rs)/i],
  ["dawn", /\b(dawn|sunrise|morning|spring|pastel|soft light)/i],
  ["dusk", /\b(dusk|twilight|blue hour|purple sky)/i],
  ["mist", /\b(mist|fog|haz[ey]|mysterious|quiet|calm)/i],
  ["storm", /\b(storm|rain|thunder|dramatic|moody|grey sky|cloudy)/i],
  ["winter", /\b(winter|snow|ice|frost|frozen|glacier)/i],
  ["day", /\b(day|noon|sunny|summer|bright|blue sky|clear)/i],
];

const SUBJECTS: readonly (readonly [SubjectKind, RegExp])[] = [
  ["otter", /\botters?\b/i],
  ["boat", /\b(boat|sail(boat)?|ship|yacht)s?\b/i],
  ["balloon", /\bballoons?\b/i],
  ["bird", /\b(birds?|gulls?|seagulls?|swallows?|geese)\b/i],
  ["house", /\b(house|cabin|cottage|hut|barn|home)s?\b/i],
  ["scarf", /\b(scarf|scarves|shawl|ribbon|bow tie|collar)\b/i],
  ["hat", /\b(hat|cap|beanie|crown|helmet)s?\b/i],
  ["lamp", /\b(lamp|lantern|light bulb|candle|chandelier)s?\b/i],
  ["cup", /\b(cup|mug|vase|bowl|teapot|jar|pot|bottle|glass)s?\b/i],
  ["cat", /\b(cat|kitten)s?\b/i],
  ["fish", /\b(fish|whale|shark|dolphin)(es|s)?\b/i],
  ["butterfly", /\b(butterfly|butterflies|moth)\b/i],
  ["tree", /\b(tree|pine|oak|palm|bush|shrub)s?\b/i],
  ["flower", /\b(flower|rose|tulip|daisy|sunflower|blossom|bouquet)s?\b/i],
  ["moon", /\b(moon|sun|planet)\b/i],
  ["star", /\bstars?\b/i],
  ["heart", /\bhearts?\b/i],
  ["orb", /\b(orb|ball|sphere|bubble|stone|pebble|apple|cherry)s?\b/i],
];

/** Colour names, in OKLCH so that all sit well together. Grey, white and black keep their small chroma. */
const COLOURS: readonly (readonly [RegExp, readonly [number, number, number]])[] = [
  [/\b(red|scarlet|crimson|ruby)\b/i, [0.58, 0.21, 25]],
  [/\b(orange|amber|tangerine|copper)\b/i, [0.72, 0.17, 55]],
  [/\b(yellow|gold(en)?|lemon|mustard)\b/i, [0.86, 0.16, 92]],
  [/\b(lime|chartreuse)\b/i, [0.84, 0.19, 122]],
  [/\b(green|emerald|olive|sage|mint)\b/i, [0.62, 0.15, 148]],
  [/\b(teal|turquoise|aqua)\b/i, [0.68, 0.11, 192]],
  [/\b(cyan|sky[- ]blue)\b/i, [0.78, 0.12, 215]],
  [/\b(blue|azure|cobalt|sapphire|navy|indigo)\b/i, [0.53, 0.18, 258]],
  [/\b(purple|violet|lavender|lilac|plum)\b/i, [0.56, 0.18, 303]],
  [/\b(magenta|fuchsia)\b/i, [0.62, 0.25, 335]],
  [/\b(pink|rose|coral|salmon|peach)\b/i, [0.76, 0.13, 8]],
  [/\b(brown|chocolate|sepia|rust)\b/i, [0.46, 0.08, 55]],
  [/\b(beige|cream|ivory|sand)\b/i, [0.9, 0.04, 85]],
  [/\b(white|pearl)\b/i, [0.96, 0.005, 90]],
  [/\b(gr[ae]y|silver|slate)\b/i, [0.66, 0.012, 250]],
  [/\b(black|charcoal|ebony|jet)\b/i, [0.22, 0.01, 270]],
];

/** Where in the picture, as shares of width and height. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** The scene with the most words for it, or undefined. */
export function sceneIn(prompt: string): SceneKind | undefined {
  let best: SceneKind | undefined;
  let most = 0;
  for (const [kind, words] of SCENES) {
    const count = prompt.match(new RegExp(words.source, "gi"))?.length ?? 0;
    if (count <= most) continue;
    best = kind;
    most = count;
  }
  return best;
}

export function moodIn(prompt: string): Mood | undefined {
  return MOODS.find(([, words]) => words.test(prompt))?.[0];
}

/** The subjects named, in the order in which the prompt names them. */
export function subjectsIn(prompt: string): readonly SubjectKind[] {
  return inOrder(
    prompt,
    SUBJECTS.map(([kind, words]) => [words, kind]),
  );
}

/** The colours named, in the order in which the prompt names them. */
export function coloursIn(prompt: string): readonly Rgb[] {
  return inOrder(
    prompt,
    COLOURS.map(([words, lch]) => [words, lch]),
  ).map(rgbFromLch);
}

/** The place named, e.g. "top left" or "40% from the left"; the middle when there is none. */
export function placeIn(prompt: string): Place {
  const has = (words: RegExp): boolean => words.test(prompt);
  const x = has(/\bleft\b/i) ? 0.27 : has(/\bright\b/i) ? 0.73 : 0.5;
  const isHigh = has(/\b(top|upper|above|sky)\b/i);
  const isLow = has(/\b(bottom|lower|below|foreground|ground|floor)\b/i);
  const y = isHigh === isLow ? 0.5 : isHigh ? 0.27 : 0.73;
  const acrossPercent = Number(/(\d{1,3}) ?% from the left/i.exec(prompt)?.[1] ?? Number.NaN);
  const downPercent = Number(/(\d{1,3}) ?% from the top/i.exec(prompt)?.[1] ?? Number.NaN);
  return {
    x: acrossPercent <= 100 ? acrossPercent / 100 : x,
    y: downPercent <= 100 ? downPercent / 100 : y,
  };
}

/** How much of the shorter edge a painted thing takes. */
export function shareIn(prompt: string): number {
  if (/\b(tiny|very small|little)\b/i.test(prompt)) return 0.14;
  if (/\bsmall\b/i.test(prompt)) return 0.2;
  if (/\b(large|big|huge|giant|enormous)\b/i.test(prompt)) return 0.5;
  return 0.32;
}

function inOrder<T>(prompt: string, table: readonly (readonly [RegExp, T])[]): readonly T[] {
  return table
    .map(([words, value]) => ({ at: prompt.search(words), value }))
    .filter(({ at }) => at >= 0)
    .toSorted((a, b) => a.at - b.at)
    .map(({ value }) => value);
}
