// What each way out loses of a base, said from its header before anything is written.
import { expect, test } from "vitest";
import { lossesOf } from "#electron/compositions/base-file.ts";
import type { PictureNature } from "#electron/compositions/decode-picture.ts";

const colour: PictureNature = {
  width: 10,
  height: 10,
  channels: 3,
  bits: 8,
  isCmyk: false,
  frames: 1,
  profile: new Uint8Array(4),
  profileName: "Display P3",
  exif: null,
  pixelsPerMetre: null,
};

test("a colour profile is lost nowhere; one for grey where the file is written as RGB", () => {
  const lost = (nature: PictureNature) =>
    Object.entries(lossesOf(nature, false))
      .filter(([, losses]) => losses.includes("profile-converted"))
      .map(([way]) => way);
  expect(lost(colour)).toEqual([]);
  const grey = { ...colour, channels: 1, profileName: "Dot Gain 20%" } as const;
  expect(lost(grey)).toEqual(["jpeg", "webp", "psd"]);
  expect(lost({ ...grey, channels: 2 })).toEqual(["jpeg", "webp", "psd"]);
  expect(lost({ ...grey, profile: null })).toEqual([]);
  expect(lossesOf(grey, false)).toMatchObject({ flatten: ["grey-as-colour"], png: ["grey-as-colour"] });
  expect(lossesOf(colour, false)).toMatchObject({ flatten: [], png: [] });
});

test("what the clipboard may not carry is said before the picture is copied", () => {
  expect(lossesOf(colour, false).copy).toEqual(["clipboard-strips"]);
  const plain = { ...colour, profile: null };
  expect(lossesOf(plain, false).copy).toEqual([]);
  expect(lossesOf({ ...plain, exif: new Uint8Array(4) }, false).copy).toEqual(["clipboard-strips"]);
  expect(lossesOf({ ...plain, bits: 16 }, false).copy).toEqual(["reduced-to-8-bit"]);
  expect(lossesOf(null, true).copy).toEqual([]);
});

test("what is sent is said to be 8-bit sRGB where the picture is more, and only there", () => {
  const sent = (nature: PictureNature | null) => lossesOf(nature, false).sending;
  expect(sent(colour)).toEqual(["sent-as-srgb"]);
  expect(sent({ ...colour, bits: 16 })).toEqual(["sent-as-srgb", "reduced-to-8-bit"]);
  expect(sent({ ...colour, bits: 16, profile: null, profileName: null })).toEqual(["reduced-to-8-bit"]);
  expect(sent({ ...colour, profileName: "sRGB IEC61966-2.1" })).toEqual([]);
  expect(sent({ ...colour, channels: 1, profileName: "Dot Gain 20%" })).toEqual([]);
  expect(sent(null)).toEqual([]);
});
