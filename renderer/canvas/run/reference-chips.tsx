// Pictures that go along with the window: added from files, from the library, by drop and by paste; labelled, moved, removed.
import { ImagePlus, X } from "lucide-react";
import { useRef, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { useCommandKey, useCommands } from "#renderer/session/commands.ts";
import { IconButton } from "#renderer/ui/icon-button.tsx";
import { announce } from "#renderer/ui/live-region.tsx";
import { TextField } from "#renderer/ui/text-field.tsx";
import { Thumb } from "#renderer/ui/thumb.tsx";
import { thumbUrl } from "#shared/contract/media.ts";
import type { AssetId } from "#shared/model/ids.ts";
import type { Reference } from "#shared/model/image-request.ts";
import type { DeskStore } from "./desk-state.ts";
import { labelReference, mostReferences, moveReference, removeReference } from "./reference-deeds.ts";
import { ReferencePicker } from "./reference-picker.tsx";
import type { ReferenceIntake } from "./use-reference-intake.ts";
import styles from "./run.module.css";

interface ReferenceChipsProps {
  readonly desk: DeskStore;
  readonly intake: ReferenceIntake;
}

/** The type under which a chip travels while it is dragged. */
const chipDragType = "application/x-inlay-reference";

export function ReferenceChips({ desk, intake }: ReferenceChipsProps) {
  const { t } = useTranslation("canvas");
  const picker = useRef<HTMLInputElement>(null);
  const references = useStore(desk, (state) => state.references);
  const most = useStore(desk, mostReferences);
  const isFull = references.length >= most;
  const addKey = useCommandKey("canvas.addReferences");
  useCommands({
    "canvas.addReferences": {
      enabled: () => desk.getState().references.length < mostReferences(desk.getState()),
      run: () => picker.current?.click(),
    },
  });
  return (
    <div className={styles["references"]} role="group" aria-label={t("run.references")}>
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
          intake.takeFiles(files);
        }}
      />
      <IconButton
        label={t("run.addReference")}
        chord={addKey}
        side="top"
        icon={<ImagePlus size={16} strokeWidth={1.5} />}
        disabled={isFull}
        onClick={() => picker.current?.click()}
      />
      <ReferencePicker isFull={isFull} taken={references} onPick={(id) => intake.takePictures([id])} />
      {references.length > 0 && (
        <>
          <span className={styles["scores"]}>
            {t("run.referenceCount", { count: references.length, most })}
          </span>
          <ol className={styles["chips"]}>
            {references.map((reference, place) => (
              <Chip
                key={reference.asset}
                desk={desk}
                reference={reference}
                place={place}
                count={references.length}
              />
            ))}
          </ol>
        </>
      )}
    </div>
  );
}

interface ChipProps {
  readonly desk: DeskStore;
  readonly reference: Reference;
  /** From 0. */
  readonly place: number;
  readonly count: number;
}

function Chip({ desk, reference, place, count }: ChipProps) {
  const { t } = useTranslation("canvas");
  const { asset, name, label, widthPx, heightPx } = reference;
  const move = (event: KeyboardEvent): void => {
    const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    const to = place + by;
    if (by === 0 || to < 0 || to >= count) return;
    event.preventDefault();
    moveReference(desk, asset, to);
    announce(t("run.referencePlace", { name, place: to + 1, count }));
  };
  return (
    <li className={styles["reference"]}>
      <button
        type="button"
        draggable
        aria-label={t("run.moveReference", { name, place: place + 1, count })}
        title={t("run.moveHint")}
        className={styles["grip"]}
        onKeyDown={move}
        onDragOver={(event) => {
          if (event.dataTransfer.types.includes(chipDragType)) event.preventDefault();
        }}
        onDrop={(event) => {
          const moved = event.dataTransfer.getData(chipDragType);
          if (moved === "") return;
          event.preventDefault();
          moveReference(desk, moved as AssetId, place);
        }}
        onDragStart={(event) => event.dataTransfer.setData(chipDragType, asset)}
      >
        <Thumb
          src={thumbUrl(asset, 160)}
          alt={t("run.reference", { name })}
          {...{ widthPx, heightPx }}
          isLazy={false}
          className={styles["referenceThumb"]}
        />
      </button>
      <TextField
        label={t("run.referenceLabel", { name })}
        isLabelHidden
        placeholder={t("run.labelHint")}
        maxLength={60}
        value={label}
        onValueChange={(typed) => labelReference(desk, asset, typed)}
        className={styles["referenceLabel"]}
      />
      <IconButton
        size="small"
        label={t("run.removeReference", { name })}
        icon={<X size={14} strokeWidth={1.5} />}
        onClick={() => removeReference(desk, asset)}
      />
    </li>
  );
}
