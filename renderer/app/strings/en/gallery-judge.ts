// Words of comparing and of lineage.

/** English words. */
export const galleryJudge = {
  compare: {
    label: "Compare",
    close: "Close",
    mode: "How to compare",
    side: "Side by side",
    slider: "Slider",
    difference: "Difference",
    twoOnly: "Slider and difference compare two pictures.",
    divider: "Where one picture ends",
    dividerText: "{{percent}} % of the first picture",
    fit: "Fit to window",
    actual: "Actual pixels",
    swap: "Swap",
    working: "Comparing every pixel",
    failed: "The pixels could not be read.",
    sizes: "The pictures differ in size ({{first}} and {{second}}): a difference needs two of one size.",
    equal: "Every one of {{total}} pixels is the same.",
    differs: "{{changed}} of {{total}} pixels differ ({{percent}} %), at most by {{most}} of 255.",
    gain: "Amplify",
    gainText: "× {{gain}}",
  },
  graph: {
    title: "Lineage",
    loading: "Looking for relatives",
    alone: "This picture was made from no other, and no other was made from it.",
    cut: "Only the nearest 500 pictures are drawn.",
    show: "Show in the gallery",
    node: "{{name}}, {{parents}} above, {{children}} below",
    outside: "not in the library",
    trashed: "in the trash",
    here: "looked at",
    keys: "Arrow keys walk from picture to picture; Enter shows the family of another.",
  },
} as const;
