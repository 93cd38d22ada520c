// Holds a request's parameters against the documents, one after the other, and makes the order or the 400.
import { err, ok, type Result } from "#shared/errors/result.ts";
import { checkSize, type PixelSize } from "./check-size.ts";
import { DOCUMENTED_LIMITS, DOCUMENTED_PARAMETERS, type Endpoint } from "./documented-limits.ts";
import type { PictureOrder } from "./picture-order.ts";
import { checkPictures, type OwnPictures } from "./check-pictures.ts";
import { badParameter, type Refusal } from "./refusal.ts";
import { fieldReader, type FieldReader, type RequestFields } from "./request-fields.ts";

const limits = DOCUMENTED_LIMITS;

/** Everything the documents say about the parameters of one endpoint. `own` resolves this engine's URLs. */
export function checkOrder(
  endpoint: Endpoint,
  fields: RequestFields,
  own: OwnPictures,
): Result<PictureOrder, Refusal> {
  const reader = fieldReader(fields);
  refuseUnknown(endpoint, fields, reader);
  checkModel(reader);
  const prompt = checkPrompt(endpoint, reader);
  const size = readSize(reader);
  checkBackground(reader);
  reader.integer("n", limits.n[endpoint]);
  const format = reader.oneOf("output_format", limits.outputFormats) ?? "png";
  const compression = reader.integer("output_compression", limits.compression);
  const responseFormat = reader.oneOf("response_format", limits.responseFormats) ?? "b64_json";
  const moderation = reader.oneOf("moderation", limits.moderations) ?? "auto";
  checkWithoutEffect(reader, fields);
  const pictures = endpoint === "edits" ? checkPictures(fields, own) : ok([]);
  if (!pictures.ok) reader.refuse(pictures.error);
  const refusal = reader.refusal();
  if (refusal) return err(refusal);
  const list = pictures.ok ? pictures.value : [];
  return ok({ endpoint, prompt, size, format, compression, moderation, responseFormat, pictures: list });
}

function refuseUnknown(endpoint: Endpoint, fields: RequestFields, reader: FieldReader): void {
  const known: readonly string[] = DOCUMENTED_PARAMETERS[endpoint];
  const arrays = endpoint === "edits" && fields.encoding === "form" ? ["image[]", "images[]"] : [];
  for (const name of [...fields.values.keys(), ...fields.files.keys()]) {
    if (known.includes(name) || arrays.includes(name)) continue;
    reader.refuse(badParameter(name, "unknown_parameter", `Unknown parameter: '${name.slice(0, 60)}'.`));
  }
}

function checkModel(reader: FieldReader): void {
  const model = reader.text("model");
  if (model === limits.model) return;
  if (model === undefined || model === "") {
    reader.refuse(badParameter("model", "missing_required_parameter", "You must provide a model parameter."));
    return;
  }
  const why = model.startsWith(`${limits.model}-`)
    ? `Snapshot versions such as '${model.slice(0, 60)}' are currently unavailable. Use '${limits.model}'.`
    : `The model '${model.slice(0, 60)}' does not exist. Use '${limits.model}'.`;
  reader.refuse(badParameter("model", "model_not_found", why));
}

function checkPrompt(endpoint: Endpoint, reader: FieldReader): string {
  const prompt = reader.text("prompt");
  const max = limits.promptCharacters[endpoint];
  if (prompt === undefined || prompt.trim() === "") {
    reader.refuse(badParameter("prompt", "missing_required_parameter", "You must provide a prompt."));
    return "";
  }
  const characters = [...prompt].length;
  if (characters > max) {
    const message = `Invalid 'prompt': the maximum length is ${max} characters, yours has ${characters}.`;
    reader.refuse(badParameter("prompt", "string_above_max_length", message));
  }
  return prompt;
}

function readSize(reader: FieldReader): PixelSize | "auto" {
  const checked = checkSize(reader.text("size") ?? "auto");
  if (checked.ok) return checked.value;
  reader.refuse(checked.error);
  return "auto";
}

function checkBackground(reader: FieldReader): void {
  if (reader.text("background") === "transparent") {
    const message = `Transparent background is not supported by ${limits.model}.`;
    reader.refuse(badParameter("background", "invalid_value", message));
    return;
  }
  reader.oneOf("background", limits.backgrounds);
}

/** Parameters that are accepted and change nothing; their documented types and ranges hold all the same. */
function checkWithoutEffect(reader: FieldReader, fields: RequestFields): void {
  reader.oneOf("quality", limits.qualities);
  reader.flag("stream");
  reader.integer("partial_images", limits.partialImages);
  reader.text("style");
  reader.text("input_fidelity");
  reader.text("user");
  for (const name of ["mask", "input_image_mask"]) if (!fields.files.has(name)) reader.text(name);
}
