// How a contact sheet looks, with its first page in view while it is chosen.
import { useEffect, useMemo, useRef, useState, type RefObject } from "react";
import { useTranslation } from "react-i18next";
import { uploadFile } from "#renderer/bridge/bridge.ts";
import { useSentences } from "#renderer/session/sentences.ts";
import { Button } from "#renderer/ui/button.tsx";
import { Checkbox } from "#renderer/ui/checkbox.tsx";
import { Dialog } from "#renderer/ui/dialog.tsx";
import { announce } from "#renderer/ui/live-region.tsx";
import { NumberField } from "#renderer/ui/number-field.tsx";
import { ProgressBar } from "#renderer/ui/progress-bar.tsx";
import { SegmentedControl } from "#renderer/ui/segmented-control.tsx";
import { TextField } from "#renderer/ui/text-field.tsx";
import type { StudioError } from "#shared/errors/studio-error.ts";
import type { PictureCard } from "#shared/model/picture.ts";
import { planSheet, sheetOptionsSchema, type SheetOptions } from "#shared/rules/plan-sheet.ts";
import { drawWords } from "./draw-words.ts";
import { readSheetOptions, storeSheetOptions } from "./sheet-options.ts";
import { SheetPreview } from "./sheet-preview.tsx";
import { startExport } from "./start-export.ts";
import { createBoxCheck, findUnwritable } from "./unwritable.ts";
import styles from "./sheet-dialog.module.css";

interface SheetDialogProps {
  readonly pictures: readonly PictureCard[];
  readonly onClose: () => void;
}

export function SheetDialog({ pictures, onClose }: SheetDialogProps) {
  const { t } = useTranslation("transfer");
  const { forError } = useSentences();
  const [options, setOptions] = useState(readSheetOptions);
  const { drawn, draw, stop } = useWords();
  const titleField = useRef<HTMLInputElement>(null);
  const [error, setError] = useState<StudioError | null>(null);
  const change = (part: Partial<SheetOptions>): void => setOptions((before) => ({ ...before, ...part }));
  const isLegal = sheetOptionsSchema.safeParse(options).success;
  const plan = planSheet(options);
  const pages = Math.ceil(pictures.length / plan.perPage);

  const start = async (): Promise<void> => {
    storeSheetOptions(options);
    setError(null);
    const words = await draw(pictures, options);
    if (!words.ok) return setError(words.error);
    if (words.value === null) return;
    const failure = await startExport(
      pictures.map(({ id }) => id),
      { kind: "sheet", sheet: options, words: words.value },
    );
    if (failure !== null) return setError(failure);
    announce(t("export.started"));
    onClose();
  };
  return (
    <Dialog
      isOpen
      size="large"
      initialFocus={titleField}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("sheet.title", { count: pictures.length })}
      footer={
        <>
          {drawn !== null && <WordsProgress drawn={drawn} all={pictures.length} />}
          <Button tone="ghost" onClick={drawn === null ? onClose : stop}>
            {drawn === null ? t("export.cancel") : t("sheet.stop")}
          </Button>
          <Button tone="primary" disabled={!isLegal} isBusy={drawn !== null} onClick={() => void start()}>
            {t("sheet.make")}
          </Button>
        </>
      }
    >
      <div className={styles["columns"]}>
        <div className={styles["fields"]}>
          <SheetFields options={options} titleField={titleField} onChange={change} />
          <BoxNote pictures={pictures} options={options} />
          {error !== null && (
            <p role="alert" className={styles["error"]}>
              {forError(error).title}. {forError(error).next}
            </p>
          )}
        </div>
        <figure className={styles["figure"]}>
          <SheetPreview pictures={pictures} options={options} label={t("sheet.preview")} />
          <figcaption className={styles["note"]}>
            {t("sheet.pages", { count: pages })} {t("sheet.perPage", { count: plan.perPage })}
          </figcaption>
        </figure>
      </div>
    </Dialog>
  );
}

/** Words on their way: how many pictures have theirs, null while none are drawn. They stop with the dialog. */
function useWords() {
  const [drawn, setDrawn] = useState<number | null>(null);
  const under = useRef<AbortController | null>(null);
  useEffect(() => () => under.current?.abort(), []);
  const draw = async (pictures: readonly PictureCard[], options: SheetOptions) => {
    const run = new AbortController();
    under.current = run;
    setDrawn(0);
    const words = await drawWords(pictures, options, uploadFile, {
      signal: run.signal,
      onProgress: setDrawn,
    });
    setDrawn(null);
    return words;
  };
  return { drawn, draw, stop: () => under.current?.abort() };
}

