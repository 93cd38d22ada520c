// From the draft to the requests of one press: what is sent, how many, and everything that stands in the way. Pure.
import type { Violation } from "#shared/errors/violation.ts";
import { kindOf, type ImageRequest, type RequestKind } from "#shared/model/image-request.ts";
import { checkRequest, checkTakes } from "#shared/rules/check-request.ts";
import { limits } from "#shared/rules/limits.ts";
import { countChars, framePrompt, maxPromptChars } from "#shared/rules/prompts.ts";
import { fanOut, splitValues, templateVariables } from "#shared/rules/templates.ts";
import type { DraftContent } from "#renderer/session/composer-draft.ts";

/** A variable of the prompt with the values typed for it; without values it is sent as written (V3). */
export type PlannedVariable = { readonly name: string; readonly values: readonly string[] };

export type RequestPlan = {
  readonly kind: RequestKind;
  readonly variables: readonly PlannedVariable[];
  /** Different requests; at most `limits.jobsPerClick` of them are spelt out. */
  readonly requests: readonly ImageRequest[];
  /** Pictures asked for: combinations times takes, also where that is too many. */
  readonly jobs: number;
  /** Every rule that any of the requests breaks, once each. */
  readonly violations: readonly Violation[];
  /** More pictures than one press may ask for. */
  readonly isTooMany: boolean;
  /** Length of the longest prompt as it will be sent, and what it may be. */
  readonly promptChars: number;
  readonly promptLimit: number;
};

/** Reads a draft as the requests it stands for. The estimate and the send take the same plan. */
export function planRequests(draft: DraftContent): RequestPlan {
  const variables = templateVariables(draft.prompt).map((name) => ({
    name,
    values: splitValues(draft.variables[name] ?? ""),
  }));
  const combinations = variables.reduce((product, { values }) => product * Math.max(1, values.length), 1);
  const prompts =
    combinations > limits.jobsPerClick ? [draft.prompt] : filledPrompts(draft.prompt, variables);
  const requests = prompts.map((prompt) => requestOf(draft, prompt));
  const kind = kindOf(draft);
  return {
    kind,
    variables,
    requests,
    jobs: combinations * draft.takes,
    violations: [...distinct(requests.flatMap(checkRequest)), ...checkTakes(draft.takes)],
    isTooMany: combinations * draft.takes > limits.jobsPerClick,
    promptChars: Math.max(
      ...requests.map(({ prompt, references }) => countChars(framePrompt(prompt, references))),
    ),
    promptLimit: maxPromptChars(kind),
  };
}

/** A prompt without variables goes as typed (P4), its braces included: many prompts are JSON. */
function filledPrompts(prompt: string, variables: readonly PlannedVariable[]): readonly string[] {
  if (variables.length === 0) return [prompt];
  return fanOut(prompt, Object.fromEntries(variables.map(({ name, values }) => [name, values])));
}

/** Only what has an effect goes along: no compression for png (F2), no moderation level for an edit (B3). */
function requestOf(draft: DraftContent, prompt: string): ImageRequest {
  const { size, format, compression, background, moderation, references } = draft;
  return {
    prompt,
    size,
    format,
    compression: format === "png" ? null : compression,
    background,
    moderation: references.length > 0 ? "auto" : moderation,
    references,
  };
}

/** The worst case of each rule: of several over-long prompts the first found speaks for all. */
function distinct(violations: readonly Violation[]): readonly Violation[] {
  const byRule = new Map<string, Violation>();
  for (const violation of violations) {
    const known = byRule.get(violation.rule);
    if (known === undefined || Number(violation.values["actual"]) > Number(known.values["actual"]))
      byRule.set(violation.rule, violation);
  }
  return [...byRule.values()];
}
