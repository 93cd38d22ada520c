// Recipes on their way in: found in the file as it came, and told with what of them is not here.
import { rm } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, expect, it } from "vitest";
import { recipeHandlers } from "#electron/hosts/handlers/recipe-handlers.ts";
import { createPixelPort } from "#electron/hosts/library-pixels.ts";
import type { LibrarySession } from "#electron/hosts/library-session.ts";
import { createTransferShelf } from "#electron/hosts/transfer/transfer-shelf.ts";
import type { Library } from "#electron/library/library.ts";
import type { UploadPurpose } from "#shared/contract/media.ts";
import { ok } from "#shared/errors/result.ts";
import type { AssetId } from "#shared/model/ids.ts";
import { blankRequest, type Reference } from "#shared/model/image-request.ts";
import { writeRecipeXmp } from "#shared/rules/recipes/recipe-xmp.ts";
import { codec, freshFolder, mustOpen, pngOf } from "#tests/unit/library/library-fixture.ts";

let folder: string;
let library: Library;
const shelf = createTransferShelf();

beforeAll(async () => {
  folder = await freshFolder();
  library = await mustOpen(join(folder, "library"), { codec });
});
afterAll(async () => {
  await library.close();
  await shelf.close();
  await rm(folder, { recursive: true, force: true });
});

async function upload(purpose: UploadPurpose, name: string, bytes: Buffer) {
  const session = { current: () => ok({ library }) } as unknown as Pick<LibrarySession, "current">;
  const pixels = createPixelPort(session, shelf);
  async function* body(): AsyncGenerator<Uint8Array> {
    yield bytes;
  }
  const reply = await pixels.receiveUpload({
    purpose,
    name,
    body: body(),
    signal: new AbortController().signal,
  });
  if (!reply.ok) throw new Error(JSON.stringify(reply.error));
  return reply.value;
}

const elsewhere = (number: number): Reference => ({
  asset: String(number).padStart(64, "0") as AssetId,
  mediaType: "image/png",
  name: `other ${number}.png`,
  label: "style",
  widthPx: 10,
  heightPx: 10,
  bytes: 99,
  picture: null,
  notes: [],
  url: null,
});
const picture = () => sharp({ create: { width: 40, height: 30, channels: 3, background: "teal" } });
const forms = [
  ["16-bit.png", async (xmp: string) => await picture().toColourspace("rgb16").png().withXmp(xmp).toBuffer()],
  ["cmyk.jpg", async (xmp: string) => await picture().toColourspace("cmyk").jpeg().withXmp(xmp).toBuffer()],
  ["small.avif", async (xmp: string) => await picture().avif({ effort: 0 }).withXmp(xmp).toBuffer()],
] as const;

for (const [name, make] of forms)
  it(`[I5] keeps the recipe of a file that has to be converted: ${name}`, async () => {
    const request = { ...blankRequest, prompt: `an otter as ${name}` };
    const bytes = await make(writeRecipeXmp(request, request.prompt));
    const asReference = await upload("reference", name, bytes);
    expect(asReference).toMatchObject({ recipe: { recipe: { source: "inlay", request }, missing: [] } });
    expect(asReference.purpose === "reference" && asReference.reference.notes.length).toBeGreaterThan(0);
    const asPicture = await upload("import", name, bytes);
    expect(asPicture).toMatchObject({ fresh: true, recipe: { recipe: { request } } });
    expect(library.search({ text: "is:recipe" }).pictures[0]).toMatchObject({ title: name });
    // The bytes a second time: the picture that is here still says how it was made.
    expect(await upload("import", name, bytes)).toMatchObject({
      fresh: false,
      recipe: { recipe: { request } },
    });
  });

it("[I6] says which references of a recipe are of another library, also later", async () => {
  const here = await upload("reference", "here.png", await pngOf(1));
  if (here.purpose !== "reference") throw new Error("not kept");
  const references = [elsewhere(1), here.reference, elsewhere(2)];
  const request = { ...blankRequest, prompt: "in this style", references };
  const bytes = await picture().png().withXmp(writeRecipeXmp(request, request.prompt)).toBuffer();
  const missing = [elsewhere(1).asset, elsewhere(2).asset];
  const taken = await upload("import", "styled.png", bytes);
  expect(taken).toMatchObject({ recipe: { recipe: { request }, missing } });
  if (taken.purpose !== "import") throw new Error("not taken");
  const session = { current: () => ok({ library }) } as unknown as Pick<LibrarySession, "current">;
  const later = await recipeHandlers({ session, codec })["picture.recipe"]({ id: taken.picture.id });
  expect(later).toMatchObject({ ok: true, value: { recipe: { request }, missing } });
});

it("says nothing of a recipe where a file has none", async () => {
  expect(await upload("import", "plain.png", await pngOf(7))).toMatchObject({ recipe: null });
});
