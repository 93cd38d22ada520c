// Tags and collections of the pictures in hand, in the detail panel: what all of them share, and where to change it.
import { Folder, Tag } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { GalleryOverlays } from "#renderer/gallery/gallery-overlays.tsx";
import { useCommandKey } from "#renderer/session/commands.ts";
import { Button } from "#renderer/ui/button.tsx";
import { Chip } from "#renderer/ui/chip.tsx";
import type { PictureCard } from "#shared/model/picture.ts";
import { useShelf } from "./shelf-store.ts";
import type { Organise } from "./use-organise.ts";
import styles from "./picture-chooser.module.css";

interface PictureShelvesProps {
  readonly pictures: readonly PictureCard[];
  readonly organise: Organise;
  readonly overlays: GalleryOverlays;
}

export function PictureShelves({ pictures, organise, overlays }: PictureShelvesProps) {
  const { t } = useTranslation("gallery");
  const known = useShelf((shelf) => shelf.collections);
  const [first, ...others] = pictures;
  const tags = (first?.tags ?? []).filter((tag) => others.every((picture) => picture.tags.includes(tag)));
  const collections = known.filter(({ id }) => pictures.every((picture) => picture.collections.includes(id)));
  const ids = pictures.map(({ id }) => id);
  return (
    <section className={styles["shelves"]}>
      {tags.length + collections.length > 0 && (
        <ul className={styles["list"]} aria-label={t("detail.tags")}>
          {tags.map((tag) => (
            <li key={tag}>
              <Chip
                label={tag}
                icon={<Tag size={12} strokeWidth={1.5} aria-hidden />}
                onRemove={() => organise.tag(pictures, [], [tag])}
                removeLabel={t("organise.takeTag", { name: tag })}
              />
            </li>
          ))}
          {collections.map((collection) => (
            <li key={collection.id}>
              <Chip
                label={collection.name}
                icon={<Folder size={12} strokeWidth={1.5} aria-hidden />}
                onRemove={() => organise.take(collection, ids)}
                removeLabel={t("organise.takeTag", { name: collection.name })}
              />
            </li>
          ))}
        </ul>
      )}
      <Button chord={useCommandKey("picture.tag")} onClick={() => overlays.open("tags")}>
        {t("actions.tag")}
      </Button>
      <Button chord={useCommandKey("picture.collect")} onClick={() => overlays.open("collections")}>
        {t("actions.collect")}
      </Button>
    </section>
  );
}
