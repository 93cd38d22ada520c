// How pictures leave: name, format, size, profile, recipe. Says what the first file will be called.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSentences } from "#renderer/session/sentences.ts";
import { useStudio } from "#renderer/session/studio-store.ts";
import { Button } from "#renderer/ui/button.tsx";
import { Dialog } from "#renderer/ui/dialog.tsx";
import { announce } from "#renderer/ui/live-region.tsx";
import { NumberField } from "#renderer/ui/number-field.tsx";
import { SegmentedControl } from "#renderer/ui/segmented-control.tsx";
import { TextField } from "#renderer/ui/text-field.tsx";
import { exportOptionsSchema, type ExportOptions } from "#shared/contract/calls/export-calls.ts";
import type { PictureCard } from "#shared/model/picture.ts";
import { exportedAs } from "#shared/rules/list-losses.ts";
import { nameFields, unknownFields } from "#shared/rules/name-template.ts";
import { ExportLosses } from "./export-losses.tsx";
import { previewName } from "./preview-name.ts";
import { readExportOptions, storeExportOptions } from "./export-options.ts";
import { startExport } from "./start-export.ts";
import styles from "./export-dialog.module.css";

interface ExportDialogProps {
  readonly pictures: readonly PictureCard[];
  readonly onClose: () => void;
  readonly onSheet: () => void;
}

export function ExportDialog({ pictures, onClose, onSheet }: ExportDialogProps) {
  const { t } = useTranslation("transfer");
  const { forError } = useSentences();
  const hasFolders = useStudio((state) => state.abilities.includes("choose-library"));
  const [options, setOptions] = useState(readExportOptions);
  const [error, setError] = useState<string | null>(null);
  const change = (part: Partial<ExportOptions>): void => setOptions((before) => ({ ...before, ...part }));
  const isLegal = exportOptionsSchema.safeParse(options).success;

  const start = async (kind: "files" | "records"): Promise<void> => {
    storeExportOptions(options);
    const ids = pictures.map(({ id }) => id);
    const failure = await startExport(ids, kind === "files" ? { kind, options } : { kind });
    if (failure === null) {
      announce(t("export.started"));
      onClose();
    } else setError(`${forError(failure).title}. ${forError(failure).next}`);
  };
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("export.title", { count: pictures.length })}
      footer={
        <>
          <Button tone="ghost" onClick={onClose}>
            {t("export.cancel")}
          </Button>
          <Button onClick={onSheet}>{t("export.sheet")}</Button>
          <Button onClick={() => void start("records")}>{t("export.records")}</Button>
          <Button tone="primary" disabled={!isLegal} onClick={() => void start("files")}>
            {hasFolders ? t("export.toFolder") : t("export.toZip")}
          </Button>
        </>
      }
    >
      <div className={styles["fields"]}>
        <NameField pictures={pictures} options={options} onChange={change} />
        <ShapeFields pictures={pictures} options={options} onChange={change} />
        <SegmentedControl
          layout="row"
          label={t("export.recipe")}
          value={options.recipe}
          segments={(["xmp", "strip"] as const).map((value) => ({
            value,
            label: t(`export.recipes.${value}`),
          }))}
          description={options.recipe === "xmp" ? t("export.recipeNote") : undefined}
          onValueChange={(recipe) => change({ recipe })}
        />
        {error !== null && (
          <p role="alert" className={styles["error"]}>
            {error}
          </p>
        )}
      </div>
    </Dialog>
  );
}

interface PartProps {
  readonly options: ExportOptions;
  readonly onChange: (part: Partial<ExportOptions>) => void;
}

function NameField({ pictures, options, onChange }: PartProps & Pick<ExportDialogProps, "pictures">) {
  const { t } = useTranslation("transfer");
  const [first] = pictures;
  const unknown = unknownFields(options.nameTemplate);
  const name = first === undefined ? "" : previewName(first, options);
  const wrong = unknown.map((field) => `{${field}}`).join(", ");
  return (
    <TextField
      layout="row"
      label={t("export.name")}
      value={options.nameTemplate}
      maxLength={200}
      spellCheck={false}
      error={
        options.nameTemplate === ""
          ? t("export.empty")
          : unknown.length > 0
            ? t("export.unknown", { count: unknown.length, names: wrong })
            : null
      }
      description={
        <>
          <span data-testid="export-preview">{t("export.preview", { name })}</span>
          <br />
          {t("export.fields", { fields: nameFields.map((field) => `{${field}}`).join(" ") })}
        </>
      }
      onValueChange={(nameTemplate) => onChange({ nameTemplate })}
    />
  );
}

const formats = ["original", "png", "jpeg", "webp", "avif"] as const;

function ShapeFields({ pictures, options, onChange }: PartProps & Pick<ExportDialogProps, "pictures">) {
  const { t } = useTranslation("transfer");
  const { format, quality, longEdgePx, icc } = options;
  const hasQuality = pictures.some((picture) => (exportedAs(picture, options) ?? "png") !== "png");
  const isLegalSize = exportOptionsSchema.shape.longEdgePx.safeParse(longEdgePx).success;
  return (
    <>
      <SegmentedControl
        layout="row"
        label={t("export.format")}
        value={format}
        segments={formats.map((value) => ({ value, label: t(`export.formats.${value}`) }))}
        onValueChange={(next) => onChange({ format: next })}
      />
      {hasQuality && (
        <NumberField
          layout="row"
          label={t("export.quality")}
          value={quality}
          min={1}
          max={100}
          onValueChange={(value) => onChange({ quality: Math.round(value ?? 90) })}
        />
      )}
      <NumberField
        layout="row"
        label={t("export.size")}
        value={longEdgePx}
        unit="px"
        placeholder={t("export.sizeOwn")}
        min={16}
        max={16_384}
        allowsOutOfRange
        error={isLegalSize ? null : t("export.sizeRange")}
        onValueChange={(value) => onChange({ longEdgePx: value === null ? null : Math.round(value) })}
      />
      <SegmentedControl
        layout="row"
        label={t("export.icc")}
        value={icc}
        segments={(["keep", "srgb"] as const).map((value) => ({ value, label: t(`export.iccs.${value}`) }))}
        onValueChange={(next) => onChange({ icc: next })}
      />
      <ExportLosses pictures={pictures} wish={options} />
    </>
  );
}
