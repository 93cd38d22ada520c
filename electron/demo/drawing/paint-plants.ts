// Leaves and flowers in layers: the far ones soft and dark, the near ones sharp and lit.
import sharp from "sharp";
import { cssColour, mixRgb, rgbFromLch, shadeRgb, type Rgb } from "./colour.ts";
import { sampleNoise } from "./noise-tile.ts";
import { addGlow, blendPixel, distance, shadeRows, smoothstep, type Raster } from "./raster.ts";
import { blossom, frond, leafOnStem, type PlantColours } from "./plant-shapes.ts";
import type { Scene } from "./scene.ts";

/** SVG is the slow part of this scene: larger layers are drawn at this size and enlarged. */
const MAX_LAYER_PIXELS = 2_000_000;

export async function paintPlants(scene: Scene): Promise<void> {
  const { raster, chance, palette, prompt, unit } = scene;
  paintBackdrop(scene);
  for (let spot = 0; spot < 16; spot += 1) {
    const colour = chance.pick([palette.light, palette.accent, palette.second]);
    addGlow(
      raster,
      chance.next() * raster.width,
      chance.next() * raster.height,
      unit * chance.between(25, 90),
      colour,
      0.3,
    );
  }
  const isFlowery =
    /\b(flower|rose|tulip|petal|blossom|bouquet|daisy|garden|meadow)/i.test(prompt) || chance.next() < 0.5;
  const layers = [
    { scale: 6, shade: -0.16, count: 26, blossoms: 5 },
    { scale: 2.5, shade: -0.06, count: 18, blossoms: 4 },
    { scale: 1, shade: 0.03, count: 13, blossoms: 5 },
  ];
  for (const layer of layers) {
    const svg = layerSvg(scene, layer.shade, layer.count, isFlowery ? layer.blossoms : 0);
    await overlay(raster, svg, layer.scale);
  }
}

function paintBackdrop(scene: Scene): void {
  const { raster, palette, soft, unit } = scene;
  const leaf = leafColour(scene);
  const deep = mixRgb(shadeRgb(leaf, -0.32, 0.7), palette.near, 0.4);
  const pale = mixRgb(palette.haze, leaf, 0.35);
  const centreX = raster.width * scene.chance.between(0.3, 0.7);
  const centreY = raster.height * scene.chance.between(0.2, 0.5);
  shadeRows(raster, 0, raster.height, (x, y, out) => {
    const away = distance(x - centreX, y - centreY) / (unit * 720);
    const share = smoothstep(1.05, 0, away + sampleNoise(soft, x / unit / 7, y / unit / 7) * 0.22);
    for (let part = 0; part < 3; part += 1) {
      const dark = deep[part] ?? 0;
      out[part] = dark + ((pale[part] ?? 0) - dark) * share * 0.85;
    }
  });
}

function leafColour(scene: Scene): Rgb {
  const natural = rgbFromLch([0.56, 0.12, scene.chance.between(128, 160)]);
  return mixRgb(natural, scene.palette.second, 0.14);
}

