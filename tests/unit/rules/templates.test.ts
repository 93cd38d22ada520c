import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fanOut, fillTemplate, splitValues, templateVariables } from "#shared/rules/templates.ts";

describe("a template", () => {
  it.each([
    ["a {animal} in {place}, {animal} style", ["animal", "place"]],
    ["{{not one}} but {this one}", ["this one"]],
    ["{} { } {-x} {a{b}}", ["b"]],
    ["{größe} {色}", ["größe", "色"]],
    ["no variables", []],
    [`{${"x".repeat(41)}}`, []],
  ])("[V1] %j has %j", (text, names) => {
    expect(templateVariables(text)).toEqual(names);
  });

  it.each([
    ["red | green|blue", ["red", "green", "blue"]],
    ["red\r\ngreen\nred", ["red", "green"]],
    [" | \n", []],
  ])("[V2] %j is the list %j", (typed, values) => {
    expect(splitValues(typed)).toEqual(values);
  });

  it("[V3] keeps a variable that has no value", () => {
    expect(fillTemplate("a {colour} {thing}", { colour: "red" })).toBe("a red {thing}");
    expect(fillTemplate("{{x}} {x}", { x: "1" })).toBe("{x} 1");
    expect(fillTemplate("{x}", { x: "{x} $& $1" })).toBe("{x} $& $1");
  });

  it("[V4] fans out into one prompt per combination, the last variable fastest", () => {
    expect(fanOut("{a}-{b}", { a: ["1", "2"], b: ["x", "y"] })).toEqual(["1-x", "1-y", "2-x", "2-y"]);
    expect(fanOut("{a}-{b}", { b: ["x"] })).toEqual(["{a}-x"]);
    expect(fanOut("plain", {})).toEqual(["plain"]);
  });

  it("[V4] makes as many prompts as the product of the lists, for any lists", () => {
    const list = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,5}$/), { maxLength: 4 });
    fc.assert(
      fc.property(list, list, (first, second) => {
        const prompts = fanOut("{first} and {second}", { first, second });
        expect(prompts).toHaveLength(Math.max(1, first.length) * Math.max(1, second.length));
        expect(new Set(prompts).size).toBe(prompts.length);
      }),
    );
  });
});
