// Finds the primary picture and the additional references of an edit, as the two documented encodings carry
// them. The bytes are only looked at as far as their signature; whether they decode is found when drawing.
import { err, ok, type Result } from "#shared/errors/result.ts";
import { DOCUMENTED_LIMITS } from "./documented-limits.ts";
import { badParameter, type Refusal } from "./refusal.ts";
import type { RequestFields, UploadedFile } from "./request-fields.ts";

/** Resolves a temporary URL that this engine gave out to its bytes; undefined for any other URL. */
export type OwnPictures = (url: string) => Uint8Array | undefined;

type Pictures = Result<readonly Uint8Array[], Refusal>;
type OnePicture = Result<Uint8Array, Refusal>;

const { min, max } = DOCUMENTED_LIMITS.additionalReferences;

/** The primary picture first, then the additional references in the order sent. */
export function checkPictures(fields: RequestFields, own: OwnPictures): Pictures {
  return fields.encoding === "form" ? formPictures(fields) : jsonPictures(fields, own);
}

function formPictures(fields: RequestFields): Pictures {
  for (const name of ["image", "image[]", "images", "images[]"])
    if (fields.values.has(name))
      return err(badParameter(name, "invalid_type", `In multipart/form-data '${name}' must be a file.`));
  const named = (name: string): readonly UploadedFile[] => fields.files.get(name) ?? [];
  const single = named("image");
  const array = named("image[]");
  if (single.length > 1)
    return err(badParameter("image", "duplicate_parameter", "Give 'image' once and the others as 'images'."));
  if (single.length > 0 && array.length > 0)
    return err(badParameter("image[]", "duplicate_parameter", "Give either 'image' or 'image[]'."));
  const [primary, ...others] = [...single, ...array];
  if (!primary) return err(missingPrimary());
  const references = [...others, ...named("images"), ...named("images[]")];
  if (references.length > max) return err(wrongCount(references.length));
  return collect([primary, ...references].map((file, index) => signed(file.bytes, nameOf(index))));
}

function jsonPictures(fields: RequestFields, own: OwnPictures): Pictures {
  const primary = fields.values.get("image")?.[0];
  if (primary === undefined) return err(missingPrimary());
  if (typeof primary !== "string")
    return err(badParameter("image", "invalid_type", "Invalid type for 'image': expected a string."));
  const images: unknown = fields.values.get("images")?.[0];
  if (images !== undefined && !isTextArray(images))
    return err(badParameter("images", "invalid_type", "Invalid type for 'images': expected strings."));
  if (images && (images.length < min || images.length > max)) return err(wrongCount(images.length));
  const references = images ?? [];
  return collect([
    fromText(primary, "image", own),
    ...references.map((text, index) => fromText(text, nameOf(index + 1), own)),
  ]);
}

function fromText(text: string, name: string, own: OwnPictures): OnePicture {
  if (/^https?:\/\//i.test(text)) {
    const bytes = own(text);
    if (bytes) return ok(bytes);
    const message = `'${name}': this demo engine opens no web addresses but those of pictures that it gave out itself and that have not expired. Send the picture as a file or a data URL.`;
    return err(badParameter(name, "invalid_image_url", message));
  }
  const data = /^data:([^,]*?);base64,/i.exec(text.slice(0, 200));
  if (data) return fromBase64(text.slice(data[0].length), name);
  if (text.startsWith("file-"))
    return err(badParameter(name, "file_not_found", `'${name}': no file with that id was found.`));
  if (name !== "image" && !text.startsWith("data:")) return fromBase64(text, name);
  return err(badParameter(name, "invalid_value", `'${name}' must be a base64 data URL or a picture URL.`));
}

function fromBase64(text: string, name: string): OnePicture {
  const isBase64 = text.length > 0 && text.length % 4 === 0 && !/[^A-Za-z0-9+/=]/.test(text);
  if (!isBase64) return err(badParameter(name, "invalid_base64", `'${name}' is not valid base64.`));
  return signed(Buffer.from(text, "base64"), name);
}

/** Lets PNG, JPEG and WebP through, by signature. */
function signed(bytes: Uint8Array, name: string): OnePicture {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(12, bytes.byteLength)).toString("latin1");
  const isKnown =
    head.startsWith("\x89PNG\r\n\x1a\n") ||
    head.startsWith("\xff\xd8\xff") ||
    (head.startsWith("RIFF") && head.slice(8) === "WEBP");
  return isKnown ? ok(bytes) : err(invalidPicture(name));
}

/** The 400 for bytes that are no PNG, JPEG or WebP picture, or do not decode. */
export function invalidPicture(name: string): Refusal {
  const message = `Invalid image file for '${name}': expected a PNG, JPEG or WebP picture that decodes.`;
  return badParameter(name, "invalid_image_file", message);
}

/** The parameter that carried a picture, by its place in the order: 0 is the primary. */
export function nameOf(index: number): string {
  return index === 0 ? "image" : `images[${index - 1}]`;
}

function collect(parts: readonly OnePicture[]): Pictures {
  const bytes: Uint8Array[] = [];
  for (const part of parts) {
    if (!part.ok) return part;
    bytes.push(part.value);
  }
  return ok(bytes);
}

function isTextArray(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === "string");
}

function missingPrimary(): Refusal {
  return badParameter(
    "image",
    "missing_required_parameter",
    "You must provide the primary picture as 'image'.",
  );
}

function wrongCount(count: number): Refusal {
  const message = `'images' takes ${min} to ${max} additional references, yours has ${count}.`;
  return badParameter("images", "invalid_value", message);
}
