// Pictures that go along with the window: added from files, labelled, removed.
import { ImagePlus, X } from "lucide-react";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { uploadFile } from "#renderer/bridge/bridge.ts";
import { useSentences } from "#renderer/session/sentences.ts";
import { IconButton } from "#renderer/ui/icon-button.tsx";
import { TextField } from "#renderer/ui/text-field.tsx";
import { Thumb } from "#renderer/ui/thumb.tsx";
import { showToast } from "#renderer/ui/toast.tsx";
import { thumbUrl } from "#shared/contract/media.ts";
import type { Reference } from "#shared/model/image-request.ts";
import { limits } from "#shared/rules/limits.ts";
import type { DeskStore } from "./desk-state.ts";
import styles from "./run.module.css";

interface ReferenceChipsProps {
  readonly desk: DeskStore;
  readonly references: readonly Reference[];
}

export function ReferenceChips({ desk, references }: ReferenceChipsProps) {
  const { t } = useTranslation("canvas");
  const { forError } = useSentences();
  const picker = useRef<HTMLInputElement>(null);
  const add = async (files: readonly File[]): Promise<void> => {
    for (const file of files) {
      const reply = await uploadFile("reference", file, file.name);
      if (!reply.ok) {
        const { title, next } = forError(reply.error);
        showToast({ title, description: next, tone: "danger" });
        continue;
      }
      if (reply.value.purpose !== "reference") continue;
      const { reference } = reply.value;
      desk.setState(({ references: now }) =>
        now.some(({ asset }) => asset === reference.asset) || now.length >= limits.references.maxAdditional
          ? {}
          : { references: [...now, reference] },
      );
    }
  };
  const change = (asset: string, label: string) =>
    desk.setState({ references: references.map((one) => (one.asset === asset ? { ...one, label } : one)) });
  return (
    <div className={styles["references"]}>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        accept="image/png,image/jpeg,image/webp,image/avif,image/gif"
        aria-label={t("run.addReference")}
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          event.currentTarget.value = "";
          void add(files);
        }}
      />
      <IconButton
        label={t("run.addReference")}
        side="top"
        icon={<ImagePlus size={16} strokeWidth={1.5} />}
        disabled={references.length >= limits.references.maxAdditional}
        onClick={() => picker.current?.click()}
      />
      {references.map(({ asset, name, label, widthPx, heightPx }) => (
        <div key={asset} className={styles["reference"]}>
          <Thumb
            src={thumbUrl(asset, 160)}
            alt={t("run.reference", { name })}
            {...{ widthPx, heightPx }}
            isLazy={false}
            className={styles["referenceThumb"]}
          />
          <TextField
            label={t("run.referenceLabel", { name })}
            isLabelHidden
            placeholder={t("run.labelHint")}
            maxLength={60}
            value={label}
            onValueChange={(typed) => change(asset, typed)}
            className={styles["referenceLabel"]}
          />
          <IconButton
            size="small"
            label={t("run.removeReference", { name })}
            icon={<X size={14} strokeWidth={1.5} />}
            onClick={() => desk.setState({ references: references.filter((kept) => kept.asset !== asset) })}
          />
        </div>
      ))}
    </div>
  );
}
