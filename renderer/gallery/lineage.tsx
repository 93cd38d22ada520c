// What a picture was made from and what it led to; each relative in the library can be walked to.
import { Network } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "#renderer/ui/button.tsx";
import { Thumb } from "#renderer/ui/thumb.tsx";
import type { PictureDetail, Relative } from "#shared/contract/calls/picture-calls.ts";
import { thumbUrl } from "#shared/contract/media.ts";
import type { PictureId } from "#shared/model/ids.ts";
import section from "./detail-section.module.css";
import styles from "./lineage.module.css";

interface LineageProps {
  readonly detail: PictureDetail;
  readonly onShow: (id: PictureId) => void;
  /** Opens the whole family. */
  readonly onGraph: () => void;
}

export function Lineage({ detail, onShow, onGraph }: LineageProps) {
  const { t } = useTranslation("gallery");
  if (detail.parents.length === 0 && detail.children.length === 0) return null;
  return (
    <section className={section["section"]} aria-label={t("detail.lineage")}>
      <Relatives title={t("detail.parents")} relatives={detail.parents} onShow={onShow} isParents />
      <Relatives title={t("detail.children")} relatives={detail.children} onShow={onShow} />
      <div>
        <Button tone="ghost" icon={<Network size={16} strokeWidth={1.5} aria-hidden />} onClick={onGraph}>
          {t("detail.family")}
        </Button>
      </div>
    </section>
  );
}

interface RelativesProps {
  readonly title: string;
  readonly relatives: readonly Relative[];
  readonly onShow: (id: PictureId) => void;
  readonly isParents?: boolean;
}

function Relatives({ title, relatives, onShow, isParents = false }: RelativesProps) {
  const { t } = useTranslation("gallery");
  if (relatives.length === 0) return null;
  const role = (relative: Relative, index: number) =>
    relative.label !== "" ? relative.label : isParents && index === 0 ? t("detail.primary") : "";
  const state = ({ picture, trashed }: Relative) =>
    trashed ? t("detail.inTrash") : picture === null ? t("detail.notInLibrary") : "";
  return (
    <>
      <h3 className={section["title"]}>{title}</h3>
      <ul className={styles["list"]}>
        {relatives.map((relative, index) => {
          const { picture, asset, name, trashed } = relative;
          const words = [name, role(relative, index), state(relative)]
            .filter((part) => part !== "")
            .join(", ");
          const thumb = (
            <Thumb
              src={thumbUrl(asset, 160)}
              alt={words}
              widthPx={1}
              heightPx={1}
              className={styles["thumb"]}
            />
          );
          return (
            <li key={`${picture ?? asset}-${index}`} title={words}>
              {picture !== null && !trashed ? (
                <button type="button" className={styles["link"]} onClick={() => onShow(picture)}>
                  {thumb}
                </button>
              ) : (
                thumb
              )}
              <span className={styles["role"]}>{role(relative, index)}</span>
            </li>
          );
        })}
      </ul>
    </>
  );
}
