// What a contact sheet is printed with: pages begin, pictures and words are laid on them, files come out at the end.
import type { SheetBox } from "#shared/rules/plan-sheet.ts";
import type { Result } from "#shared/errors/result.ts";
import type { NamedFile } from "#electron/platform/image-codec.ts";

/** Words that the page of the app has drawn: a part of a file of strips. */
export interface DrawnWords {
  readonly path: string;
  readonly crop: {
    readonly left: number;
    readonly top: number;
    readonly width: number;
    readonly height: number;
  };
  /** The same as text, for those who search a PDF. */
  readonly text: string;
}

/** All may reject with Node's system error. */
export interface SheetPress {
  /** Errors: those of the codec. */
  readonly beginPage: () => Promise<Result<null>>;
  /** As large as fits into the box, in its middle. Errors: those of the codec; the place stays empty. */
  readonly layPicture: (file: NamedFile, box: SheetBox) => Promise<Result<null>>;
  readonly layWords: (words: DrawnWords, box: SheetBox) => Promise<Result<null>>;
  /** Paths of the files, in the order of the pages. */
  readonly finish: () => Promise<Result<readonly string[]>>;
}
