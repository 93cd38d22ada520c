// How rooms say errors. The words are app's (renderer/app/error-sentences.ts) and rooms may not import app: so app
// provides this context once, and rooms ask `useSentences()` for the words. Nothing else may word a StudioError.
import { createContext, useContext } from "react";
import type { StudioError } from "#shared/errors/studio-error.ts";
import type { Violation } from "#shared/errors/violation.ts";

/**
 * What a button beside the sentence can do about it. `retry` certainly charges nothing for what failed;
 * `retry-may-charge` must be worded so. All but these two are done by follow-error-action.ts.
 */
export type ErrorAction =
  | "retry"
  | "retry-may-charge"
  | "open-key-settings"
  | "open-network-settings"
  | "open-library-settings"
  | "reload";

/** An error in words. Every part is whole sentences. */
export interface ErrorSentence {
  /** What happened. */
  readonly title: string;
  /** Whether it may have been charged; null where the question cannot arise (settings, files, the library). */
  readonly money: string | null;
  /** What to do now. */
  readonly next: string;
  readonly action: ErrorAction | null;
  /** What the button says; null without an action. */
  readonly actionLabel: string | null;
}

export interface Sentences {
  readonly forError: (error: StudioError) => ErrorSentence;
  /** One sentence for a broken rule; for a size it names the nearest legal ones. */
  readonly forViolation: (violation: Violation) => string;
}

const SentencesContext = createContext<Sentences | null>(null);

/** Set once, by app. */
export const SentencesProvider = SentencesContext.Provider;

/** The words for errors. Throws outside the app's provider. */
export function useSentences(): Sentences {
  const sentences = useContext(SentencesContext);
  if (sentences === null) throw new Error("SentencesProvider is missing above this component");
  return sentences;
}
