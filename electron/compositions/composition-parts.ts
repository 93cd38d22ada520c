// What the parts of this folder work with; passed along, never global.
import type { Result } from "#shared/errors/result.ts";
import type { Composition } from "#shared/model/composition.ts";
import type { PatchId } from "#shared/model/ids.ts";
import type { BaseFile } from "./base-file.ts";
import type { StoredComposition } from "./document-file.ts";
import type { AnswerOf, CompositeWish } from "./composite-line.ts";
import type { Stack } from "./composite-task.ts";
import type { PictureNature } from "./decode-picture.ts";
import type { CompositionStore } from "./composition-store.ts";
import type { CompositionPorts } from "./ports.ts";

export interface CompositionParts {
  readonly ports: CompositionPorts;
  readonly store: CompositionStore;
  readonly findBase: (document: Pick<Composition, "base">) => Promise<BaseFile>;
  /** What the base file is made of; null for an empty canvas, and where its header cannot be read. */
  readonly natureOf: (
    document: Pick<Composition, "base" | "name" | "sizePx" | "id">,
    file: BaseFile,
  ) => Promise<PictureNature | null>;
  readonly stackOf: (document: Composition, below: PatchId | null) => Promise<Result<Stack>>;
  /** A task of the worker for a document, with its failures in the studio's words. */
  readonly run: <W extends CompositeWish, T>(
    document: Pick<Composition, "name" | "sizePx" | "id">,
    wish: W,
    use: (answer: AnswerOf<W>, scratch: string) => Promise<T>,
    /** Takes the task back: the answer is then `cancelled`. */
    signal?: AbortSignal,
  ) => Promise<Result<T>>;
  readonly tellSaved: (stored: StoredComposition) => void;
}
