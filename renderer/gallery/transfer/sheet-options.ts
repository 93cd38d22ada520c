// The choices of the contact sheet, remembered by this browser for the next time.
import { sheetOptionsSchema, type SheetOptions } from "#shared/rules/plan-sheet.ts";

const storageKey = "inlay.sheet";

const firstSheetOptions: SheetOptions = {
  format: "pdf",
  paper: "a4",
  orientation: "portrait",
  background: "white",
  columns: 4,
  title: "",
  captions: ["name"],
};

/** What was chosen last, without the title, which belongs to one sheet. */
export function readSheetOptions(): SheetOptions {
  try {
    const stored = sheetOptionsSchema.safeParse(JSON.parse(localStorage.getItem(storageKey) ?? ""));
    return stored.success ? { ...stored.data, title: "" } : firstSheetOptions;
  } catch {
    return firstSheetOptions;
  }
}

export function storeSheetOptions(options: SheetOptions): void {
  try {
    localStorage.setItem(storageKey, JSON.stringify({ ...options, title: "" }));
  } catch {
    // Switched off or full: the choices last for this time.
  }
}
