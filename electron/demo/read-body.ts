// Takes a request's body off the socket with a cap, as bytes, as JSON or as a form.
import type { IncomingMessage } from "node:http";
import busboy from "busboy";
import { err, ok, type Result } from "#shared/errors/result.ts";
import { badParameter, badRequest, type Refusal } from "./refusal.ts";
import type { RequestFields, UploadedFile } from "./request-fields.ts";

/** What came in: the parameters, and how many bytes the body had on the wire. */
export interface ReadBody {
  readonly fields: RequestFields;
  readonly bodyBytes: number;
}

type BodyResult = Result<ReadBody, Refusal>;

/** The media type of a Content-Type header, in lower case and without its parameters. */
export function mediaType(request: IncomingMessage): string {
  return (request.headers["content-type"] ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
}

/** Reads a JSON object. Null values count as absent. */
export async function readJsonBody(request: IncomingMessage, capBytes: number): Promise<BodyResult> {
  if (declaredTooLong(request, capBytes)) return err(tooLong(capBytes));
  const bytes = await readBytes(request, capBytes);
  if (!bytes) return err(tooLong(capBytes));
  const parsed = parseObject(bytes);
  if (!parsed) return err(badParameter(null, null, "We could not parse the JSON body of your request."));
  const values = new Map<string, readonly unknown[]>();
  for (const [name, value] of Object.entries(parsed)) if (value !== null) values.set(name, [value]);
  return ok({ fields: { encoding: "json", values, files: new Map() }, bodyBytes: bytes.byteLength });
}

/** All bytes of a body, or undefined over the cap. What comes after that is let through and forgotten. */
function readBytes(request: IncomingMessage, capBytes: number): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let count = 0;
    request.on("data", (chunk: Buffer) => {
      count += chunk.length;
      if (count <= capBytes) chunks.push(chunk);
      else resolve(undefined);
    });
    request.on("end", () => resolve(Buffer.concat(chunks)));
    request.on("error", reject);
  });
}

/** Reads multipart/form-data, part by part as it arrives. */
export async function readFormBody(request: IncomingMessage, capBytes: number): Promise<BodyResult> {
  if (declaredTooLong(request, capBytes)) return err(tooLong(capBytes));
  const malformed = err(badParameter(null, null, "We could not parse the multipart body of your request."));
  const values = new Map<string, unknown[]>();
  const files = new Map<string, UploadedFile[]>();
  let bodyBytes = 0;
  let parser: busboy.Busboy;
  try {
    parser = busboy({ headers: request.headers, defParamCharset: "utf8", limits: { fieldSize: capBytes } });
  } catch {
    return malformed;
  }
  parser.on("field", (name, value) => append(values, name, value));
  parser.on("file", (name, stream, info) => {
    const chunks: Buffer[] = [];
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    stream.on("error", () => undefined);
    stream.on("close", () => {
      const bytes = Buffer.concat(chunks);
      append(files, name, { fileName: info.filename ?? "", contentType: info.mimeType, bytes });
    });
  });
  return await new Promise<BodyResult>((resolve) => {
    const stop = (result: BodyResult): void => {
      request.unpipe(parser);
      request.resume();
      resolve(result);
    };
    request.on("data", (chunk: Buffer) => {
      bodyBytes += chunk.length;
      if (bodyBytes > capBytes) stop(err(tooLong(capBytes)));
    });
    request.on("error", () => stop(malformed));
    parser.on("error", () => stop(malformed));
    parser.on("close", () => resolve(ok({ fields: { encoding: "form", values, files }, bodyBytes })));
    request.pipe(parser);
  });
}

function append<T>(parts: Map<string, T[]>, name: string, value: T): void {
  const list = parts.get(name);
  if (list) list.push(value);
  else parts.set(name, [value]);
}

function parseObject(bytes: Buffer): object | undefined {
  try {
    const value: unknown = JSON.parse(bytes.toString("utf8"));
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function declaredTooLong(request: IncomingMessage, capBytes: number): boolean {
  return Number(request.headers["content-length"] ?? 0) > capBytes;
}

function tooLong(capBytes: number): Refusal {
  return badRequest(413, "request_too_large", `The request body must not be longer than ${capBytes} bytes.`);
}
