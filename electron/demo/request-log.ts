// What tests want to know of each request. Kept only when asked for; never holds the key or a picture.
import type { IncomingMessage } from "node:http";
import type { FaultKind } from "./faults.ts";
import type { RequestFields } from "./request-fields.ts";

/** A file part or a text field of a request, by its name and its size. */
export interface LoggedPart {
  readonly name: string;
  readonly bytes: number;
  /** The file name and type of a file part; absent for a field. */
  readonly file?: { readonly name: string; readonly contentType: string };
  /** The value of a short field; absent for files and for text that carries a picture. */
  readonly value?: unknown;
}

/** One received request, filled in as it goes. */
export interface LoggedRequest {
  readonly number: number;
  readonly method: string;
  readonly path: string;
  readonly headerNames: readonly string[];
  readonly contentType: string;
  readonly idempotencyKey: string | undefined;
  bodyBytes: number;
  parts: readonly LoggedPart[];
  fault: FaultKind | undefined;
  /** 0 while no answer was sent. */
  status: number;
  /** Whether a picture was drawn for it: on the real service this is what is charged. */
  isPictureMade: boolean;
  /** Whether the connection ended before the answer was out. */
  isCutOff: boolean;
}

export function loggedRequest(number: number, request: IncomingMessage, path: string): LoggedRequest {
  return {
    number,
    method: request.method ?? "",
    path,
    headerNames: request.rawHeaders.filter((_, index) => index % 2 === 0).map((name) => name.toLowerCase()),
    contentType: request.headers["content-type"] ?? "",
    idempotencyKey: idempotencyKeyOf(request),
    bodyBytes: 0,
    parts: [],
    fault: undefined,
    status: 0,
    isPictureMade: false,
    isCutOff: false,
  };
}

/** The Idempotency-Key header, or undefined. */
export function idempotencyKeyOf(request: IncomingMessage): string | undefined {
  const value = request.headers["idempotency-key"];
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Sizes and short values of what a request carried. */
export function loggedParts(fields: RequestFields): readonly LoggedPart[] {
  const texts = [...fields.values].flatMap(([name, values]) =>
    values.map((value) => {
      const isPicture = name === "images" || (typeof value === "string" && value.startsWith("data:"));
      const bytes = Buffer.byteLength(typeof value === "string" ? value : (JSON.stringify(value) ?? ""));
      return isPicture ? { name, bytes } : { name, bytes, value };
    }),
  );
  const files = [...fields.files].flatMap(([name, list]) =>
    list.map(({ fileName, contentType, bytes }) => ({
      name,
      bytes: bytes.byteLength,
      file: { name: fileName, contentType },
    })),
  );
  return [...texts, ...files];
}
