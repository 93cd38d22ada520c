// Leaves, fronds and blossoms as SVG, growing upward from the origin in scene units.
import type { Chance } from "./chance.ts";

/** CSS colours of one plant. */
export interface PlantColours {
  readonly main: string;
  readonly dark: string;
  readonly light: string;
}

/** A leaf on a short stem, with a midrib and veins. */
export function leafOnStem(chance: Chance, tall: number, fill: string, colours: PlantColours): string {
  const half = tall * chance.between(0.13, 0.24);
  const bow = tall * chance.between(-0.12, 0.12);
  const foot = -tall * 0.12;
  const tip = -tall;
  const outline = `M0 ${foot}C${n(-half * 1.25 + bow * 0.3)} ${n(tip * 0.3)} ${n(-half + bow)} ${n(tip * 0.72)} ${n(bow)} ${tip}C${n(half + bow)} ${n(tip * 0.72)} ${n(half * 1.25 + bow * 0.3)} ${n(tip * 0.3)} 0 ${foot}z`;
  const shady = `M0 ${foot}Q${n(bow * 0.4)} ${n(tip * 0.6)} ${n(bow)} ${tip}C${n(half + bow)} ${n(tip * 0.72)} ${n(half * 1.25 + bow * 0.3)} ${n(tip * 0.3)} 0 ${foot}z`;
  const veins = Array.from({ length: 7 }, (_, index) => {
    const up = 0.22 + index * 0.1;
    const reach = half * 0.86 * Math.sin(Math.min(1, up * 1.08) * Math.PI) ** 0.7;
    const x = bow * up * up;
    const y = tip * up;
    return `M${n(x)} ${n(y)}q${n(-reach * 0.5)} ${n(-tall * 0.05)} ${n(-reach)} ${n(-tall * 0.1)}M${n(x)} ${n(y)}q${n(reach * 0.5)} ${n(-tall * 0.05)} ${n(reach)} ${n(-tall * 0.1)}`;
  }).join("");
  return `<path d="M0 0L0 ${foot}" stroke="${colours.dark}" stroke-width="${n(tall / 60)}"/>
    <path d="${outline}" fill="${fill}"/><path d="${shady}" fill="${colours.dark}" opacity=".42"/>
    <path d="${veins}" fill="none" stroke="${colours.light}" stroke-width="${n(tall / 260)}" opacity=".55"/>
    <path d="M0 ${foot}Q${n(bow * 0.4)} ${n(tip * 0.6)} ${n(bow)} ${tip}" fill="none" stroke="${colours.light}" stroke-width="${n(tall / 130)}" opacity=".8"/>`;
}

/** A fern-like frond: pairs of leaflets along a bowed stem. */
export function frond(chance: Chance, tall: number, colours: PlantColours): string {
  const pairs = chance.whole(11, 16);
  const bow = tall * chance.between(-0.22, 0.22);
  const leaflets: string[] = [];
  for (let pair = 0; pair < pairs; pair += 1) {
    const up = 0.14 + (0.84 * pair) / pairs;
    const length = tall * 0.26 * Math.sin(Math.PI * (0.2 + up * 0.78)) ** 0.9 + tall * 0.02;
    const wide = length * 0.15;
    const x = bow * up * up;
    const lean = (Math.atan2(bow * 2 * up, tall) * 180) / Math.PI;
    for (const side of [-1, 1]) {
      const turn = lean + side * (68 - up * 30) + chance.between(-4, 4);
      const leaflet = `M0 0C${n(-wide)} ${n(-length * 0.3)} ${n(-wide)} ${n(-length * 0.7)} 0 ${n(-length)}C${n(wide)} ${n(-length * 0.7)} ${n(wide)} ${n(-length * 0.3)} 0 0z`;
      const place = `translate(${n(x)} ${n(-tall * up)}) rotate(${n(turn)})`;
      leaflets.push(
        `<g transform="${place}"><path d="${leaflet}" fill="${side < 0 ? colours.main : colours.dark}"/><path d="M0 0V${n(-length * 0.92)}" stroke="${side < 0 ? colours.light : colours.dark}" stroke-width="${n(tall / 320)}" opacity=".6"/></g>`,
      );
    }
  }
  return `<path d="M0 0Q0 ${n(-tall * 0.5)} ${n(bow)} ${n(-tall)}" fill="none" stroke="${colours.dark}" stroke-width="${n(tall / 90)}"/>${leaflets.join("")}`;
}

/** A blossom seen from the front: two rings of petals and a heart. */
export function blossom(chance: Chance, size: number, fill: string, colours: PlantColours): string {
  const count = chance.whole(6, 11);
  const ring = (reach: number, offset: number): string =>
    Array.from({ length: count }, (_, index) => {
      const turn = offset + ((index + chance.between(-0.12, 0.12)) * 360) / count;
      const long = reach * chance.between(0.9, 1.08);
      const wide = (reach * 3.1) / count;
      return `<g transform="rotate(${n(turn)})"><path d="M0 0C${n(-wide)} ${n(-long * 0.35)} ${n(-wide)} ${n(-long * 0.98)} 0 ${n(-long)}C${n(wide)} ${n(-long * 0.98)} ${n(wide)} ${n(-long * 0.35)} 0 0z" fill="${fill}"/><path d="M0 ${n(-long * 0.15)}V${n(-long * 0.8)}M${n(-wide * 0.2)} ${n(-long * 0.2)}L${n(-wide * 0.32)} ${n(-long * 0.7)}M${n(wide * 0.2)} ${n(-long * 0.2)}L${n(wide * 0.32)} ${n(-long * 0.7)}" stroke="${colours.dark}" stroke-width="${n(size / 110)}" opacity=".35"/></g>`;
    }).join("");
  const seeds = Array.from({ length: 22 }, (_, index) => {
    const angle = index * 2.399963;
    const away = size * 0.2 * Math.sqrt(index / 22);
    return `<circle cx="${n(Math.cos(angle) * away)}" cy="${n(Math.sin(angle) * away)}" r="${n(size * 0.024)}" fill="#fbe7a2"/>`;
  }).join("");
  return `${ring(size, 0)}<g opacity=".95">${ring(size * 0.68, 180 / count)}</g><circle r="${n(size * 0.22)}" fill="#b9792a"/>${seeds}`;
}

function n(value: number): string {
  return value.toFixed(1);
}
