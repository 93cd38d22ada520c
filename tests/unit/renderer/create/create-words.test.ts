import { describe, expect, it } from "vitest";
import { createResults } from "#renderer/app/strings/en/create-results.ts";
import { create } from "#renderer/app/strings/en/create.ts";
import { referenceNoteSchema } from "#shared/model/image-request.ts";
import { pictureProblemSchema } from "#shared/model/picture.ts";
import { useSizes } from "#shared/rules/use-sizes.ts";

describe("words of Create", () => {
  it("name every use of a size, and no other", () => {
    expect(Object.keys(create.size.uses).toSorted()).toEqual(useSizes.map(({ id }) => id).toSorted());
  });

  it("say everything that was done to a reference, and every fault of a picture", () => {
    expect(Object.keys(create.references.notes).toSorted()).toEqual(referenceNoteSchema.options.toSorted());
    expect(Object.keys(createResults.picture.problem).toSorted()).toEqual(
      pictureProblemSchema.options.toSorted(),
    );
  });
});
