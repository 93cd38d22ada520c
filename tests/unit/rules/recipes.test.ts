import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { blankRequest, type ImageRequest } from "#shared/model/image-request.ts";
import { foundRecipeSchema } from "#shared/model/recipe.ts";
import type { FileNotes } from "#shared/rules/recipes/file-notes.ts";
import { readRecipe } from "#shared/rules/recipes/read-recipe.ts";
import { writeFoundXmp, writeRecipeXmp } from "#shared/rules/recipes/recipe-xmp.ts";

const none: FileNotes = { texts: [], xmp: null, description: "", userComment: "", software: "" };
const withText = (...texts: [string, string][]): FileNotes => ({
  ...none,
  texts: texts.map(([keyword, text]) => ({ keyword, text })),
});
const settingsOf = (notes: FileNotes) =>
  Object.fromEntries((readRecipe(notes)?.settings ?? []).map(({ name, value }) => [name, value]));

const a1111 = `a castle, <lora:x:1>, (detailed:1.2)
second line
Negative prompt: blurry, low quality
Steps: 20, Sampler: DPM++ 2M, CFG scale: 7, Seed: 12345, Size: 512x768, Model: "a, b", Version: v1.9`;

describe("Inlay's own", () => {
  it("[I3] gives the request back as it was, whatever it says", () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom(...Array.from("ab <>&\"'\n]{}\u00e9\u202e\u{1f9a6}\ud800\u0000;#x")),
          maxLength: 60,
        }),
        (text) => {
          const prompt = text.toWellFormed().replace(/\p{Cc}|[\uFFFE\uFFFF]/gu, "\n");
          const request: ImageRequest = { ...blankRequest, prompt, size: { widthPx: 1536, heightPx: 1024 } };
          const found = readRecipe({ ...none, xmp: writeRecipeXmp(request, prompt) });
          expect(found?.source).toBe("inlay");
          expect(found?.request).toEqual(request);
        },
      ),
    );
  });

  it("[I7] carries on what another program wrote", () => {
    const found = readRecipe(withText(["parameters", a1111]));
    const xmp = writeFoundXmp(found!);
    expect(readRecipe({ ...none, xmp })).toEqual(found);
    expect(xmp).toContain("trainedAlgorithmicMedia");
  });

  it("[I1] comes before what others wrote", () => {
    const xmp = writeRecipeXmp({ ...blankRequest, prompt: "ours" }, "ours");
    expect(readRecipe({ ...withText(["parameters", a1111]), xmp })).toMatchObject({ source: "inlay" });
  });
});

describe("[I1] others", () => {
  it("AUTOMATIC1111, in a PNG and in a JPEG", () => {
    for (const notes of [withText(["parameters", a1111]), { ...none, userComment: a1111 }])
      expect(readRecipe(notes)).toMatchObject({
        source: "automatic1111",
        prompt: "a castle, <lora:x:1>, (detailed:1.2)\nsecond line",
        negativePrompt: "blurry, low quality",
      });
    expect(settingsOf(withText(["parameters", a1111]))).toMatchObject({
      Steps: "20",
      Seed: "12345",
      Model: "a, b",
      Version: "v1.9",
    });
  });

  it("ComfyUI, through the links of its graph", () => {
    const graph = {
      "3": {
        class_type: "KSampler",
        inputs: { seed: 7, steps: 30, cfg: 6.5, positive: ["10", 0], negative: ["7", 0], model: ["4", 0] },
      },
      "4": { class_type: "CheckpointLoaderSimple", inputs: { ckpt_name: "xl.safetensors" } },
      "6": { class_type: "CLIPTextEncode", inputs: { text: "a red barn", clip: ["4", 1] } },
      "7": { class_type: "CLIPTextEncode", inputs: { text: "people", clip: ["4", 1] } },
      "10": { class_type: "ControlNetApply", inputs: { conditioning: ["6", 0] } },
    };
    const notes = withText(["prompt", JSON.stringify(graph)], ["workflow", "{}"]);
    expect(readRecipe(notes)).toMatchObject({
      source: "comfyui",
      prompt: "a red barn",
      negativePrompt: "people",
    });
    expect(settingsOf(notes)).toMatchObject({ Model: "xl.safetensors", Seed: "7", CFG: "6.5" });
  });

  it("InvokeAI and NovelAI", () => {
    const invoke = { positive_prompt: "a fox", negative_prompt: "dog", seed: 3, model: { name: "flux" } };
    expect(readRecipe(withText(["invokeai_metadata", JSON.stringify(invoke)]))).toMatchObject({
      source: "invokeai",
      prompt: "a fox",
      negativePrompt: "dog",
    });
    const novel = withText(
      ["Software", "NovelAI"],
      ["Description", "1girl, hat"],
      ["Comment", JSON.stringify({ uc: "bad hands", steps: 28, seed: 9 })],
    );
    expect(readRecipe(novel)).toMatchObject({
      source: "novelai",
      prompt: "1girl, hat",
      negativePrompt: "bad hands",
    });
  });

  it("Midjourney, with parameters and job", () => {
    const text = "a glass house --ar 16:9 --v 6.1 --tile Job ID: 01234567-89ab-cdef-0123-456789abcdef";
    const notes = { ...none, description: text };
    expect(readRecipe(notes)).toMatchObject({ source: "midjourney", prompt: "a glass house" });
    expect(settingsOf(notes)).toMatchObject({ ar: "16:9", v: "6.1", tile: "yes" });
  });
});

describe("what is no recipe", () => {
  it("[I4] a photograph's caption", () => {
    const caption = "<dc:description><rdf:Alt><rdf:li>Our cat</rdf:li></rdf:Alt></dc:description>";
    expect(readRecipe({ ...none, xmp: caption, description: "SONY DSC" })).toBeNull();
    const made = `<rdf:Description xmp:CreatorTool="OpenAI gpt-image"/>${caption}`;
    expect(readRecipe({ ...none, xmp: made })).toMatchObject({ source: "xmp", prompt: "Our cat" });
  });

  it("[I2] nonsense of any kind, which never throws and never grows beyond a recipe", () => {
    const words = fc.oneof(
      fc.string({ maxLength: 300 }),
      fc.json({ maxDepth: 4 }),
      fc.constant("Steps: 1, " + "A: b, ".repeat(3000)),
      fc.constant('{"1":{"class_type":"KSampler","inputs":{"positive":["1",0],"seed":1}}}'),
    );
    const keyword = fc.constantFrom(
      "parameters",
      "prompt",
      "invokeai_metadata",
      "Software",
      "Comment",
      "Description",
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(keyword, words), { maxLength: 4 }),
        words,
        words,
        (texts, xmp, comment) => {
          const found = readRecipe({ ...withText(...texts), xmp, userComment: comment });
          expect(found === null || foundRecipeSchema.safeParse(found).success).toBe(true);
        },
      ),
    );
  });
});
