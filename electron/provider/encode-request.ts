// Spells a prepared request as a body that is streamed from disk and whose length is known before it starts.
import { randomBytes } from "node:crypto";
import { open, type FileHandle } from "node:fs/promises";
import { err, ok, type Result } from "#shared/errors/result.ts";
import type { Reference } from "#shared/model/image-request.ts";
import type { EditEncoding } from "#shared/model/settings.ts";
import type { PreparedRequest } from "#shared/rules/prepare-request.ts";
import type { ReferenceFile, SendCall } from "./send-call.ts";

/** A body ready to be sent once. */
export type RequestBody = {
  readonly contentType: string;
  readonly lengthBytes: number;
  /** The bytes, in pieces; a file that changed its length meanwhile throws. */
  readonly stream: () => AsyncGenerator<Uint8Array>;
  /** Closes the files; safe to call twice. */
  readonly close: () => Promise<void>;
};

/** A file that stays open until the body is sent, so that it cannot go away in between. */
type OpenReference = { readonly file: ReferenceFile; readonly handle: FileHandle; readonly bytes: number };

/** How a reference goes: as its bytes, or as the address that serves them. */
type Carried = OpenReference | { readonly url: string };

/** Bytes as they are, or a file's bytes in an encoding. */
type Part =
  { readonly text: Buffer } | { readonly reference: OpenReference; readonly encoding: "binary" | "base64" };

/** A multiple of three, so that base64 of the pieces joins without padding. */
const pieceBytes = 192 * 1024;

/** Opens what is needed; `reference-missing` names the first reference whose bytes are gone. */
export async function encodeRequest(
  prepared: PreparedRequest,
  call: Pick<SendCall, "encoding" | "openReference">,
): Promise<Result<RequestBody>> {
  const opened: OpenReference[] = [];
  const carried: Carried[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(opened.splice(0).map(async ({ handle }) => await handle.close()));
  };
  for (const reference of references(prepared)) {
    const url = addressToSend(reference, call.encoding);
    if (url !== null) {
      carried.push({ url });
      continue;
    }
    const found = await openOne(reference, call.openReference);
    if (found === null) {
      await close();
      return err({ kind: "reference-missing", name: reference.name });
    }
    opened.push(found);
    carried.push(found);
  }
  const isForm = prepared.kind === "edit" && call.encoding === "multipart";
  const boundary = `inlay-${randomBytes(16).toString("hex")}`;
  const parts = isForm ? formParts(prepared, opened, boundary) : jsonParts(prepared, carried);
  return ok({
    contentType: isForm ? `multipart/form-data; boundary=${boundary}` : "application/json",
    lengthBytes: parts.reduce((sum, part) => sum + lengthOf(part), 0),
    stream: () => streamParts(parts),
    close,
  });
}

function references(prepared: PreparedRequest): readonly Reference[] {
  return prepared.primary === null ? [] : [prepared.primary, ...prepared.additional];
}

/** The address in place of the bytes, where the setting says so and nothing was changed on the way in (R3). */
function addressToSend(reference: Reference, encoding: EditEncoding): string | null {
  return encoding === "json-urls" && reference.notes.length === 0 ? reference.url : null;
}

async function openOne(
  reference: Reference,
  openReference: SendCall["openReference"],
): Promise<OpenReference | null> {
  const file = await openReference(reference);
  if (file === null) return null;
  try {
    const handle = await open(file.path, "r");
    return { file, handle, bytes: (await handle.stat()).size };
  } catch {
    return null;
  }
}

function formParts(
  prepared: PreparedRequest,
  files: readonly OpenReference[],
  boundary: string,
): readonly Part[] {
  const head = (name: string): string => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"`;
  const fields = Object.entries(prepared.fields).map(([name, value]) => `${head(name)}\r\n\r\n${value}\r\n`);
  const fileHead = (name: string, { fileName, mediaType }: ReferenceFile): string =>
    `${head(name)}; filename="${escapeFileName(fileName)}"\r\nContent-Type: ${mediaType}\r\n\r\n`;
  return [
    { text: Buffer.from(fields.join("")) },
    ...files.flatMap((reference, index): Part[] => [
      { text: Buffer.from(fileHead(index === 0 ? "image" : "images", reference.file)) },
      { reference, encoding: "binary" },
      { text: Buffer.from("\r\n") },
    ]),
    { text: Buffer.from(`--${boundary}--\r\n`) },
  ];
}

/** As browsers write it: quotes and line ends as percent codes, everything else as UTF-8. */
function escapeFileName(name: string): string {
  return name.replaceAll("\r", "%0D").replaceAll("\n", "%0A").replaceAll('"', "%22");
}

function jsonParts(prepared: PreparedRequest, pictures: readonly Carried[]): readonly Part[] {
  const fields = JSON.stringify(prepared.fields);
  const [primary, ...additional] = pictures;
  if (primary === undefined) return [{ text: Buffer.from(fields) }];
  const list = additional.flatMap((reference, index): Part[] => [
    { text: Buffer.from(index === 0 ? ',"images":[' : ",") },
    ...pictureText(reference),
  ]);
  return [
    { text: Buffer.from(`${fields.slice(0, -1)},"image":`) },
    ...pictureText(primary),
    ...list,
    { text: Buffer.from(list.length > 0 ? "]}" : "}") },
  ];
}

function pictureText(reference: Carried): readonly Part[] {
  if ("url" in reference) return [{ text: Buffer.from(JSON.stringify(reference.url)) }];
  return [
    { text: Buffer.from(`"data:${reference.file.mediaType};base64,`) },
    { reference, encoding: "base64" },
    { text: Buffer.from('"') },
  ];
}

function lengthOf(part: Part): number {
  if ("text" in part) return part.text.length;
  const { bytes } = part.reference;
  return part.encoding === "binary" ? bytes : Math.ceil(bytes / 3) * 4;
}

async function* streamParts(parts: readonly Part[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) {
    if ("text" in part) yield part.text;
    else yield* streamFile(part.reference, part.encoding);
  }
}

async function* streamFile(
  { handle, bytes }: OpenReference,
  encoding: "binary" | "base64",
): AsyncGenerator<Uint8Array> {
  for (let position = 0; position < bytes;) {
    const piece = Buffer.allocUnsafe(Math.min(pieceBytes, bytes - position));
    let filled = 0;
    while (filled < piece.length) {
      const { bytesRead } = await handle.read(piece, filled, piece.length - filled, position + filled);
      if (bytesRead === 0) throw new Error("A reference became shorter while it was being sent");
      filled += bytesRead;
    }
    position += filled;
    yield encoding === "binary" ? piece : Buffer.from(piece.toString("base64"), "latin1");
  }
}
