// Pictures of the library to take along as references: newest first, or what a word finds.
import { Check, Images } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { invoke } from "#renderer/bridge/bridge.ts";
import { useSentences } from "#renderer/session/sentences.ts";
import { useCommandKey, useCommands } from "#renderer/session/commands.ts";
import { IconButton } from "#renderer/ui/icon-button.tsx";
import { joinClasses } from "#renderer/ui/join-classes.ts";
import { Popover } from "#renderer/ui/popover.tsx";
import { TextField } from "#renderer/ui/text-field.tsx";
import { Thumb } from "#renderer/ui/thumb.tsx";
import { thumbUrl } from "#shared/contract/media.ts";
import type { Reference } from "#shared/model/image-request.ts";
import type { PictureId } from "#shared/model/ids.ts";
import type { PictureCard } from "#shared/model/picture.ts";
import styles from "./run.module.css";

interface ReferencePickerProps {
  readonly isFull: boolean;
  /** What goes along already: it is marked, and not taken twice. */
  readonly taken: readonly Pick<Reference, "asset">[];
  readonly onPick: (id: PictureId) => void;
}

const shown = 30;

export function ReferencePicker({ isFull, taken, onPick }: ReferencePickerProps) {
  const { t } = useTranslation("canvas");
  const [isOpen, setOpen] = useState(false);
  const key = useCommandKey("canvas.pickReferences");
  useCommands({ "canvas.pickReferences": { enabled: () => !isFull, run: () => setOpen(true) } });
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
          chord={key}
          // A picture that fills the last place is picked in here: the panel must not lose its button.
          isIdle={isFull}
        />
      }
    >
      <Found isFull={isFull} taken={taken} onPick={onPick} />
    </Popover>
  );
}

function Found({ isFull, taken, onPick }: ReferencePickerProps) {
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
        {pictures?.map(({ id, asset, title, widthPx, heightPx }) => {
          const isTaken = taken.some((one) => one.asset === asset);
          return (
            <button
              key={id}
              type="button"
              aria-label={t(isTaken ? "run.isTakenName" : "run.takeAlong", { name: title })}
              aria-disabled={isTaken || isFull || undefined}
              title={isTaken ? t("run.isTakenName", { name: title }) : title}
              className={joinClasses(styles["foundPicture"], isTaken && styles["taken"])}
              onClick={() => {
                if (!isTaken && !isFull) onPick(id);
              }}
            >
              <Thumb
                src={thumbUrl(asset, 160)}
                alt=""
                {...{ widthPx, heightPx }}
                className={styles["pixels"]}
              />
              {isTaken && (
                <span className={styles["takenMark"]}>
                  <Check size={12} strokeWidth={2.5} aria-hidden />
                  {t("run.isTaken")}
                </span>
              )}
            </button>
          );
        })}
      </div>
    </>
  );
}
