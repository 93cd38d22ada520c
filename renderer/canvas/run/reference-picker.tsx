// Pictures of the library to take along as references: newest first, or what a word finds.
import { Images } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { invoke } from "#renderer/bridge/bridge.ts";
import { useSentences } from "#renderer/session/sentences.ts";
import { IconButton } from "#renderer/ui/icon-button.tsx";
import { Popover } from "#renderer/ui/popover.tsx";
import { TextField } from "#renderer/ui/text-field.tsx";
import { Thumb } from "#renderer/ui/thumb.tsx";
import { thumbUrl } from "#shared/contract/media.ts";
import type { PictureId } from "#shared/model/ids.ts";
import type { PictureCard } from "#shared/model/picture.ts";
import styles from "./run.module.css";

interface ReferencePickerProps {
  readonly disabled: boolean;
  readonly onPick: (id: PictureId) => void;
}

const shown = 30;

export function ReferencePicker({ disabled, onPick }: ReferencePickerProps) {
  const { t } = useTranslation("canvas");
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover
      title={t("run.fromLibrary")}
      side="top"
      isOpen={isOpen}
      onOpenChange={setOpen}
      className={styles["picker"]}
      trigger={
        <IconButton
          label={t("run.fromLibrary")}
          side="top"
          icon={<Images size={16} strokeWidth={1.5} />}
          disabled={disabled}
        />
      }
    >
      <Found onPick={onPick} />
    </Popover>
  );
}

function Found({ onPick }: Pick<ReferencePickerProps, "onPick">) {
  const { t } = useTranslation("canvas");
  const { forError } = useSentences();
  const [text, setText] = useState("");
  const [pictures, setPictures] = useState<readonly PictureCard[] | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  useEffect(() => {
    let isCurrent = true;
    void invoke("picture.search", { text, limit: shown }).then((reply) => {
      if (!isCurrent) return;
      setFailure(reply.ok ? null : forError(reply.error).title);
      if (reply.ok) setPictures(reply.value.pictures);
    });
    return () => {
      isCurrent = false;
    };
  }, [text, forError]);
  return (
    <>
      <TextField
        autoFocus
        label={t("run.searchLibrary")}
        isLabelHidden
        placeholder={t("run.searchLibrary")}
        value={text}
        onValueChange={setText}
      />
      {failure !== null && <p role="alert">{failure}</p>}
      {pictures?.length === 0 && <p className={styles["scores"]}>{t("run.noneFound")}</p>}
      <div className={styles["found"]}>
        {pictures?.map(({ id, asset, title, widthPx, heightPx }) => (
          <button
            key={id}
            type="button"
            aria-label={t("run.takeAlong", { name: title })}
            title={title}
            className={styles["foundPicture"]}
            onClick={() => onPick(id)}
          >
            <Thumb
              src={thumbUrl(asset, 160)}
              alt=""
              {...{ widthPx, heightPx }}
              className={styles["pixels"]}
            />
          </button>
        ))}
      </div>
    </>
  );
}
