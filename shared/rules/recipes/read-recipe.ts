// The recipe in a file, whoever wrote it. Inlay's own comes first, then the others by how sure their marks are (I1).
import type { FoundRecipe } from "#shared/model/recipe.ts";
import type { FileNotes } from "./file-notes.ts";
import { makeRecipe } from "./found-recipe.ts";
import { readAutomatic1111 } from "./read-automatic1111.ts";
import { readComfyui } from "./read-comfyui.ts";
import { readInvokeai, readMidjourney, readNovelai } from "./read-others.ts";
import { elementText, propertyText, readFoundXmp, readRequestXmp } from "./recipe-xmp.ts";

/** Null where nothing was found; never throws (I2). */
export function readRecipe(notes: FileNotes): FoundRecipe | null {
  const textOf = (keyword: string): string =>
    notes.texts.find((entry) => entry.keyword.toLowerCase() === keyword)?.text ?? "";
  const xmp = notes.xmp ?? "";
  const request = readRequestXmp(xmp);
  if (request !== null) {
    const words = elementText(xmp, "dc:description") ?? request.prompt;
    return { ...makeRecipe("inlay", words, "", []), request };
  }
  const carried = readFoundXmp(xmp);
  if (carried !== null) return carried;
  const xmpWords = elementText(xmp, "dc:description") ?? "";
  const readers: readonly (() => FoundRecipe | null)[] = [
    () => readInvokeai(textOf("invokeai_metadata")),
    () => readAutomatic1111(textOf("parameters")),
    () => readComfyui(textOf("prompt")),
    () =>
      /novelai/i.test(textOf("software")) ? readNovelai(textOf("description"), textOf("comment")) : null,
    () => readAutomatic1111(notes.userComment),
    () => readComfyui(notes.userComment),
    () => readMidjourney(textOf("description")),
    () => readMidjourney(notes.description),
    () => readMidjourney(xmpWords),
    () => readPlain(notes, xmp, xmpWords),
  ];
  for (const read of readers) {
    const found = read();
    if (found !== null) return found;
  }
  return null;
}

const makers =
  /midjourney|dall[·-]?e|openai|gpt|stable ?diffusion|comfyui|invokeai|firefly|imagen|gemini|flux|ideogram|leonardo/i;

/** Plain words count only where the file says that a machine made it (I4): photographs have captions too. */
function readPlain(notes: FileNotes, xmp: string, xmpWords: string): FoundRecipe | null {
  const source = propertyText(xmp, "Iptc4xmpExt:DigitalSourceType") ?? "";
  const tool = propertyText(xmp, "xmp:CreatorTool") ?? notes.software;
  if (!/trainedAlgorithmicMedia/i.test(source) && !makers.test(tool)) return null;
  const words = [xmpWords, notes.userComment, notes.description].find((text) => text.trim() !== "") ?? "";
  return words === "" ? null : makeRecipe("xmp", words, "", [["Made with", tool]]);
}
