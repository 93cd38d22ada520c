// The things a prompt can name, each as SVG in a box of 100 by 100. Gradients `main` and `second` are filled in
// by the caller; `cssMain` and the like are plain colours for lines and small parts.
import type { SubjectKind } from "./prompt-words.ts";

/** Plain colours for a subject, as CSS. */
export interface SubjectColours {
  readonly main: string;
  readonly mainDark: string;
  readonly mainLight: string;
  readonly second: string;
  readonly secondDark: string;
}

const MAIN = 'fill="url(#main)"';
const SECOND = 'fill="url(#second)"';

/** A soft shadow on the ground, for things that stand. */
const ground = (x: number, y: number, reach: number): string =>
  `<ellipse cx="${x}" cy="${y}" rx="${reach}" ry="${reach * 0.17}" fill="#000" opacity=".38" filter="url(#soft)"/>`;

const SHAPES: Readonly<Record<SubjectKind, (c: SubjectColours) => string>> = {
  otter: (c) => `
    <ellipse cx="52" cy="68" rx="46" ry="9" fill="#08202c" opacity=".45" filter="url(#soft)"/>
    <path d="M70 58q18-6 25 3q-6 10-24 5z" fill="#5a3d28"/>
    <path d="M24 60q4-16 28-15q26 2 27 15q-2 12-29 12q-24 0-26-12z" fill="url(#fur)"/>
    <path d="M32 58q8-8 22-7q16 1 18 8q-4 7-20 7q-17 0-20-8z" fill="#c9a37c" opacity=".75"/>
    <circle cx="24" cy="48" r="15" fill="url(#fur)"/>
    <circle cx="13" cy="38" r="4" fill="#5a3d28"/><circle cx="35" cy="37" r="4" fill="#5a3d28"/>
    <path d="M14 52q10-9 20 0q-1 9-10 9t-10-9z" fill="#e2c7a3"/>
    <ellipse cx="24" cy="50" rx="3.4" ry="2.3" fill="#22150f"/>
    <circle cx="18" cy="45" r="2" fill="#160d08"/><circle cx="30" cy="45" r="2" fill="#160d08"/>
    <circle cx="18.6" cy="44.4" r=".7" fill="#fff"/><circle cx="30.6" cy="44.4" r=".7" fill="#fff"/>
    <path d="M20 54q4 3 8 0M11 52l-8-2M11 54l-8 2M37 52l8-2M37 54l8 2" fill="none" stroke="#3b2718" stroke-width=".7"/>
    <circle cx="50" cy="52" r="6.5" ${MAIN}/><path d="M45 50q5-4 10 0" fill="none" stroke="${c.mainLight}" stroke-width="1"/>
    <ellipse cx="43" cy="52" rx="4" ry="5.5" fill="#6b4a31"/><ellipse cx="57" cy="53" rx="4" ry="5" fill="#6b4a31"/>
    <path d="M4 74q12-4 22 0t24 0t24 0t22 0" fill="none" stroke="#fff" stroke-width=".9" opacity=".6"/>`,
  boat: (c) => `
    <ellipse cx="50" cy="86" rx="36" ry="5" fill="#04141c" opacity=".45" filter="url(#soft)"/>
    <path d="M49 10L49 70L20 70Q40 45 49 10z" ${MAIN}/><path d="M52 18L52 70L76 70Q66 42 52 18z" ${SECOND}/>
    <rect x="49" y="6" width="2" height="72" fill="#4a3424"/>
    <path d="M14 74H86Q80 88 68 89H32Q19 88 14 74z" fill="#6d4630"/><path d="M14 74H86L84.500 78H15.500z" fill="${c.mainLight}"/>
    <path d="M18 90q10-3 18 0t18 0t18 0t14 0" fill="none" stroke="#fff" stroke-width=".9" opacity=".65"/>`,
  balloon: (c) => `
    <path d="M50 6C28 6 16 22 16 40C16 58 36 70 43 80H57C64 70 84 58 84 40C84 22 72 6 50 6z" ${MAIN}/>
    <path d="M50 6C43 6 37 22 37 40C37 58 45 70 47 80H53C55 70 63 58 63 40C63 22 57 6 50 6z" fill="${c.second}" opacity=".85"/>
    <path d="M50 6C28 6 16 22 16 40C16 58 36 70 43 80H50z" fill="#000" opacity=".13"/>
    <path d="M44 80L46 90M56 80L54 90" stroke="${c.mainDark}" stroke-width=".8"/>
    <rect x="44.500" y="89" width="11" height="8" rx="1.500" fill="#7a5233"/>
    <ellipse cx="64" cy="26" rx="6" ry="11" fill="#fff" opacity=".28" transform="rotate(-25 64 26)"/>`,
  bird: (c) => `
    <path d="M4 40Q24 28 48 52Q70 22 97 26Q76 36 62 58Q56 66 48 64Q40 66 34 56Q24 42 4 40z" ${MAIN}/>
    <path d="M48 52Q70 22 97 26Q76 36 62 58z" fill="${c.mainDark}" opacity=".35"/>
    <path d="M34 56q-6 6-12 7l9 3q8 3 17-2z" ${SECOND}/>`,
  house: (c) => `${ground(50, 90, 44)}
    <path d="M18 50L50 22L82 50V90H18z" ${SECOND}/><path d="M50 22L82 50V90H50z" fill="#000" opacity=".12"/>
    <path d="M10 50L50 16L90 50L84 55L50 27L16 55z" ${MAIN}/><rect x="66" y="20" width="8" height="18" fill="${c.mainDark}"/>
    <rect x="42" y="62" width="16" height="28" rx="1" fill="#4c3022"/><circle cx="54.500" cy="77" r="1.200" fill="#f3d48a"/>
    <g fill="#ffe3a1"><rect x="24" y="58" width="13" height="13"/><rect x="63" y="58" width="13" height="13"/></g>
    <g stroke="#4c3022" stroke-width="1.200"><path d="M30.500 58V71M24 64.500H37M69.500 58V71M63 64.500H76"/></g>`,
  tree: (c) => `${ground(50, 92, 34)}
    <path d="M46 92Q48 70 47 52H53Q52 72 55 92z" fill="#5b3f2b"/><path d="M50 66L66 52M49 72L34 58" stroke="#5b3f2b" stroke-width="3"/>
    <g ${MAIN}><circle cx="50" cy="28" r="22"/><circle cx="30" cy="44" r="17"/><circle cx="70" cy="44" r="18"/><circle cx="50" cy="50" r="17"/></g>
    <g fill="${c.mainLight}" opacity=".4"><circle cx="43" cy="21" r="9"/><circle cx="25" cy="38" r="7"/><circle cx="64" cy="37" r="8"/></g>
    <g fill="${c.mainDark}" opacity=".3"><circle cx="62" cy="55" r="8"/><circle cx="38" cy="55" r="7"/></g>`,
  flower: (c) => `
    <path d="M50 52Q46 76 52 98" fill="none" stroke="#3f7a45" stroke-width="3"/>
    <path d="M50 76Q66 62 76 70Q68 84 51 82zM49 84Q34 72 25 79Q32 92 50 90z" fill="#4f9456"/>
    ${petals(8, "main")}${petals(8, "second", 22.5, 0.66)}
    <circle cx="50" cy="36" r="8.500" fill="#e8b53c"/><circle cx="48" cy="34" r="4" fill="#fbe08a" opacity=".8"/>
    <circle cx="50" cy="36" r="8.500" fill="none" stroke="${c.mainDark}" stroke-width=".8" opacity=".6"/>`,
  lamp: (c) => `${ground(50, 94, 26)}
    <circle cx="50" cy="42" r="48" fill="url(#glow)"/>
    <rect x="48.300" y="50" width="3.400" height="40" fill="#7d6646"/><ellipse cx="50" cy="91" rx="17" ry="4.500" fill="#5c4a33"/>
    <path d="M34 18H66L80 54H20z" ${MAIN}/><path d="M34 18H66L67.200 21H32.800zM21.200 51H78.800L80 54H20z" fill="${c.mainDark}" opacity=".6"/>
    <path d="M42 18H54L60 54H34z" fill="#fff3cf" opacity=".42"/><ellipse cx="50" cy="54" rx="30" ry="3.500" fill="#fff0c2" opacity=".9"/>`,
  scarf: (c) => `
    <path d="M14 34Q50 60 86 34Q92 44 84 52Q50 76 16 52Q8 44 14 34z" ${MAIN}/>
    <path d="M15 42Q50 66 85 42M16 48Q50 72 84 48" fill="none" stroke="${c.mainDark}" stroke-width="1.100" opacity=".55"/>
    <path d="M16 37Q50 61 84 37" fill="none" stroke="${c.mainLight}" stroke-width="2" opacity=".6"/>
    <path d="M58 55Q66 52 71 60L78 92L60 94L55 64z" ${MAIN}/><path d="M60 84L76.300 82L77.300 87L60 89zM58 72L73.500 70L74.500 75L58.800 77z" ${SECOND}/>
    <path d="M61 94v5M65 93.500v5M69 93v5M73 92.500v5M77 92v5" stroke="${c.mainDark}" stroke-width="1.600"/>
    <path d="M52 54Q60 48 68 55Q70 64 60 67Q51 64 52 54z" fill="${c.main}"/><path d="M55 57Q61 53 66 58" fill="none" stroke="${c.mainLight}" stroke-width="1.300" opacity=".8"/>`,
  cup: (c) => `${ground(48, 91, 34)}
    <path d="M70 46Q92 44 88 62Q84 76 66 74L67 68Q80 68 81 60Q82 52 69.500 53z" fill="${c.mainDark}"/>
    <path d="M18 36H74Q74 78 64 88Q46 94 28 88Q18 78 18 36z" ${MAIN}/><ellipse cx="46" cy="36" rx="28" ry="7" fill="${c.mainDark}"/>
    <ellipse cx="46" cy="37" rx="25" ry="5.400" ${SECOND}/><path d="M25 44Q25 72 32 83" fill="none" stroke="#fff" stroke-width="3.500" opacity=".35" stroke-linecap="round"/>
    <path d="M38 26Q32 18 39 11T38 0M52 26Q46 18 53 11T52 0" fill="none" stroke="#fff" stroke-width="2" opacity=".4" stroke-linecap="round" filter="url(#haze)"/>`,
  moon: (c) => `
    <circle cx="50" cy="50" r="49" fill="url(#glow)"/><circle cx="50" cy="50" r="27" ${MAIN}/>
    <g fill="${c.mainDark}" opacity=".22"><circle cx="42" cy="42" r="6"/><circle cx="60" cy="55" r="8"/><circle cx="46" cy="63" r="4"/><circle cx="58" cy="38" r="3"/></g>`,
  star: (c) => `
    <circle cx="50" cy="50" r="49" fill="url(#glow)"/>
    <path d="M50 12L60.500 38L88 40L67 58L74 85L50 70L26 85L33 58L12 40L39.500 38z" ${MAIN} stroke="${c.mainLight}" stroke-width="1.500" stroke-linejoin="round"/>`,
  heart: () => `
    <path d="M50 88C20 64 8 48 10 32C12 16 34 10 50 30C66 10 88 16 90 32C92 48 80 64 50 88z" ${MAIN}/>
    <path d="M20 36Q22 22 34 22" fill="none" stroke="#fff" stroke-width="5" stroke-linecap="round" opacity=".45"/>`,
  hat: (c) => `
    <ellipse cx="50" cy="74" rx="46" ry="11" fill="#000" opacity=".3" filter="url(#soft)"/>
    <ellipse cx="50" cy="68" rx="46" ry="12" fill="${c.mainDark}"/><ellipse cx="50" cy="66" rx="45" ry="10.500" ${MAIN}/>
    <path d="M24 64Q24 22 42 22Q50 27 58 22Q76 22 76 64Q50 74 24 64z" ${MAIN}/><path d="M24.200 56Q50 66 75.800 56V64Q50 74 24 64z" ${SECOND}/>`,
  cat: (c) => `${ground(50, 92, 34)}
    <path d="M72 84Q96 78 90 54Q88 46 82 50Q84 70 68 76z" fill="${c.mainDark}"/>
    <path d="M28 92Q26 58 50 56Q74 58 72 92z" ${MAIN}/><path d="M40 92Q40 68 50 66Q60 68 60 92z" fill="#fff" opacity=".35"/>
    <path d="M26 18L40 26Q50 23 60 26L74 18L76 42Q74 62 50 62T24 42z" ${MAIN}/><path d="M29 23l8 5l-7 7zM71 23l-8 5l7 7z" ${SECOND}/>
    <ellipse cx="39" cy="42" rx="4" ry="5" fill="#f2d16b"/><ellipse cx="61" cy="42" rx="4" ry="5" fill="#f2d16b"/>
    <ellipse cx="39" cy="42" rx="1.400" ry="4.600" fill="#111"/><ellipse cx="61" cy="42" rx="1.400" ry="4.600" fill="#111"/>
    <path d="M47 50H53L50 53.500z" fill="#d88a8a"/><path d="M50 53q-4 5-8 2M50 53q4 5 8 2M34 52L16 49M34 54L17 57M66 52L84 49M66 54L83 57" fill="none" stroke="${c.mainDark}" stroke-width=".9"/>`,
  fish: (c) => `
    <path d="M70 50Q84 32 96 32Q88 50 96 68Q84 68 70 50z" ${SECOND}/><path d="M44 30Q54 14 66 34zM44 70Q54 84 62 68z" ${SECOND}/>
    <path d="M6 52Q22 24 48 26Q66 30 78 50Q66 70 48 74Q22 76 6 52z" ${MAIN}/>
    <g fill="none" stroke="${c.mainLight}" stroke-width="1" opacity=".6"><path d="M36 34q6 8 0 16t0 16M46 32q6 9 0 18t0 20M56 36q5 7 0 14t0 15"/></g>
    <circle cx="20" cy="47" r="4.500" fill="#fff"/><circle cx="19" cy="47" r="2.400" fill="#111"/><path d="M8 56q6 3 10 0" fill="none" stroke="${c.mainDark}" stroke-width="1.200"/>`,
  butterfly: (c) => `
    <g stroke="${c.mainDark}" stroke-width="1.200"><path d="M49 46C34 10 6 10 8 34C9 50 32 54 49 50zM51 46C66 10 94 10 92 34C91 50 68 54 51 50z" ${MAIN}/>
    <path d="M49 52C30 52 14 66 24 82C34 92 48 72 49 56zM51 52C70 52 86 66 76 82C66 92 52 72 51 56z" ${SECOND}/></g>
    <g fill="#fff" opacity=".6"><circle cx="22" cy="30" r="5"/><circle cx="78" cy="30" r="5"/><circle cx="32" cy="76" r="3.500"/><circle cx="68" cy="76" r="3.500"/></g>
    <ellipse cx="50" cy="54" rx="2.600" ry="18" fill="#2a211d"/><path d="M49 38Q44 26 38 24M51 38Q56 26 62 24" fill="none" stroke="#2a211d" stroke-width="1.100"/>`,
  orb: (c) => `${ground(50, 88, 36)}
    <circle cx="50" cy="50" r="38" ${MAIN}/><path d="M14.500 62Q50 44 85.500 62Q76 86 50 88Q24 86 14.500 62z" fill="${c.second}" opacity=".42"/>
    <ellipse cx="38" cy="32" rx="13" ry="8" fill="#fff" opacity=".5" transform="rotate(-32 38 32)" filter="url(#haze)"/>`,
};

/** The drawing of one subject, without its surrounding <svg>. */
export function subjectShape(kind: SubjectKind, colours: SubjectColours): string {
  return SHAPES[kind](colours);
}

function petals(count: number, gradient: "main" | "second", turn = 0, scale = 1): string {
  return Array.from({ length: count }, (_, index) => {
    const angle = turn + (index * 360) / count;
    return `<path d="M50 36C${50 - 11 * scale} ${36 - 12 * scale} ${50 - 9 * scale} ${36 - 30 * scale} 50 ${36 - 32 * scale}C${50 + 9 * scale} ${36 - 30 * scale} ${50 + 11 * scale} ${36 - 12 * scale} 50 36z" fill="url(#${gradient})" transform="rotate(${angle} 50 36)"/>`;
  }).join("");
}
