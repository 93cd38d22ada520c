// The choices of the export dialog, remembered by this browser for the next time.
import { exportOptionsSchema, type ExportOptions } from "#shared/contract/calls/export-calls.ts";

const storageKey = "inlay.export";

export const firstExportOptions: ExportOptions = {
  nameTemplate: "{date} {title} {id}",
  format: "original",
  quality: 90,
  longEdgePx: null,
  icc: "keep",
  recipe: "xmp",
};

/** What was chosen last; the first choices where nothing is stored, or nothing that fits. */
export function readExportOptions(): ExportOptions {
  try {
    const stored = exportOptionsSchema.safeParse(JSON.parse(localStorage.getItem(storageKey) ?? ""));
    return stored.success ? stored.data : firstExportOptions;
  } catch {
    return firstExportOptions;
  }
}

export function storeExportOptions(options: ExportOptions): void {
  try {
    localStorage.setItem(storageKey, JSON.stringify(options));
  } catch {
    // Switched off or full: the choices last for this time.
  }
}