function layerSvg(scene: Scene, shade: number, count: number, blossoms: number): string {
  const { chance, raster, palette, unit } = scene;
  const width = Math.round(raster.width / unit);
  const height = Math.round(raster.height / unit);
  const base = shadeRgb(leafColour(scene), shade);
  const paints = Array.from({ length: 4 }, () =>
    coloursAround(shadeRgb(base, chance.between(-0.08, 0.1)), chance.between(0.9, 1.1)),
  );
  const petals = [palette.accent, palette.second, mixRgb(palette.accent, [255, 255, 255], 0.35)].map((one) =>
    coloursAround(shadeRgb(one, shade * 0.8), 1),
  );
  const definitions = [...paints, ...petals].map((paint, index) => gradient(`g${index}`, paint)).join("");
  const leaves = Array.from({ length: count }, () => {
    const which = chance.whole(0, paints.length - 1);
    const paint = paints[which] ?? coloursAround(base, 1);
    const fromEdge = chance.next();
    const x = fromEdge < 0.7 ? chance.between(-0.05, 1.05) * width : chance.next() < 0.5 ? -20 : width + 20;
    const y = fromEdge < 0.7 ? height * chance.between(0.72, 1.12) : height * chance.between(0.05, 0.9);
    const turn =
      fromEdge < 0.7 ? chance.between(-38, 38) : x < 0 ? chance.between(50, 120) : chance.between(-120, -50);
    const tall = height * chance.between(0.28, 0.62);
    const shape =
      chance.next() < 0.4 ? frond(chance, tall, paint) : leafOnStem(chance, tall, `url(#g${which})`, paint);
    return `<g transform="translate(${x.toFixed(1)} ${y.toFixed(1)}) rotate(${turn.toFixed(1)})">${shape}</g>`;
  });
  const flowers = Array.from({ length: blossoms }, () => {
    const which = chance.whole(0, petals.length - 1);
    const paint = petals[which] ?? coloursAround(palette.accent, 1);
    const size = Math.min(width, height) * chance.between(0.08, 0.17);
    const x = width * chance.between(0.1, 0.9);
    const y = height * chance.between(0.22, 0.72);
    return `<path d="M${x} ${y}Q${x + chance.between(-40, 40)} ${(y + height) / 2} ${x + chance.between(-60, 60)} ${height + 10}" fill="none" stroke="${paints[0]?.dark ?? "#243"}" stroke-width="${(size / 16).toFixed(1)}"/>
      <g transform="translate(${x.toFixed(1)} ${y.toFixed(1)}) rotate(${chance.between(-25, 25).toFixed(1)})">${blossom(chance, size, `url(#g${which + paints.length})`, paint)}</g>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" preserveAspectRatio="none" width="WIDTH" height="HEIGHT"><defs>${definitions}</defs>${leaves.join("")}${flowers.join("")}</svg>`;
}

function coloursAround(colour: Rgb, chroma: number): PlantColours {
  return {
    main: cssColour(shadeRgb(colour, 0, chroma)),
    dark: cssColour(shadeRgb(colour, -0.15, chroma)),
    light: cssColour(shadeRgb(colour, 0.13, chroma * 0.95)),
  };
}

function gradient(id: string, { main, dark, light }: PlantColours): string {
  return `<linearGradient id="${id}" x1="0" y1="1" x2=".35" y2="0"><stop offset="0" stop-color="${dark}"/><stop offset=".55" stop-color="${main}"/><stop offset="1" stop-color="${light}"/></linearGradient>`;
}

/** Renders a layer at a fraction of the size and lays it over: the enlarging is the softness of distance. */
async function overlay(raster: Raster, svg: string, softness: number): Promise<void> {
  const { width, height } = raster;
  const scale = Math.max(softness, Math.sqrt((width * height) / MAX_LAYER_PIXELS));
  const small = { width: Math.round(width / scale), height: Math.round(height / scale) };
  const text = svg.replace("WIDTH", String(small.width)).replace("HEIGHT", String(small.height));
  const layer = await sharp(Buffer.from(text)).ensureAlpha().raw().toBuffer();
  const colour: [number, number, number] = [0, 0, 0];
  for (let y = 0; y < height; y += 1) {
    const smallY = Math.min(small.height - 1.001, Math.max(0, (y + 0.5) / scale - 0.5));
    const row = Math.floor(smallY);
    const v = smallY - row;
    for (let x = 0; x < width; x += 1) {
      const smallX = Math.min(small.width - 1.001, Math.max(0, (x + 0.5) / scale - 0.5));
      const column = Math.floor(smallX);
      const u = smallX - column;
      const at = (row * small.width + column) * 4;
      const below = at + small.width * 4;
      // Colours count by their alpha, so that clear pixels do not darken the edges.
      const a = (1 - u) * (1 - v) * (layer[at + 3] ?? 0);
      const b = u * (1 - v) * (layer[at + 7] ?? 0);
      const c = (1 - u) * v * (layer[below + 3] ?? 0);
      const d = u * v * (layer[below + 7] ?? 0);
      const alpha = a + b + c + d;
      if (alpha < 1) continue;
      for (let part = 0; part < 3; part += 1)
        colour[part] =
          (a * (layer[at + part] ?? 0) +
            b * (layer[at + 4 + part] ?? 0) +
            c * (layer[below + part] ?? 0) +
            d * (layer[below + 4 + part] ?? 0)) /
          alpha;
      blendPixel(raster, x, y, colour, alpha / 255);
    }
  }
}
