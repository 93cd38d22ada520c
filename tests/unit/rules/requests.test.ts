import { describe, expect, it } from "vitest";
import type { AssetId } from "#shared/model/ids.ts";
import {
  blankRequest,
  kindOf,
  referenceSchema,
  type ImageRequest,
  type Reference,
} from "#shared/model/image-request.ts";
import { checkRequest, checkTakes } from "#shared/rules/check-request.ts";
import { limits } from "#shared/rules/limits.ts";
import { prepareRequest } from "#shared/rules/prepare-request.ts";
import { countChars, framePrompt } from "#shared/rules/prompts.ts";

const reference = (label = ""): Reference => ({
  asset: "a".repeat(64) as AssetId,
  mediaType: "image/png",
  name: "photo.png",
  label,
  widthPx: 640,
  heightPx: 480,
  bytes: 1000,
  picture: null,
  notes: [],
  url: null,
});
const request = (changes: Partial<ImageRequest>): ImageRequest => ({
  ...blankRequest,
  prompt: "a cute baby sea otter",
  ...changes,
});
const brokenBy = (changes: Partial<ImageRequest>) =>
  checkRequest(request(changes)).map(({ rule, field }) => `${rule} ${field}`);
const plain = { responseFormat: "b64_json", userId: "" } as const;

describe("a request", () => {
  it.each<[string, Partial<ImageRequest>, string[]]>([
    ["[P1] an empty prompt", { prompt: "" }, ["P1 prompt"]],
    ["[P1] a prompt of spaces", { prompt: " \n\t " }, ["P1 prompt"]],
    ["[P2] 32,000 characters to generate", { prompt: "x".repeat(32_000) }, []],
    ["[P2] 32,001 characters to generate", { prompt: "x".repeat(32_001) }, ["P2 prompt"]],
    ["[P3] 1,000 characters to edit", { prompt: "x".repeat(1000), references: [reference()] }, []],
    ["[P3] 1,001 characters to edit", { prompt: "x".repeat(1001), references: [reference()] }, ["P3 prompt"]],
    [
      "[P3] labels that push an edit over 1,000",
      { prompt: "x".repeat(990), references: [reference("style")] },
      ["P3 prompt"],
    ],
    ["[S7] size auto", { size: "auto" }, []],
    ["[S1] an illegal size", { size: { widthPx: 1000, heightPx: 1024 } }, ["S1 size"]],
    ["[F2] compression with png", { format: "png", compression: 80 }, ["F2 compression"]],
    ["[F3] compression 0 with jpeg", { format: "jpeg", compression: 0 }, []],
    ["[F3] compression 100 with webp", { format: "webp", compression: 100 }, []],
    ["[F3] compression 101", { format: "webp", compression: 101 }, ["F3 compression"]],
    ["[F3] compression -1", { format: "jpeg", compression: -1 }, ["F3 compression"]],
    ["[B1] an opaque background", { background: "opaque" }, []],
    ["[B2] a transparent background", { background: "transparent" }, ["B2 background"]],
    ["[R2] 1 primary and 16 additional", { references: Array.from({ length: 17 }, () => reference()) }, []],
    [
      "[R2] 1 primary and 17 additional",
      { references: Array.from({ length: 18 }, () => reference()) },
      ["R2 references"],
    ],
  ])("%s", (_, changes, expected) => {
    expect(brokenBy(changes)).toEqual(expected);
  });

  it("[T1] is sent 1 to 16 times", () => {
    expect([0, 1, 16, 17, 1.5].map((takes) => checkTakes(takes).length)).toEqual([1, 0, 0, 1, 1]);
  });

  it("[R1] is an edit as soon as it has a reference", () => {
    expect(kindOf(request({}))).toBe("generate");
    expect(kindOf(request({ references: [reference()] }))).toBe("edit");
  });

  it("[W3] is not prepared while any rule is broken, and all are told at once", () => {
    const prepared = prepareRequest(request({ prompt: "", background: "transparent" }), plain);
    expect(prepared).toMatchObject({ ok: false, error: { kind: "invalid-request" } });
    if (!prepared.ok && prepared.error.kind === "invalid-request")
      expect(prepared.error.violations.map(({ rule }) => rule)).toEqual(["P1", "B2"]);
  });

  it("[W1][W2][F1][F4] carries only parameters that have an effect, in documented spelling", () => {
    const prepared = prepareRequest(
      request({
        size: { widthPx: 1536, heightPx: 1024 },
        format: "webp",
        compression: 80,
        background: "opaque",
        moderation: "low",
      }),
      { responseFormat: "url", userId: "designer-7" },
    );
    expect(prepared).toMatchObject({
      ok: true,
      value: {
        kind: "generate",
        path: "/v1/images/generations",
        fields: {
          model: "gpt-image-2",
          prompt: "a cute baby sea otter",
          size: "1536x1024",
          output_format: "webp",
          output_compression: 80,
          background: "opaque",
          moderation: "low",
          response_format: "url",
          user: "designer-7",
        },
      },
    });
    if (prepared.ok) expect(Object.keys(prepared.value.fields)).toHaveLength(9);
  });

  it("[B1][B3][F2] leaves out defaults, and moderation for an edit", () => {
    const prepared = prepareRequest(
      request({ moderation: "low", references: [reference(), reference()] }),
      plain,
    );
    expect(prepared.ok && Object.keys(prepared.value.fields).toSorted()).toEqual([
      "model",
      "output_format",
      "prompt",
      "response_format",
      "size",
    ]);
    expect(prepared.ok && prepared.value.additional).toHaveLength(1);
    expect(prepared.ok && prepared.value.primary).toEqual(reference());
  });

  it("[P4] names labelled references by their place", () => {
    expect(framePrompt("Put on the hat", [reference(), reference(" style "), reference("pose")])).toBe(
      "Put on the hat\n\nImage 2 is the style reference.\nImage 3 is the pose reference.",
    );
    expect(framePrompt("Put on the hat", [reference(), reference()])).toBe("Put on the hat");
  });

  it("[P5] is measured, never cut: the whole prompt comes back", () => {
    const long = "é".repeat(40_000);
    expect(countChars(long)).toBe(40_000);
    expect(checkRequest(request({ prompt: long }))[0]?.values).toEqual({
      actual: 40_000,
      limit: limits.prompt.generateMaxChars,
    });
  });
});

describe("a reference that was stored", () => {
  it("[R3] before addresses were kept has none, and only https ones are taken back", () => {
    const { url: _, ...former } = reference();
    expect(referenceSchema.parse(former).url).toBeNull();
    const taken = (url: string) => referenceSchema.safeParse({ ...former, url }).success;
    expect(taken("https://files.example/a.png")).toBe(true);
    for (const url of ["http://files.example/a.png", "file:///a.png", "a.png", ""])
      expect(taken(url)).toBe(false);
    expect(taken(`https://files.example/${"a".repeat(2000)}`)).toBe(false);
  });
});
