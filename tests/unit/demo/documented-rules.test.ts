import { describe, expect, it } from "vitest";
import { checkOrder } from "#electron/demo/check-order.ts";
import { DOCUMENTED_PARAMETERS, type Endpoint } from "#electron/demo/documented-limits.ts";
import type { PictureOrder } from "#electron/demo/picture-order.ts";
import type { Refusal } from "#electron/demo/refusal.ts";
import type { RequestFields } from "#electron/demo/request-fields.ts";
import { dataUrl, generation, plainPicture } from "./demo-calls.ts";

const picture = dataUrl(await plainPicture(8, 8, "#888"));
const edit = { model: "gpt-image-2", prompt: "Make it red", image: picture };

function fieldsOf(body: Record<string, unknown>, encoding: "json" | "form" = "json"): RequestFields {
  const present = Object.entries(body).filter(([, value]) => value !== undefined);
  return { encoding, values: new Map(present.map(([name, value]) => [name, [value]])), files: new Map() };
}

function refusalOf(endpoint: Endpoint, changes: Record<string, unknown>): Refusal | undefined {
  const body = endpoint === "edits" ? { ...edit, ...changes } : generation(changes);
  const checked = checkOrder(endpoint, fieldsOf(body), () => undefined);
  return checked.ok ? undefined : checked.error;
}

function orderOf(endpoint: Endpoint, changes: Record<string, unknown>): PictureOrder {
  const body = endpoint === "edits" ? { ...edit, ...changes } : generation(changes);
  const checked = checkOrder(endpoint, fieldsOf(body), () => undefined);
  if (!checked.ok) throw new Error(checked.error.message);
  return checked.value;
}

describe.each(["generations", "edits"] as const)("%s: what both documents state", (endpoint) => {
  it.each([
    ["model left out", { model: undefined }, "model", "missing_required_parameter"],
    ["a snapshot", { model: "gpt-image-2-2026-04-21" }, "model", "model_not_found"],
    ["another model", { model: "dall-e-3" }, "model", "model_not_found"],
    ["model not a string", { model: 2 }, "model", "invalid_type"],
    ["prompt left out", { prompt: undefined }, "prompt", "missing_required_parameter"],
    ["an empty prompt", { prompt: "  " }, "prompt", "missing_required_parameter"],
    ["background transparent", { background: "transparent" }, "background", "invalid_value"],
    ["an unknown background", { background: "white" }, "background", "invalid_value"],
    ["n of 0", { n: 0 }, "n", "invalid_value"],
    ["n that is no integer", { n: 1.5 }, "n", "invalid_type"],
    ["an unknown output format", { output_format: "gif" }, "output_format", "invalid_value"],
    ["compression 101", { output_compression: 101 }, "output_compression", "invalid_value"],
    ["compression -1", { output_compression: -1 }, "output_compression", "invalid_value"],
    ["compression as text", { output_compression: "50" }, "output_compression", "invalid_type"],
    ["an unknown response format", { response_format: "base64" }, "response_format", "invalid_value"],
    ["an unknown quality", { quality: "hd" }, "quality", "invalid_value"],
    ["a user that is no string", { user: 7 }, "user", "invalid_type"],
    ["an unknown parameter", { seed: 7 }, "seed", "unknown_parameter"],
    ["partial_images 4", { partial_images: 4 }, "partial_images", "invalid_value"],
    ["stream that is no boolean", { stream: "yes" }, "stream", "invalid_type"],
  ])("refuses %s", (_, changes, param, code) => {
    expect(refusalOf(endpoint, changes)).toMatchObject({
      status: 400,
      type: "invalid_request_error",
      param,
      code,
    });
  });

  it.each([
    ["n of 1", { n: 1 }],
    ["both ends of compression", { output_format: "jpeg", output_compression: 0 }],
    ["compression for png, where it does nothing", { output_format: "png", output_compression: 100 }],
    ["the dead parameters", { quality: "low", stream: true, partial_images: 3, style: "vivid", user: "u" }],
    ["background opaque", { background: "opaque" }],
    ["response format url", { response_format: "url" }],
  ])("accepts %s", (_, changes) => {
    expect(refusalOf(endpoint, changes)).toBeUndefined();
  });

  it("fills in the documented defaults", () => {
    expect(orderOf(endpoint, { size: undefined })).toMatchObject({
      size: "auto",
      format: "png",
      responseFormat: "b64_json",
    });
  });

  it("counts the prompt in characters, up to its limit and not one more", () => {
    const limit = endpoint === "edits" ? 1_000 : 32_000;
    expect(refusalOf(endpoint, { prompt: "🦦".repeat(limit) })).toBeUndefined();
    expect(refusalOf(endpoint, { prompt: "a".repeat(limit + 1) })).toMatchObject({
      status: 400,
      param: "prompt",
      code: "string_above_max_length",
    });
  });

  it("knows every parameter that its document names", () => {
    for (const name of DOCUMENTED_PARAMETERS[endpoint])
      expect(refusalOf(endpoint, { [name]: {} })?.code, name).not.toBe("unknown_parameter");
  });
});

describe("where the documents differ", () => {
  it("generations take n of 1 only, edits any n from 1", () => {
    expect(refusalOf("generations", { n: 2 })).toMatchObject({ status: 400, param: "n" });
    expect(refusalOf("edits", { n: 9 })).toBeUndefined();
  });

  it("generations take a moderation level of auto or low; the page on edits has none", () => {
    expect(orderOf("generations", { moderation: "low" }).moderation).toBe("low");
    expect(refusalOf("generations", { moderation: "none" })).toMatchObject({ param: "moderation" });
    expect(refusalOf("edits", { moderation: "low" })).toMatchObject({ code: "unknown_parameter" });
  });

  it("edits accept the masks and the fidelity without effect", () => {
    const changes = { mask: picture, input_image_mask: picture, input_fidelity: "high" };
    expect(orderOf("edits", changes)).toEqual(orderOf("edits", {}));
  });

  it("reads integers and booleans of a form from their text", () => {
    const form = (text: string) =>
      checkOrder("generations", fieldsOf(generation({ n: text, stream: "false" }), "form"), () => undefined);
    expect(form("1").ok).toBe(true);
    expect(form("one").ok).toBe(false);
  });
});
