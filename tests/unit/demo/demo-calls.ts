// Calls of the demo engine for its tests, over plain fetch: no client's habits in between.
import sharp from "sharp";

const SMALL = "1024x640";

/** The answer as a test looks at it. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The error body; empty for a picture. */
  readonly error: { message?: string; type?: string; param?: string | null; code?: string | null };
  readonly b64: string | undefined;
  readonly url: string | undefined;
  readonly usage: Record<string, unknown> | undefined;
}

interface ReplyBody {
  error?: Answer["error"];
  data?: { b64_json?: string; url?: string }[];
  usage?: Record<string, unknown>;
}

/** A legal generation, with some parameters changed; `undefined` leaves one out. */
export function generation(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return { model: "gpt-image-2", prompt: "A quiet sea", size: SMALL, ...changes };
}

export async function postJson(
  url: string,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return await post(url + path, text, { "content-type": "application/json", ...headers });
}

export async function generate(
  url: string,
  changes: Record<string, unknown> = {},
  headers: Record<string, string> = {},
): Promise<Answer> {
  return await postJson(url, "/v1/images/generations", generation(changes), headers);
}

/** Sends a form: text as fields, bytes as files. A list of pairs, because names may repeat. */
export async function editForm(
  url: string,
  parts: readonly (readonly [string, string | Uint8Array<ArrayBuffer>])[],
  headers: Record<string, string> = {},
): Promise<Answer> {
  const form = new FormData();
  for (const [name, value] of parts)
    if (typeof value === "string") form.append(name, value);
    else form.append(name, new Blob([value], { type: "image/png" }), "picture.png");
  return await post(`${url}/v1/images/edits`, form, headers);
}

async function post(url: string, body: string | FormData, headers: Record<string, string>): Promise<Answer> {
  const response = await fetch(url, {
    method: "POST",
    body,
    headers: { authorization: "Bearer sk-test", ...headers },
  });
  const text = await response.text();
  const parsed = parse(text);
  const first = parsed.data?.[0];
  return {
    status: response.status,
    headers: response.headers,
    text,
    error: parsed.error ?? {},
    b64: first?.b64_json,
    url: first?.url,
    usage: parsed.usage,
  };
}

function parse(text: string): ReplyBody {
  try {
    return JSON.parse(text) as ReplyBody;
  } catch {
    return {};
  }
}

/** A plain picture of one colour. */
export async function plainPicture(
  width: number,
  height: number,
  background: string,
  format: "png" | "jpeg" | "webp" | "gif" = "png",
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await sharp({ create: { width, height, channels: 3, background } })
    .toFormat(format)
    .toBuffer();
  return Uint8Array.from(bytes);
}

export function dataUrl(bytes: Uint8Array, type = "image/png"): string {
  return `data:${type};base64,${Buffer.from(bytes).toString("base64")}`;
}
