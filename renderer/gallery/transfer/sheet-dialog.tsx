// How a contact sheet looks, with its first page in view while it is chosen.
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { uploadFile } from "#renderer/bridge/bridge.ts";
import { useSentences } from "#renderer/session/sentences.ts";
import { Button } from "#renderer/ui/button.tsx";
import { Checkbox } from "#renderer/ui/checkbox.tsx";
import { Dialog } from "#renderer/ui/dialog.tsx";
import { announce } from "#renderer/ui/live-region.tsx";
import { NumberField } from "#renderer/ui/number-field.tsx";
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
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<StudioError | null>(null);
  const change = (part: Partial<SheetOptions>): void => setOptions((before) => ({ ...before, ...part }));
  const isLegal = sheetOptionsSchema.safeParse(options).success;
  const plan = planSheet(options);
  const pages = Math.ceil(pictures.length / plan.perPage);

  const make = async (): Promise<StudioError | null> => {
    storeSheetOptions(options);
    const words = await drawWords(pictures, options, uploadFile);
    if (!words.ok) return words.error;
    return await startExport(
      pictures.map(({ id }) => id),
      { kind: "sheet", sheet: options, words: words.value },
    );
  };
  const start = async (): Promise<void> => {
    setBusy(true);
    const failure = await make();
    setBusy(false);
    setError(failure);
    if (failure !== null) return;
    announce(t("export.started"));
    onClose();
  };
  return (
    <Dialog
      isOpen
      size="large"
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("sheet.title", { count: pictures.length })}
      footer={
        <>
          <Button tone="ghost" onClick={onClose}>
            {t("export.cancel")}
          </Button>
          <Button tone="primary" disabled={!isLegal} isBusy={isBusy} onClick={() => void start()}>
            {t("sheet.make")}
          </Button>
        </>
      }
    >
      <div className={styles["columns"]}>
        <div className={styles["fields"]}>
          <SheetFields options={options} onChange={change} />
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
  readonly onChange: (part: Partial<SheetOptions>) => void;
}

const captions = ["name", "date", "rating"] as const;

function SheetFields({ options, onChange }: FieldsProps) {
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
        autoFocus
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
