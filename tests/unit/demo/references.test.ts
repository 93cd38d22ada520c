import { describe, expect, it } from "vitest";
import { checkPictures } from "#electron/demo/check-pictures.ts";
import type { RequestFields, UploadedFile } from "#electron/demo/request-fields.ts";
import { dataUrl, plainPicture } from "./demo-calls.ts";

const pictures = await Promise.all(["#111", "#222", "#333"].map((one) => plainPicture(8, 8, one)));
const [first = new Uint8Array(), second = new Uint8Array(), third = new Uint8Array()] = pictures;
const ownUrl = "http://127.0.0.1:1/temporary/mine.png";
const own = (url: string): Uint8Array | undefined => (url === ownUrl ? third : undefined);

function json(values: Record<string, unknown>): RequestFields {
  const entries = Object.entries(values).map(([name, value]) => [name, [value]] as const);
  return { encoding: "json", values: new Map(entries), files: new Map() };
}

function form(parts: Record<string, readonly Uint8Array[]>): RequestFields {
  const file = (bytes: Uint8Array): UploadedFile => ({ fileName: "a.png", contentType: "image/png", bytes });
  const entries = Object.entries(parts).map(([name, list]) => [name, list.map(file)] as const);
  return { encoding: "form", values: new Map(), files: new Map(entries) };
}

function found(fields: RequestFields): readonly Buffer[] {
  const checked = checkPictures(fields, own);
  if (!checked.ok) throw new Error(checked.error.message);
  return checked.value.map((bytes) => Buffer.from(bytes));
}

function refused(fields: RequestFields): unknown {
  const checked = checkPictures(fields, own);
  return checked.ok ? undefined : checked.error;
}

const asked = pictures.map((bytes) => Buffer.from(bytes));

describe("pictures of an edit in a form", () => {
  it("takes image, then images or images[] in order", () => {
    expect(found(form({ images: [second, third], image: [first] }))).toEqual(asked);
    expect(found(form({ "images[]": [second, third], image: [first] }))).toEqual(asked);
  });

  it("takes image[] as the primary and the others", () => {
    expect(found(form({ "image[]": [first, second, third] }))).toEqual(asked);
  });

  it("takes 16 additional references and not 17", () => {
    const many = (count: number): RequestFields =>
      form({ image: [first], images: Array.from({ length: count }, () => second) });
    expect(found(many(16))).toHaveLength(17);
    expect(refused(many(17))).toMatchObject({ status: 400, param: "images" });
    expect(refused(form({ "image[]": Array.from({ length: 18 }, () => first) }))).toMatchObject({
      status: 400,
    });
  });

  it("refuses a form without a primary, with two, or with text for a file", () => {
    expect(refused(form({ images: [second] }))).toMatchObject({
      code: "missing_required_parameter",
      param: "image",
    });
    expect(refused(form({ image: [first, second] }))).toMatchObject({ code: "duplicate_parameter" });
    const text: RequestFields = { encoding: "form", values: new Map([["image", ["x"]]]), files: new Map() };
    expect(refused(text)).toMatchObject({ status: 400, code: "invalid_type" });
  });

  it("refuses what is no png, jpeg or webp", async () => {
    const gif = await plainPicture(8, 8, "#444", "gif");
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>');
    for (const bytes of [gif, svg, new Uint8Array()])
      expect(refused(form({ image: [bytes] }))).toMatchObject({ status: 400, code: "invalid_image_file" });
    for (const format of ["jpeg", "webp"] as const)
      expect(found(form({ image: [await plainPicture(8, 8, "#444", format)] }))).toHaveLength(1);
  });
});

describe("pictures of an edit in JSON", () => {
  it("takes data URLs, bare base64 for the additional ones, and the engine's own URLs", () => {
    const images = [Buffer.from(second).toString("base64"), ownUrl];
    expect(found(json({ image: dataUrl(first), images }))).toEqual(asked);
  });

  it.each([
    ["no primary", { images: [dataUrl(first)] }, "image", "missing_required_parameter"],
    ["a primary that is no string", { image: [dataUrl(first)] }, "image", "invalid_type"],
    ["no reference in images", { image: dataUrl(first), images: [] }, "images", "invalid_value"],
    [
      "17 references",
      { image: dataUrl(first), images: Array(17).fill(dataUrl(first)) },
      "images",
      "invalid_value",
    ],
    ["images that are no list", { image: dataUrl(first), images: dataUrl(second) }, "images", "invalid_type"],
    ["another server's URL", { image: "https://example.com/a.png" }, "image", "invalid_image_url"],
    ["an unknown file id", { image: dataUrl(first), images: ["file-abc"] }, "images[0]", "file_not_found"],
    ["broken base64", { image: "data:image/png;base64,%%%" }, "image", "invalid_base64"],
    ["a data URL that is not base64", { image: "data:image/png,abc" }, "image", "invalid_value"],
    ["base64 of something else", { image: dataUrl(Buffer.from("text")) }, "image", "invalid_image_file"],
  ])("refuses %s", (_, values, param, code) => {
    expect(refused(json(values))).toMatchObject({ status: 400, param, code });
  });
});
