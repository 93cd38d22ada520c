import { describe, expect, it } from "vitest";
import { DOCUMENTED_LIMITS } from "#electron/demo/documented-limits.ts";
import {
  backgroundSchema,
  moderationSchema,
  outputFormatSchema,
  responseFormatSchema,
} from "#shared/model/image-request.ts";
import { limits } from "#shared/rules/limits.ts";

// Two tables, written apart from each other out of the API's documents: the client's and the stand-in's.
describe("the table of limits", () => {
  it("[S1][S2][S3][S4][S5] agrees on sizes with the one that the demo engine enforces", () => {
    expect(limits.size).toEqual({
      multiplePx: DOCUMENTED_LIMITS.size.edgeMultiplePx,
      maxEdgePx: DOCUMENTED_LIMITS.size.maxEdgePx,
      maxRatio: DOCUMENTED_LIMITS.size.maxRatio,
      minPixels: DOCUMENTED_LIMITS.size.minPixels,
      maxPixels: DOCUMENTED_LIMITS.size.maxPixels,
    });
  });

  it("[P2][P3][R2][F3][W2] agrees on prompts, references, compression and model", () => {
    expect(limits).toMatchObject({
      model: DOCUMENTED_LIMITS.model,
      prompt: {
        generateMaxChars: DOCUMENTED_LIMITS.promptCharacters.generations,
        editMaxChars: DOCUMENTED_LIMITS.promptCharacters.edits,
      },
      references: { maxAdditional: DOCUMENTED_LIMITS.additionalReferences.max },
      compression: DOCUMENTED_LIMITS.compression,
    });
  });

  it("[F1][F4][B1][B2][B3] knows the same words, and only names transparent to refuse it", () => {
    expect(outputFormatSchema.options).toEqual(DOCUMENTED_LIMITS.outputFormats);
    expect(responseFormatSchema.options).toEqual(DOCUMENTED_LIMITS.responseFormats);
    expect(moderationSchema.options).toEqual(DOCUMENTED_LIMITS.moderations);
    expect(new Set(backgroundSchema.options)).toEqual(
      new Set([...DOCUMENTED_LIMITS.backgrounds, "transparent"]),
    );
  });
});
