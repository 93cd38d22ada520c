// What stands in place of the grid: loading, failed, or empty for one of three reasons, each with its next step.
import { ImageOff, Images, SearchX, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { navigationStore } from "#renderer/session/navigation.ts";
import { useSentences } from "#renderer/session/sentences.ts";
import { Button } from "#renderer/ui/button.tsx";
import { EmptyState } from "#renderer/ui/empty-state.tsx";
import { Skeleton } from "#renderer/ui/skeleton.tsx";
import { isWhole, plainQuery } from "./result/gallery-query.ts";
import type { GalleryStore } from "./result/gallery-store.ts";
import styles from "./nothing-to-show.module.css";

const skeletonRatios = [1.5, 1, 0.75, 1.78, 1.25, 1.33, 0.67, 1.6] as const;

export function NothingToShow({ store }: { readonly store: GalleryStore }) {
  const { t } = useTranslation("gallery");
  const sentences = useSentences();
  const { query, loading, error } = useStore(store);
  if (loading === "failed" && error !== null) {
    const { title, next } = sentences.forError(error);
    return (
      <EmptyState
        icon={<ImageOff size={24} strokeWidth={1.5} aria-hidden />}
        title={title}
        description={next}
      >
        <Button onClick={() => void store.actions.refresh()}>{t("empty.failedAction")}</Button>
      </EmptyState>
    );
  }
  if (loading === "first")
    return (
      <output className={styles["skeletons"]} aria-label={t("empty.loading")}>
        {skeletonRatios.map((ratio) => (
          <Skeleton key={ratio} aspectRatio={ratio} className={styles["skeleton"]} />
        ))}
      </output>
    );
  if (query.trashed)
    return (
      <EmptyState
        icon={<Trash2 size={24} strokeWidth={1.5} aria-hidden />}
        title={t("empty.trashTitle")}
        description={t("empty.trashText")}
      >
        <Button onClick={() => void store.actions.setQuery({ trashed: false })}>
          {t("empty.trashAction")}
        </Button>
      </EmptyState>
    );
  if (!isWhole(query))
    return (
      <EmptyState
        icon={<SearchX size={24} strokeWidth={1.5} aria-hidden />}
        title={t("empty.searchTitle")}
        description={t("empty.searchText")}
      >
        <Button onClick={() => void store.actions.setQuery(plainQuery)}>{t("empty.searchAction")}</Button>
      </EmptyState>
    );
  return (
    <EmptyState
      icon={<Images size={24} strokeWidth={1.5} aria-hidden />}
      title={t("empty.firstTitle")}
      description={t("empty.firstText")}
    >
      <Button tone="primary" onClick={() => navigationStore.getState().goTo("create")}>
        {t("empty.firstAction")}
      </Button>
    </EmptyState>
  );
}
