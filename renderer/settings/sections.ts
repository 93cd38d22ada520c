// The sections of the settings, in order.

export const sectionIds = [
  "key",
  "demo",
  "network",
  "endpoint",
  "requests",
  "defaults",
  "library",
  "appearance",
  "prices",
  "shortcuts",
  "diagnostics",
] as const;

export type SectionId = (typeof sectionIds)[number];

export function isSectionId(id: string): id is SectionId {
  return sectionIds.some((known) => known === id);
}
