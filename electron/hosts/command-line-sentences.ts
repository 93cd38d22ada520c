// Sentences of the command line for people. The page words errors at length; a terminal gets one line each.
import { billedOf, type StudioError } from "#shared/errors/studio-error.ts";
import type { Loss } from "#shared/model/composition-record.ts";
import type { Violation } from "#shared/errors/violation.ts";
import { formatSize, nearestLegalSizes } from "#shared/rules/sizes.ts";
import type { EngineChoice } from "./engine-choice.ts";

/** By the codes of `passedOver`. */
const unopened: Readonly<Record<string, (name: string) => string>> = {
  "linked-folder": (name) => `${name} is a link to another folder and was not followed.`,
  "not-a-file": (name) => `${name} is a pipe or a device and was not opened.`,
  "too-deep": (name) => `${name} lies too deep to be looked through.`,
};

const rules: Readonly<Record<string, (values: Violation["values"]) => string>> = {
  P1: () => "The prompt is empty.",
  P2: ({ actual, limit }) => `The prompt has ${actual} characters; a generation takes ${limit}.`,
  P3: ({ actual, limit }) => `The prompt has ${actual} characters; an edit takes ${limit}, labels included.`,
  S1: ({ multiplePx }) => `Width and height must be multiples of ${multiplePx} px.`,
  S2: ({ actual, limit }) => `An edge of ${actual} px is too long; ${limit} px is the most.`,
  S3: ({ actual, limit }) => `${actual}:1 is too narrow; ${limit}:1 is the most.`,
  S4: ({ actual, limit }) => `${actual} pixels are too few; ${limit} is the least.`,
  S5: ({ actual, limit }) => `${actual} pixels are too many; ${limit} is the most.`,
  F2: () => "png takes no compression; jpeg and webp do.",
  F3: ({ actual, min, max }) => `Compression ${actual} is not between ${min} and ${max}.`,
  B2: () => "The API refuses a transparent background.",
  R2: ({ actual, limit }) => `${actual} references beside the picture are too many; ${limit} is the most.`,
  T1: ({ actual, min, max }) => `${actual} takes: it must be ${min} to ${max}.`,
};

function violationLine(violation: Violation): string {
  return rules[violation.rule]?.(violation.values) ?? `The request breaks rule ${violation.rule}.`;
}

/** Legal sizes near a wish, for the line below a broken size rule. */
export function nearestSizesLine(size: { readonly widthPx: number; readonly heightPx: number }): string {
  return `The nearest legal sizes: ${nearestLegalSizes(size).map(formatSize).join(", ")}.`;
}

/** What happened, and whether it may have been charged. */
export function errorLine(error: StudioError): string {
  const money = { no: "", unknown: " It may have been charged.", yes: " It has been charged." }[
    billedOf(error)
  ];
  return `${explain(error)}${money}`;
}