function WordsProgress({ drawn, all }: { readonly drawn: number; readonly all: number }) {
  const { t } = useTranslation("transfer");
  return (
    <div className={styles["progress"]}>
      <ProgressBar label={t("sheet.drawing")} value={drawn / Math.max(1, all)} />
      <span>{t("sheet.drawn", { drawn, all })}</span>
    </div>
  );
}

const shownPlaces = 5;

/** What the sheet would show as boxes, because this machine has no font for it. */
function BoxNote({
  pictures,
  options,
}: Pick<SheetDialogProps, "pictures"> & { readonly options: SheetOptions }) {
  const { t } = useTranslation("transfer");
  const [isBox] = useState(createBoxCheck);
  const { title, captions: written } = options;
  const { places, isTitle } = useMemo(
    () => findUnwritable(pictures, { title, captions: written }, isBox),
    [pictures, title, written, isBox],
  );
  if (places.length === 0 && !isTitle) return null;
  const list = new Intl.ListFormat("en").format([
    ...places.slice(0, shownPlaces).map((place) => place.toLocaleString("en")),
    ...(places.length > shownPlaces ? [t("sheet.boxesMore", { count: places.length - shownPlaces })] : []),
  ]);
  return (
    <p role="status" className={styles["boxNote"]}>
      {isTitle && t("sheet.boxesTitle")}{" "}
      {places.length > 0 && t("sheet.boxes", { count: places.length, list })} {t("sheet.boxesNext")}
    </p>
  );
}

interface FieldsProps {
  readonly options: SheetOptions;
  readonly titleField: RefObject<HTMLInputElement | null>;
  readonly onChange: (part: Partial<SheetOptions>) => void;
}

const captions = ["name", "date", "rating"] as const;

function SheetFields({ options, titleField, onChange }: FieldsProps) {
  const { t } = useTranslation("transfer");
  const choice = <Value extends string>(
    name: "format" | "paper" | "orientation" | "background",
    values: readonly Value[],
  ) => values.map((value) => ({ value, label: t(`sheet.${name}s.${value}` as "sheet.formats.pdf") }));
  return (
    <>
      <TextField
        layout="row"
        label={t("sheet.heading")}
        value={options.title}
        maxLength={200}
        placeholder={t("sheet.noHeading")}
        ref={titleField}
        onValueChange={(title) => onChange({ title })}
      />
      <SegmentedControl
        layout="row"
        label={t("sheet.format")}
        value={options.format}
        segments={choice("format", ["pdf", "png"] as const)}
        onValueChange={(format) => onChange({ format })}
      />
      <SegmentedControl
        layout="row"
        label={t("sheet.paper")}
        value={options.paper}
        segments={choice("paper", ["a4", "a3", "letter"] as const)}
        onValueChange={(paper) => onChange({ paper })}
      />
      <SegmentedControl
        layout="row"
        label={t("sheet.orientation")}
        value={options.orientation}
        segments={choice("orientation", ["portrait", "landscape"] as const)}
        onValueChange={(orientation) => onChange({ orientation })}
      />
      <NumberField
        layout="row"
        label={t("sheet.columns")}
        value={options.columns}
        min={1}
        max={12}
        onValueChange={(columns) => onChange({ columns: Math.round(columns ?? 4) })}
      />
      <SegmentedControl
        layout="row"
        label={t("sheet.background")}
        value={options.background}
        segments={choice("background", ["white", "grey", "black"] as const)}
        onValueChange={(background) => onChange({ background })}
      />
      <fieldset className={styles["captions"]}>
        <legend>{t("sheet.captions")}</legend>
        <div className={styles["boxes"]}>
          {captions.map((caption) => (
            <Checkbox
              key={caption}
              label={t(`sheet.caption.${caption}`)}
              checked={options.captions.includes(caption)}
              onCheckedChange={(isOn) =>
                onChange({
                  captions: captions.filter((one) =>
                    one === caption ? isOn : options.captions.includes(one),
                  ),
                })
              }
            />
          ))}
        </div>
      </fieldset>
    </>
  );
}
