import fc from "fast-check";
import { expect, it } from "vitest";
import {
  foldName,
  nameFromTemplate,
  uniqueName,
  unknownFields,
  type NameFields,
} from "#shared/rules/name-template.ts";

const fields: NameFields = {
  date: "2026-11-22",
  title: "A cute baby sea otter",
  id: "1a2b3c4d",
  n: 3,
  width: 1024,
  height: 768,
  collection: "Otters",
  rating: 4,
  kind: "generate",
};

it("[X1] fills fields and flags those that do not exist", () => {
  const template = "{date} {title} {n} {width}x{height} {collection} {rating} {kind} {id} {prompt} {x}";
  expect(nameFromTemplate(template, fields)).toBe(
    "2026-11-22 A cute baby sea otter 3 1024x768 Otters 4 generate 1a2b3c4d {prompt} {x}",
  );
  expect(unknownFields(`${template}{x}`)).toEqual(["prompt", "x"]);
});

it("[X2] is legal on every system whatever the fields hold", () => {
  const hostile = fc.oneof(
    fc.string({
      unit: fc.constantFrom(...Array.from("aB .<>:/\\|?*\n\u202e\u200b\u{1f9a6}\ud800\u0000\u00e9")),
      maxLength: 40,
    }),
    fc.constantFrom(
      "CON",
      "nul.txt",
      "COM1",
      "a/b\\c:d*e?f",
      "\u202Egnp.exe",
      "...",
      "\n",
      "a ".repeat(200),
      "界".repeat(300),
    ),
  );
  fc.assert(
    fc.property(hostile, hostile, (title, collection) => {
      const name = nameFromTemplate("{title}{collection}", { ...fields, title, collection });
      expect(name).not.toBe("");
      expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(202);
      expect(name).not.toMatch(/[\p{Cc}\p{Cf}<>:"/\\|?*]/u);
      expect(name).not.toMatch(/^[. ]|[. ]$/);
      expect(name).not.toMatch(/^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i);
      expect(name.isWellFormed()).toBe(true);
    }),
  );
});

it("[X3] takes no name twice, capitals or not", () => {
  const taken = new Set<string>();
  const names = ["Otter", "otter", "OTTER", "café", "cafe\u0301"].map((name) => {
    const unique = uniqueName(name, "png", taken);
    taken.add(foldName(unique));
    return unique;
  });
  expect(names.slice(0, 3)).toEqual(["Otter.png", "otter (2).png", "OTTER (3).png"]);
  expect(names[4]).toMatch(/\(2\)\.png$/);
});