function explain(error: StudioError): string {
  switch (error.kind) {
    case "invalid-request":
      return error.violations.map(violationLine).join(" ");
    case "picture-refused":
      return `${error.name} cannot be used as a picture (${error.reason}).`;
    case "reference-missing":
      return `The picture ${error.name} is gone.`;
    case "address-refused":
      return `Nothing is fetched from ${error.host} (${error.reason}).`;
    case "address-unreachable":
      return `No picture came from ${error.host}.`;
    case "cancelled":
      return "Stopped before it was sent.";
    case "no-key":
      return "There is no key: set INLAY_API_KEY, or INLAY_KEY_FILE.";
    case "base-url-invalid":
      return "INLAY_BASE_URL holds no http or https address: correct it, or remove it. Nothing was sent.";
    case "offline":
      return `${error.host} cannot be reached (${error.cause}).`;
    case "proxy-refused":
      return error.status === null
        ? `The proxy ${error.host} does not answer.`
        : `The proxy ${error.host} refused (status ${error.status}).`;
    case "certificate-refused":
      return `The certificate of ${error.host} is not trusted (${error.code}).`;
    case "key-refused":
      return "The API does not accept the key.";
    case "quota-exhausted":
    case "refused-by-moderation":
    case "request-refused":
      return `The API refused: ${error.message}`;
    case "rate-limited":
      return "The API asks to wait.";
    case "interrupted":
      return `The request broke off (${error.cause}).`;
    case "result-unreachable":
    case "result-address-refused":
      return `The picture could not be fetched from ${error.host}.`;
    case "result-undecodable":
      return `The reply is no picture; its bytes are kept as ${error.keptAs}.`;
    case "disk-full":
      return `There is no room left in ${error.folder}.`;
    case "library-missing":
      return `The library folder ${error.folder} is not there.`;
    case "library-read-only":
      return `${error.folder} cannot be written to.`;
    case "library-locked":
      return `The library ${error.folder} is in use by another Inlay (${error.host}); close that first.`;
    case "library-newer":
      return `The library ${error.folder} was written by a newer Inlay.`;
    case "file-unreadable":
      return unopened[error.code]?.(error.name) ?? `${error.name} cannot be read (${error.code}).`;
    case "invalid-input":
      return `This is not accepted: ${error.issues.join("; ")}.`;
    case "selection-empty":
      return "Nothing is selected: the mask has no white, or none in the window.";
    case "take-unusable":
      return error.reason === "aspect"
        ? "The reply has another shape than its window: it cannot be placed."
        : `The reply of ${error.patch} is gone.`;
    case "memory-short":
      return "There is not enough memory for this picture.";
    case "too-many-pixels":
      return `${error.pixels} pixels are too many here; ${error.limit} is the most.`;
    case "side-too-long":
      return `A side of ${error.sidePx} px is too long for this format; ${error.limitPx} px is the most.`;
    case "base-unusable":
      return `The picture that ${error.name} lies on is ${error.reason === "missing" ? "gone" : "changed"}.`;
    case "bug":
      return `Something in Inlay is broken (${error.logId}).`;
    default:
      return `It did not work (${error.kind}).`;
  }
}

const lossWords: Readonly<Record<Loss, string>> = {
  "cmyk-converted": "CMYK becomes sRGB",
  "first-frame-only": "only the first frame of an animation is taken",
  "reduced-to-8-bit": "16 bits become 8 bits per channel",
  "alpha-flattened": "transparency becomes white",
  "lossy-encoding": "the format changes every pixel a little",
  "profile-converted": "the grey profile becomes sRGB",
  "grey-as-colour": "with patches, grey is written as sRGB colours",
  "exif-dropped": "camera data is left out",
  "clipboard-strips": "the clipboard may leave out the colour profile and camera data",
  "sent-as-srgb": "what is sent becomes 8-bit sRGB",
};

/** Said before a file is made that loses something. */
export function lossLine(losses: readonly Loss[]): string {
  return `Loses: ${losses.map((loss) => lossWords[loss]).join(", ")}.`;
}

/** Said before a window is sent that is less than the picture it is cut from. */
export function sendingLine(losses: readonly Loss[]): string {
  return losses.includes("sent-as-srgb")
    ? "The window goes out as 8-bit sRGB; the reply is converted into the picture's profile, all else keeps its exact colours."
    : "The window goes out with 8 bits per channel; outside the patch all 16 stay.";
}

/** Said when the outline of a guide came back in the reply that is used. */
export const guideLeakLine =
  "The reply drew the guide's outline: look at the edge of the selection, or run again without --guide.";

/** Said whenever the demo engine answers. */
export function engineLine(choice: EngineChoice): string | null {
  if (choice.engine === "api") return null;
  const reason = {
    "no-key": "because there is no key",
    chosen: "because the settings say so",
    flag: "because of --demo",
  }[choice.demoReason ?? "no-key"];
  return `The demo engine answers, ${reason}: its pictures are drawn by rule and cost nothing.`;
}
