// Every word the user reads, by room. Keys are typed: a key that is not here does not compile.
import { createInstance, type FormatterModule, type i18n } from "i18next";
import { initReactI18next } from "react-i18next";
import { app } from "./en/app.ts";
import { canvas } from "./en/canvas.ts";
import { canvasTakes } from "./en/canvas-takes.ts";
import { care } from "./en/care.ts";
import { createResults } from "./en/create-results.ts";
import { create } from "./en/create.ts";
import { errorsOfRefusals } from "./en/errors-refusals.ts";
import { errors } from "./en/errors.ts";
import { galleryJudge } from "./en/gallery-judge.ts";
import { galleryOrganise } from "./en/gallery-organise.ts";
import { gallerySearch } from "./en/gallery-search.ts";
import { gallery } from "./en/gallery.ts";
import { pictures } from "./en/pictures.ts";
import { settings } from "./en/settings.ts";
import { tasks } from "./en/tasks.ts";
import { transfer } from "./en/transfer.ts";
import { ui } from "./en/ui.ts";
import { usage } from "./en/usage.ts";

const english = {
  app,
  canvas: { ...canvas, ...canvasTakes },
  care,
  create: { ...create, ...createResults },
  errors: { ...errors, ...errorsOfRefusals },
  gallery: { ...gallery, ...gallerySearch, ...galleryOrganise, ...galleryJudge },
  pictures,
  settings,
  tasks,
  transfer,
  ui,
  usage,
} as const;

declare module "i18next" {
  interface CustomTypeOptions {
    readonly defaultNS: "app";
    readonly resources: typeof english;
    readonly returnNull: false;
  }
}

/** Measures and marks stand as they are typed, without a comma. */
const plainGaps = new Set([
  "width",
  "height",
  "widthPx",
  "heightPx",
  "multiplePx",
  "px",
  "x",
  "y",
  "pid",
  "status",
]);

/** Numbers have their thousands divided, in whatever sentence they stand. */
const spelling: FormatterModule = {
  type: "formatter",
  init: () => undefined,
  add: () => undefined,
  addCached: () => undefined,
  format: (value: unknown, _format, _language, options) =>
    typeof value === "number" && !plainGaps.has(String(options?.["interpolationkey"]))
      ? value.toLocaleString("en")
      : (value as string),
};

/** The catalogue, ready for use; initialised without waiting because its words are bundled. */
export function createCatalogue(): i18n {
  const catalogue = createInstance();
  void catalogue
    .use(initReactI18next)
    .use(spelling)
    .init({
      lng: "en",
      resources: { en: english },
      defaultNS: "app",
      initAsync: false,
      returnNull: false,
      // React escapes what it draws.
      interpolation: { escapeValue: false, alwaysFormat: true },
    });
  return catalogue;
}
