import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { planRequests } from "#renderer/create/plan/plan-requests.ts";
import { createComposerDraft, contentOf, type DraftContent } from "#renderer/session/composer-draft.ts";
import { prepareRequest } from "#shared/rules/prepare-request.ts";
import { madeReference, madeReferences } from "./made-references.ts";

function drafted(change: Partial<DraftContent>): DraftContent {
  return { ...contentOf(createComposerDraft(null).getState()), prompt: "an otter", ...change };
}

const rules = (change: Partial<DraftContent>) =>
  planRequests(drafted(change)).violations.map(({ rule }) => rule);

describe("the plan of a press", () => {
  it("is one request as typed without variables, braces of JSON included", () => {
    const prompt = '{"subject":{"kind":"otter"}}';
    const plan = planRequests(drafted({ prompt, takes: 4 }));
    expect(plan.requests.map((request) => request.prompt)).toEqual([prompt]);
    expect(plan).toMatchObject({ jobs: 4, kind: "generate", violations: [], isTooMany: false });
  });

  it("[V4] makes one request for each combination of values, times the takes", () => {
    const plan = planRequests(
      drafted({
        prompt: "a {colour} {animal}",
        variables: { colour: "red | blue", animal: "otter\nheron\nfox" },
        takes: 2,
      }),
    );
    expect(plan.requests).toHaveLength(6);
    expect(plan.jobs).toBe(12);
    expect(plan.requests[1]?.prompt).toBe("a red heron");
  });

  it("[V3] sends a variable without a value as written", () => {
    expect(planRequests(drafted({ prompt: "an {animal}" })).requests[0]?.prompt).toBe("an {animal}");
  });

  it("says when one press would ask for too many pictures, without spelling them out", () => {
    const many = Array.from({ length: 60 }, (_, index) => `v${index}`).join("|");
    const prompt = "{a} {b} {c} {d} {e}";
    const variables = { a: many, b: many, c: many, d: many, e: many };
    const plan = planRequests(drafted({ prompt, variables }));
    expect(plan).toMatchObject({ jobs: 60 ** 5, isTooMany: true });
    expect(plan.requests).toHaveLength(1);
  });

  it("[R1] becomes an edit with the first reference, and its prompt limit with it", () => {
    const prompt = "o".repeat(1001);
    expect(planRequests(drafted({ prompt }))).toMatchObject({
      kind: "generate",
      promptLimit: 32_000,
      violations: [],
    });
    const edit = planRequests(drafted({ prompt, references: madeReferences(1) }));
    expect(edit).toMatchObject({ kind: "edit", promptLimit: 1000, promptChars: 1001 });
    expect(edit.violations).toEqual([{ rule: "P3", field: "prompt", values: { actual: 1001, limit: 1000 } }]);
  });

  it("[P3] counts the lines of labels with the prompt", () => {
    const references = [madeReference(1), madeReference(2, { label: "style" })];
    const plan = planRequests(drafted({ prompt: "otter", references }));
    expect(plan.promptChars).toBe("otter\n\nImage 2 is the style reference.".length);
  });

  it("counts the longest prompt of a fan-out, and reports each rule once", () => {
    const plan = planRequests(
      drafted({ prompt: "{a}", variables: { a: `${"o".repeat(33_000)} | ${"o".repeat(34_000)}` } }),
    );
    expect(plan.promptChars).toBe(34_000);
    expect(plan.violations).toEqual([
      { rule: "P2", field: "prompt", values: { actual: 34_000, limit: 32_000 } },
    ]);
  });

  it("[P1] [S1] [B2] [R2] [T1] [W3] reports all that is wrong at once", () => {
    expect(
      rules({
        prompt: "  ",
        size: { widthPx: 1001, heightPx: 1000 },
        background: "transparent",
        references: madeReferences(18),
        takes: 17,
      }),
    ).toEqual(["P1", "S1", "B2", "R2", "T1"]);
  });

  it("[F2] [B3] sends no compression with png and no moderation level with an edit", () => {
    const png = planRequests(drafted({ format: "png", compression: 30, moderation: "low" })).requests[0];
    expect(png).toMatchObject({ compression: null, moderation: "low" });
    const edit = planRequests(
      drafted({ format: "webp", compression: 30, moderation: "low", references: madeReferences(1) }),
    ).requests[0];
    expect(edit).toMatchObject({ compression: 30, moderation: "auto" });
  });

  it("[W3] lets exactly those drafts through that the send accepts", () => {
    const edge = fc.constantFrom(512, 640, 1000, 1024, 2048, 3840, 4096);
    fc.assert(
      fc.property(
        fc.record({
          prompt: fc.oneof(fc.string({ maxLength: 40 }), fc.constant("o".repeat(1200))),
          size: fc.oneof(fc.constant("auto" as const), fc.record({ widthPx: edge, heightPx: edge })),
          format: fc.constantFrom("png" as const, "jpeg" as const, "webp" as const),
          compression: fc.oneof(fc.constant(null), fc.integer({ min: -5, max: 110 })),
          background: fc.constantFrom("auto" as const, "opaque" as const, "transparent" as const),
          moderation: fc.constantFrom("auto" as const, "low" as const),
          references: fc.integer({ min: 0, max: 19 }).map(madeReferences),
        }),
        (change) => {
          const plan = planRequests(drafted(change));
          const sent = plan.requests.map((request) =>
            prepareRequest(request, { responseFormat: "b64_json", userId: "" }),
          );
          expect(plan.violations.length === 0).toBe(sent.every(({ ok }) => ok));
        },
      ),
    );
  });
});
