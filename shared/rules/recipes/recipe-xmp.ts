// Inlay's own recipe as XMP: the prompt where other programs look for words, the whole request where Inlay does. Pure.
import { z } from "zod";
import { imageRequestSchema, type ImageRequest } from "#shared/model/image-request.ts";
import { foundRecipeSchema, type FoundRecipe } from "#shared/model/recipe.ts";

/** Names the property; it is an address that is only a name. */
const namespace = "urn:inlay:recipe:1";

/** A whole packet for a picture that a request made. */
export function writeRecipeXmp(request: ImageRequest, prompt: string): string {
  return packetOf(prompt, "inlay:request", request);
}

/** A packet with a recipe that another program wrote, for a file that is encoded anew and loses its own words (I7). */
export function writeFoundXmp(recipe: FoundRecipe): string {
  return packetOf(recipe.prompt, "inlay:recipe", { ...recipe, request: null });
}

function packetOf(prompt: string, name: string, content: unknown): string {
  return [
    '<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>',
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    `<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:inlay="${namespace}"`,
    ' xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"',
    ' Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia">',
    `<dc:description><rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(prompt)}</rdf:li></rdf:Alt></dc:description>`,
    `<${name}>${escapeXml(JSON.stringify(content))}</${name}>`,
    "</rdf:Description></rdf:RDF></x:xmpmeta>",
    '<?xpacket end="r"?>',
  ].join("");
}

/** The request in a packet that Inlay wrote; null for any other. */
export function readRequestXmp(xmp: string): ImageRequest | null {
  return readOwn(xmp, "inlay:request", imageRequestSchema);
}

/** The recipe of another program in a packet that Inlay wrote; null for any other. */
export function readFoundXmp(xmp: string): FoundRecipe | null {
  return readOwn(xmp, "inlay:recipe", foundRecipeSchema.extend({ request: z.null() }));
}

function readOwn<Content>(xmp: string, name: string, schema: z.ZodType<Content>): Content | null {
  if (!xmp.includes(namespace)) return null;
  const text = elementText(xmp, name);
  if (text === null) return null;
  try {
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** `dc:description`, `dc:title` and the like: the first text in them; null for none. */
export function elementText(xmp: string, name: string): string | null {
  const open = xmp.indexOf(`<${name}`);
  const start = open < 0 ? -1 : xmp.indexOf(">", open);
  const end = start < 0 ? -1 : xmp.indexOf(`</${name}>`, start);
  if (end < 0) return null;
  const inside = xmp.slice(start + 1, end);
  const item = /<rdf:li[^>]*>([^<]*)<\/rdf:li>/.exec(inside);
  const text = unescapeXml((item?.[1] ?? inside).trim());
  return text.includes("<") && item === null && inside.includes("<") ? null : text;
}

/** A property that stands as an attribute or as an element. */
export function propertyText(xmp: string, name: string): string | null {
  const attribute = new RegExp(`\\b${name}="([^"]*)"`).exec(xmp);
  return attribute === null ? elementText(xmp, name) : unescapeXml(attribute[1] ?? "");
}

// Control characters other than tab and line ends are not XML, escaped or not.
function escapeXml(text: string): string {
  return (
    text
      .toWellFormed()
      // oxlint-disable-next-line no-control-regex -- XML 1.0 has no place for control characters: they are what is looked for
      .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, "\uFFFD")
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
      .replaceAll("\r", "&#13;")
  );
}

function unescapeXml(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(lt|gt|amp|quot|apos));/g, (whole, ...found) => {
    const [decimal, hex, name] = found as (string | undefined)[];
    if (name !== undefined) return { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" }[name] ?? whole;
    const point = decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number(decimal);
    return point <= 0x10_ff_ff ? String.fromCodePoint(point) : whole;
  });
}
