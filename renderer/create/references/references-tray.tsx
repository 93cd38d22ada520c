// The pictures that go along: the first is the one that is changed, the others are looked at.
import { ImagePlus, Trash2 } from "lucide-react";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { composerDraft, contentOf } from "#renderer/session/composer-draft.ts";
import { useCommandKey } from "#renderer/session/commands.ts";
import { useSentences } from "#renderer/session/sentences.ts";
import { Button } from "#renderer/ui/button.tsx";
import { IconButton } from "#renderer/ui/icon-button.tsx";
import { joinClasses } from "#renderer/ui/join-classes.ts";
import { showToast } from "#renderer/ui/toast.tsx";
import type { Violation } from "#shared/errors/violation.ts";
import type { Reference } from "#shared/model/image-request.ts";
import { limits } from "#shared/rules/limits.ts";
import { useDraft } from "#renderer/create/compose/use-draft.ts";
import { uploadsStore } from "#renderer/create/create-stores.ts";
import { AddFromAddress } from "./add-from-address.tsx";
import { ReferenceRow } from "./reference-row.tsx";
import { SortableReferences } from "./sortable-references.tsx";
import { UploadRow } from "./upload-row.tsx";
import styles from "./references.module.css";

interface ReferencesTrayProps {
  /** The rule that the number of pictures breaks; null while there are not too many. */
  readonly tooMany: Violation | null;
  readonly onPickFiles: () => void;
}

const mostReferences = limits.references.maxAdditional + 1;

export const ReferencesTray = memo(function ReferencesTray({ tooMany, onPickFiles }: ReferencesTrayProps) {
  const { t } = useTranslation("create");
  const { forViolation } = useSentences();
  const references = useDraft((draft) => draft.references);
  const uploads = useStore(uploadsStore, (state) => state.uploads);
  const addKey = useCommandKey("create.addReferences");
  const isEmpty = references.length === 0;

  /** Takes pictures out, and offers to put the tray back as it was. */
  const remove = (gone: readonly Reference[], says: string): void => {
    const { references: before } = contentOf(composerDraft.getState());
    for (const { asset } of gone) composerDraft.actions.removeReference(asset);
    showToast({
      title: says,
      action: {
        label: t("references.undo"),
        run: () => composerDraft.actions.set({ references: before }),
      },
    });
  };

  return (
    <section className={styles["tray"]} aria-label={t("references.title")}>
      {!isEmpty && (
        <div className={styles["heading"]}>
          <h3>{t("references.title")}</h3>
          <span className={joinClasses(styles["count"], tooMany !== null && styles["wrong"])}>
            {t("references.count", { count: references.length, limit: mostReferences })}
          </span>
          <IconButton
            size="small"
            label={t("references.removeAll")}
            icon={<Trash2 size={14} strokeWidth={1.5} />}
            onClick={() => remove(references, t("references.removedAll"))}
          />
          <IconButton
            size="small"
            label={t("references.add")}
            chord={addKey}
            icon={<ImagePlus size={14} strokeWidth={1.5} />}
            onClick={onPickFiles}
          />
          <AddFromAddress />
        </div>
      )}
      {isEmpty ? (
        <div className={styles["ways"]}>
          <Button
            tone="ghost"
            className={styles["empty"]}
            icon={<ImagePlus size={16} strokeWidth={1.5} />}
            onClick={onPickFiles}
          >
            {t("references.emptyTitle")}
          </Button>
          <AddFromAddress />
        </div>
      ) : (
        <SortableReferences references={references}>
          {references.map((reference, place) => (
            <ReferenceRow
              key={reference.asset}
              reference={reference}
              place={place}
              isOverLimit={place >= mostReferences}
              onRemove={() => remove([reference], t("references.removed", { name: reference.name }))}
            />
          ))}
        </SortableReferences>
      )}
      {uploads.length > 0 && (
        <ul className={styles["list"]}>
          {uploads.map((upload) => (
            <UploadRow key={upload.key} upload={upload} />
          ))}
        </ul>
      )}
      {tooMany !== null && (
        <p role="alert" className={styles["wrong"]}>
          {forViolation(tooMany)}
        </p>
      )}
    </section>
  );
});
