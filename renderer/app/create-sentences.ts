// Ties the words of errors to a catalogue, for the context that rooms read.
import type { i18n } from "i18next";
import type { Sentences } from "#renderer/session/sentences.ts";
import { errorSentence } from "./error-sentences.ts";
import { violationSentence } from "./violation-sentences.ts";

export function createSentences(catalogue: i18n): Sentences {
  const words = catalogue.getFixedT("en", "errors");
  return {
    forError: (error) => errorSentence(error, words),
    forViolation: (violation) => violationSentence(violation, words),
  };
}
