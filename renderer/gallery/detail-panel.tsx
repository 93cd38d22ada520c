// How the selected picture was made, what can be done with it, and where it stands in its family.
import { Copy, Ellipsis, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useCommandKey } from "#renderer/session/commands.ts";
import { useSentences } from "#renderer/session/sentences.ts";
import { Button } from "#renderer/ui/button.tsx";
import { IconButton } from "#renderer/ui/icon-button.tsx";
import { Menu, type MenuGroups } from "#renderer/ui/menu.tsx";
import { Skeleton } from "#renderer/ui/skeleton.tsx";
import { Thumb } from "#renderer/ui/thumb.tsx";
import { thumbUrl } from "#shared/contract/media.ts";
import type { PictureId } from "#shared/model/ids.ts";
import type { PictureCard } from "#shared/model/picture.ts";
import { DetailFacts } from "./detail-facts.tsx";
import { Lineage } from "./lineage.tsx";
import { MarkButtons } from "./mark-buttons.tsx";
import type { GalleryOverlays } from "./gallery-overlays.tsx";
import { PictureShelves } from "./organise/picture-shelves.tsx";
import type { Organise } from "./organise/use-organise.ts";
import type { PictureActions } from "#renderer/session/use-picture-actions.ts";
import { useDetail } from "./use-detail.ts";
import section from "./detail-section.module.css";
import styles from "./detail-panel.module.css";

interface DetailPanelProps {
  readonly pictures: readonly PictureCard[];
  readonly actions: PictureActions;
  readonly organise: Organise;
  readonly overlays: GalleryOverlays;
  readonly menu: MenuGroups;
  readonly isTrash: boolean;
  readonly onOpen: () => void;
  readonly onTakeAgain: (picture: PictureCard) => void;
  readonly onShow: (id: PictureId) => void;
  readonly onClose: () => void;
}

export function DetailPanel({
  pictures,
  actions,
  organise,
  overlays,
  menu,
  isTrash,
  onOpen,
  onTakeAgain,
  onShow,
  onClose,
}: DetailPanelProps) {
  const { t } = useTranslation("gallery");
  const sentences = useSentences();
  const [first] = pictures;
  const only = pictures.length === 1 ? (first ?? null) : null;
  const detail = useDetail(only?.id ?? null);
  const againKey = useCommandKey("picture.takeAgain");
  const compareKey = useCommandKey("gallery.compare");
  const isComparable = !isTrash && pictures.length >= 2 && pictures.length <= 4;

  return (
    <aside className={styles["panel"]} aria-label={t("detail.label")}>
      <header className={styles["header"]}>
        <h2 className={styles["title"]}>{t("detail.label")}</h2>
        <IconButton
          label={t("detail.close")}
          icon={<X size={16} strokeWidth={1.5} />}
          onClick={onClose}
          side="left"
        />
      </header>
      {pictures.length === 0 && <p className={styles["hint"]}>{t("detail.none")}</p>}
      {pictures.length > 0 && (
        <div className={styles["body"]}>
          {only === null ? (
            <p className={styles["many"]}>{t("detail.many", { count: pictures.length })}</p>
          ) : (
            <button
              type="button"
              className={styles["preview"]}
              onClick={onOpen}
              aria-label={t("actions.open")}
            >
              <Thumb
                src={only.problem === null ? thumbUrl(only.asset, 640) : null}
                thumbhash={only.thumbhash}
                alt=""
                widthPx={only.widthPx}
                heightPx={only.heightPx}
                fit="contain"
                isLazy={false}
                className={styles["picture"]}
              />
            </button>
          )}
          <div className={styles["heading"]}>
            {isTrash ? <span /> : <MarkButtons pictures={pictures} actions={actions} />}
            <Menu
              align="end"
              groups={menu}
              trigger={
                <IconButton
                  label={t("detail.more")}
                  side="left"
                  icon={<Ellipsis size={16} strokeWidth={1.5} />}
                />
              }
            />
          </div>
          {only !== null && only.problem !== null && !isTrash && (
            <p className={styles["problem"]}>{t(`lightbox.${only.problem}`)}</p>
          )}
          <div className={styles["actions"]}>
            {only?.problem === "changed" && !isTrash && (
              <Button tone="primary" chord={againKey} onClick={() => onTakeAgain(only)}>
                {t("actions.takeAgain")}
              </Button>
            )}
            {only !== null && only.kind !== "import" && !isTrash && (
              <Button onClick={() => actions.reuse(only)}>{t("actions.reuse")}</Button>
            )}
            {only !== null && only.problem === null && !isTrash && (
              <Button onClick={() => actions.openOnCanvas(only)}>{t("actions.openOnCanvas")}</Button>
            )}
            {isTrash ? (
              <Button onClick={() => actions.restore(pictures)}>{t("actions.restore")}</Button>
            ) : only?.problem === "changed" || only?.problem === "missing" ? null : (
              <Button onClick={() => actions.addToReferences(pictures)}>{t("actions.reference")}</Button>
            )}
            {isComparable && (
              <Button chord={compareKey} onClick={() => overlays.compare(pictures)}>
                {t("actions.compare")}
              </Button>
            )}
          </div>
          {!isTrash && <PictureShelves pictures={pictures} organise={organise} overlays={overlays} />}
          {only !== null && detail === null && <Skeleton className={styles["loading"]} />}
          {detail?.ok === false && <p className={styles["hint"]}>{sentences.forError(detail.error).title}</p>}
          {only !== null && detail?.ok === true && (
            <>
              {detail.value.picture.request !== null && (
                <section className={section["section"]}>
                  <div className={styles["heading"]}>
                    <h3 className={section["title"]}>{t("detail.prompt")}</h3>
                    <IconButton
                      size="small"
                      label={t("actions.copyPrompt")}
                      icon={<Copy size={14} strokeWidth={1.5} />}
                      onClick={() => actions.copyPrompt(only)}
                    />
                  </div>
                  <p className={styles["prompt"]}>{detail.value.picture.request.prompt}</p>
                </section>
              )}
              <DetailFacts detail={detail.value} />
              <Lineage
                detail={detail.value}
                onShow={onShow}
                onGraph={() => overlays.lineage(detail.value.picture.id)}
              />
            </>
          )}
        </div>
      )}
    </aside>
  );
}
