// The whole of what the API refuses, said before anything is sent.
import type { Violation } from "#shared/errors/violation.ts";
import { kindOf, type ImageRequest } from "#shared/model/image-request.ts";
import { limits } from "./limits.ts";
import { countChars, framePrompt, maxPromptChars } from "./prompts.ts";
import { checkSize } from "./sizes.ts";

/** Every rule that a request breaks; empty when it may be sent. */
export function checkRequest(request: ImageRequest): readonly Violation[] {
  return [
    ...checkPrompt(request),
    ...(request.size === "auto" ? [] : checkSize(request.size)),
    ...checkCompression(request),
    ...checkBackground(request),
    ...checkReferences(request),
  ];
}

/** Takes of one click (T1). */
export function checkTakes(takes: number): readonly Violation[] {
  const { min, max } = limits.takes;
  return Number.isInteger(takes) && takes >= min && takes <= max
    ? []
    : [{ rule: "T1", field: "takes", values: { actual: takes, min, max } }];
}

function checkPrompt(request: ImageRequest): readonly Violation[] {
  if (request.prompt.trim() === "") return [{ rule: "P1", field: "prompt", values: {} }];
  const kind = kindOf(request);
  const actual = countChars(framePrompt(request.prompt, request.references));
  const limit = maxPromptChars(kind);
  if (actual <= limit) return [];
  return [{ rule: kind === "edit" ? "P3" : "P2", field: "prompt", values: { actual, limit } }];
}

function checkCompression({ format, compression }: ImageRequest): readonly Violation[] {
  if (compression === null) return [];
  if (format === "png") return [{ rule: "F2", field: "compression", values: {} }];
  const { min, max } = limits.compression;
  return Number.isInteger(compression) && compression >= min && compression <= max
    ? []
    : [{ rule: "F3", field: "compression", values: { actual: compression, min, max } }];
}

function checkBackground({ background }: ImageRequest): readonly Violation[] {
  return background === "transparent" ? [{ rule: "B2", field: "background", values: {} }] : [];
}

function checkReferences({ references }: ImageRequest): readonly Violation[] {
  const limit = limits.references.maxAdditional;
  const actual = references.length - 1;
  return actual > limit ? [{ rule: "R2", field: "references", values: { actual, limit } }] : [];
}
