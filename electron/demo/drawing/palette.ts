// The colours of one picture: from the mood of the prompt, turned toward the colours that it names.
import { lchFromRgb, rgbFromLch, type Lch, type Rgb } from "./colour.ts";
import type { Chance } from "./chance.ts";
import type { Mood } from "./prompt-words.ts";

export interface Palette {
  readonly skyTop: Rgb;
  readonly skyLow: Rgb;
  /** The sun or the moon and what it lights. */
  readonly light: Rgb;
  /** What far things fade into. */
  readonly haze: Rgb;
  /** The darkest near things. */
  readonly near: Rgb;
  readonly water: Rgb;
  /** Two colours for the things that are to catch the eye. */
  readonly accent: Rgb;
  readonly second: Rgb;
  readonly isNight: boolean;
}

interface MoodColours {
  readonly skyTop: Lch;
  readonly skyLow: Lch;
  readonly light: Lch;
  readonly haze: Lch;
  readonly near: Lch;
  readonly water: Lch;
}

const MOOD_COLOURS: Readonly<Record<Mood, MoodColours>> = {
  day: {
    skyTop: [0.6, 0.13, 250],
    skyLow: [0.9, 0.05, 225],
    light: [0.98, 0.03, 95],
    haze: [0.82, 0.045, 235],
    near: [0.3, 0.07, 150],
    water: [0.5, 0.1, 222],
  },
  dawn: {
    skyTop: [0.7, 0.08, 275],
    skyLow: [0.9, 0.075, 45],
    light: [0.96, 0.06, 70],
    haze: [0.83, 0.055, 20],
    near: [0.33, 0.06, 290],
    water: [0.62, 0.07, 265],
  },
  sunset: {
    skyTop: [0.48, 0.11, 292],
    skyLow: [0.8, 0.145, 55],
    light: [0.93, 0.12, 82],
    haze: [0.7, 0.13, 38],
    near: [0.22, 0.06, 325],
    water: [0.42, 0.09, 300],
  },
  dusk: {
    skyTop: [0.35, 0.1, 275],
    skyLow: [0.72, 0.12, 345],
    light: [0.92, 0.07, 60],
    haze: [0.56, 0.1, 310],
    near: [0.19, 0.05, 280],
    water: [0.36, 0.09, 275],
  },
  night: {
    skyTop: [0.17, 0.06, 270],
    skyLow: [0.38, 0.09, 245],
    light: [0.94, 0.03, 230],
    haze: [0.37, 0.075, 240],
    near: [0.12, 0.035, 265],
    water: [0.24, 0.07, 250],
  },
  mist: {
    skyTop: [0.76, 0.025, 220],
    skyLow: [0.92, 0.018, 95],
    light: [0.97, 0.025, 90],
    haze: [0.87, 0.018, 150],
    near: [0.32, 0.035, 190],
    water: [0.66, 0.03, 210],
  },
  storm: {
    skyTop: [0.36, 0.03, 250],
    skyLow: [0.72, 0.035, 215],
    light: [0.93, 0.03, 100],
    haze: [0.58, 0.035, 225],
    near: [0.2, 0.03, 215],
    water: [0.4, 0.05, 210],
  },
  winter: {
    skyTop: [0.7, 0.075, 245],
    skyLow: [0.94, 0.03, 25],
    light: [0.98, 0.025, 60],
    haze: [0.88, 0.03, 250],
    near: [0.36, 0.05, 250],
    water: [0.6, 0.06, 235],
  },
};

/** Builds the palette. The first named colour turns the whole picture, the next ones become accents. */
export function paletteFor(mood: Mood, named: readonly Rgb[], chance: Chance): Palette {
  const base = MOOD_COLOURS[mood];
  const turn = chance.between(-10, 10);
  const lead = named[0] ? lchFromRgb(named[0]) : undefined;
  const steer = (from: Lch, share: number): Rgb => rgbFromLch(steered(from, lead, share, turn));
  const accentHue = chance.pick([28, 55, 92, 150, 200, 262, 320, 350]);
  const accent = named[0] ?? rgbFromLch([0.68, 0.16, accentHue]);
  const second = named[1] ?? rgbFromLch([0.72, 0.13, (accentHue + chance.pick([60, 130, 180, 210])) % 360]);
  return {
    skyTop: steer(base.skyTop, 0.5),
    skyLow: steer(base.skyLow, 0.3),
    light: steer(base.light, 0.1),
    haze: steer(base.haze, 0.45),
    near: steer(base.near, 0.55),
    water: steer(base.water, 0.5),
    accent,
    second,
    isNight: mood === "night" || mood === "dusk",
  };
}

/** Turns a colour's hue by `turn`, and toward the lead colour by `share`, keeping most of its lightness. */
function steered(from: Lch, lead: Lch | undefined, share: number, turn: number): Lch {
  const turned: Lch = [from[0], from[1], from[2] + turn];
  if (!lead) return turned;
  const isGrey = lead[1] < 0.03;
  if (isGrey) return [from[0] + (lead[0] - from[0]) * share * 0.3, from[1] * (1 - share * 0.9), turned[2]];
  const mixA = (1 - share) * turned[1] * Math.cos(rad(turned[2])) + share * lead[1] * Math.cos(rad(lead[2]));
  const mixB = (1 - share) * turned[1] * Math.sin(rad(turned[2])) + share * lead[1] * Math.sin(rad(lead[2]));
  const lightness = from[0] + (lead[0] - from[0]) * share * 0.12;
  return [lightness, Math.hypot(mixA, mixB), (Math.atan2(mixB, mixA) * 180) / Math.PI];
}

function rad(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
