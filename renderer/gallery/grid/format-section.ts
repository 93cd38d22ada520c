// Headings of days and months in words.
const day = new Intl.DateTimeFormat("en-GB", {
  weekday: "long",
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});
const month = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });

/** "Sunday, 22 November 2026" from `2026-11-22`, "November 2026" from `2026-11`. */
export function formatSection(title: string): string {
  const at = new Date(`${title.length === 7 ? `${title}-01` : title}T00:00:00Z`);
  if (Number.isNaN(at.getTime())) return title;
  return (title.length === 7 ? month : day).format(at);
}
