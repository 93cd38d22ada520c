import { describe, expect, it } from "vitest";
import { createCatalogue } from "#renderer/app/strings/catalogue.ts";
import { findingSentence } from "#renderer/settings/endpoint/finding-sentence.ts";
import { endpointFindingSchema } from "#shared/contract/calls/app-calls.ts";

const t = createCatalogue().getFixedT("en", "settings");

describe("findings of the endpoint check", () => {
  it("have a sentence for every finding in every state", () => {
    const { id, state } = endpointFindingSchema.shape;
    const sentences = id.options.flatMap((one) =>
      state.options.map((now) =>
        findingSentence(
          { id: one, state: now, values: { host: "api.example.com", tookMs: 12 }, error: null },
          t,
        ),
      ),
    );
    expect(new Set(sentences).size).toBe(sentences.length);
    for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z][^{}]*\.$/);
  });

  it("say when no proxy lies between", () => {
    const none = { id: "proxy", state: "good", values: { host: "" }, error: null } as const;
    expect(findingSentence(none, t)).toBe("No proxy lies between.");
  });
});
