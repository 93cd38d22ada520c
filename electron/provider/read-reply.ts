// Takes a reply off the wire: finds the picture in the JSON and decodes it into the file as it comes.
// Memory does not grow with the picture. Knows no sockets.
import type { Usage } from "#shared/model/usage.ts";
import { createBase64Decoder } from "./base64-decoder.ts";
import { maxReserveBytes, type BlockWriter } from "./block-writer.ts";
import { toFault, type ApiFault } from "./api-fault.ts";
import { createJsonScanner, type JsonPath } from "./json-scanner.ts";

/** What a reply turned out to hold. */
export type ReadReply = {
  /** `inline`: the picture is whole and in the file; also when the JSON around it broke off later. */
  readonly picture:
    | { readonly kind: "inline" }
    | { readonly kind: "address"; readonly url: string }
    | { readonly kind: "none" };
  readonly outcome: "complete" | "truncated" | "malformed";
  readonly usage: Usage | null;
  readonly fault: ApiFault | null;
};

export type ReplyReader = {
  readonly take: (chunk: Uint8Array) => Promise<void>;
  /** To be called once, when nothing more comes, for whatever reason. */
  readonly finish: () => ReadReply;
};

/** Pieces given to the scanner; what is decoded from one fits the writer's reserve. */
const pieceBytes = maxReserveBytes / 2;

const inlinePath = "data.0.b64_json";
const addressPath = "data.0.url";

/** Reads one reply; the decoded bytes go into `writer`, which the caller finishes. */
export function createReplyReader(writer: BlockWriter): ReplyReader {
  const decoder = createBase64Decoder();
  const kept = new Map<string, string | number | boolean | null>();
  let isInlineWhole = false;
  let isPrefixOpen = true;

  const scanner = createJsonScanner({
    onString: (path) => {
      const name = nameOf(path);
      return name === inlinePath ? "stream" : isWanted(name) ? "text" : "skip";
    },
    onValue: (path, value) => {
      const name = nameOf(path);
      if (isWanted(name)) kept.set(name, value);
    },
    onPiece: (chunk, start, end) => {
      const from = isPrefixOpen ? skipPrefix(chunk, start, end) : start;
      writer.fill((block, at) => decoder.decode(chunk, from, end, block, at));
    },
    onStreamEnd: () => {
      writer.fill((block, at) => decoder.finish(block, at));
      isInlineWhole = writer.bytes > 0;
    },
  });

  /** Some gateways put `data:image/png;base64,` before the picture. */
  function skipPrefix(chunk: Uint8Array, start: number, end: number): number {
    isPrefixOpen = false;
    const head = Buffer.from(chunk.buffer, chunk.byteOffset + start, Math.min(end - start, 64)).toString(
      "latin1",
    );
    return start + (/^data:[^,]*,/.exec(head)?.[0].length ?? 0);
  }

  async function take(chunk: Uint8Array): Promise<void> {
    for (let from = 0; from < chunk.length; from += pieceBytes) {
      const piece = chunk.length <= pieceBytes ? chunk : chunk.subarray(from, from + pieceBytes);
      await writer.reserve(piece.length);
      scanner.push(piece);
    }
  }

  function finish(): ReadReply {
    const outcome = scanner.outcome();
    const url = kept.get(addressPath);
    return {
      picture: isInlineWhole
        ? { kind: "inline" }
        : typeof url === "string" && url !== ""
          ? { kind: "address", url }
          : { kind: "none" },
      outcome,
      usage: readUsage(kept),
      fault: readFault(kept),
    };
  }

  return { take, finish };
}

/** Only these few values of a reply are kept, so an endless one costs nothing. */
const wanted = new Set([
  addressPath,
  "usage.total_tokens",
  "usage.input_tokens",
  "usage.output_tokens",
  "usage.input_tokens_details.text_tokens",
  "usage.input_tokens_details.image_tokens",
  "error",
  "error.message",
  "error.type",
  "error.param",
  "error.code",
]);

function isWanted(name: string): boolean {
  return wanted.has(name);
}

function nameOf(path: JsonPath): string {
  return path.length <= 3 ? path.join(".") : "";
}

type Kept = ReadonlyMap<string, string | number | boolean | null>;

/** Tokens as reported; null when the reply reports none at all. */
function readUsage(kept: Kept): Usage | null {
  const count = (name: string): number | null => {
    const value = kept.get(`usage.${name}`);
    return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : null;
  };
  const usage: Usage = {
    totalTokens: count("total_tokens"),
    inputTokens: count("input_tokens"),
    outputTokens: count("output_tokens"),
    textTokens: count("input_tokens_details.text_tokens"),
    imageTokens: count("input_tokens_details.image_tokens"),
  };
  return Object.values(usage).some((value) => value !== null) ? usage : null;
}

function readFault(kept: Kept): ApiFault | null {
  return toFault({
    message: kept.get("error.message") ?? kept.get("error"),
    type: kept.get("error.type"),
    param: kept.get("error.param"),
    code: kept.get("error.code"),
  });
}
