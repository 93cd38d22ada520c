// The room Create: the request on the left, what came of requests on the right. Pictures may be dropped anywhere in it.
import { ImagePlus, Sparkles } from "lucide-react";
import { useCallback, useEffect, useRef, type RefObject } from "react";
import { useTranslation } from "react-i18next";
import { composerDraft } from "#renderer/session/composer-draft.ts";
import { runCommand, useCommands } from "#renderer/session/commands.ts";
import { pictureDragType } from "#renderer/session/picture-drag.ts";
import { useSentences } from "#renderer/session/sentences.ts";
import { studioStore, useStudio } from "#renderer/session/studio-store.ts";
import { Button } from "#renderer/ui/button.tsx";
import { DropZone } from "#renderer/ui/drop-zone.tsx";
import { EmptyState } from "#renderer/ui/empty-state.tsx";
import { ResizablePanels } from "#renderer/ui/resizable-panels.tsx";
import { Skeleton } from "#renderer/ui/skeleton.tsx";
import { Composer } from "./compose/composer.tsx";
import { useDraft } from "./compose/use-draft.ts";
import { resultsStore } from "./create-stores.ts";
import { linkDragType } from "./references/read-links.ts";
import { useIntake } from "./references/use-intake.ts";
import { DemoBanner } from "./results/demo-banner.tsx";
import { QueueBar } from "./results/queue-bar.tsx";
import { ResultsStream } from "./results/results-stream.tsx";
import { useResults } from "./results/use-results.ts";
import styles from "./create-room.module.css";

const droppedTypes = ["Files", pictureDragType, linkDragType];
const pictureTypes = "image/png,image/jpeg,image/webp,image/avif,image/gif,image/*";

export function CreateRoom() {
  const { t } = useTranslation("create");
  const intake = useIntake();
  const picker = useRef<HTMLInputElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const hasReferences = useDraft(({ references }) => references.length > 0);
  const pickFiles = useCallback(() => picker.current?.click(), []);
  useCommands({ "create.addReferences": pickFiles });
  useFirstDefaults();

  return (
    <DropZone
      className={styles["room"]}
      label={hasReferences ? t("references.drop") : t("references.dropFirst")}
      icon={<ImagePlus size={16} strokeWidth={1.5} />}
      types={droppedTypes}
      onDrop={intake.takeDrop}
    >
      <h1 className={styles["title"]}>{t("title")}</h1>
      <input
        ref={picker}
        type="file"
        accept={pictureTypes}
        multiple
        hidden
        aria-label={t("references.add")}
        onChange={(event) => {
          intake.takeFiles([...(event.currentTarget.files ?? [])]);
          // The same file may be chosen again.
          event.currentTarget.value = "";
        }}
      />
      <ResizablePanels
        id="create"
        panels={[
          {
            id: "composer",
            widthPx: 380,
            minWidthPx: 340,
            maxWidthPx: 620,
            content: (
              <Composer
                onPickFiles={pickFiles}
                onSent={() => scroller.current?.scrollTo({ top: 0, behavior: "smooth" })}
              />
            ),
          },
          { id: "results", minWidthPx: 360, content: <ResultsPane scroller={scroller} /> },
        ]}
      />
    </DropZone>
  );
}

function ResultsPane({ scroller }: { readonly scroller: RefObject<HTMLDivElement | null> }) {
  const { t } = useTranslation("create");
  const results = useResults();
  return (
    <section className={styles["results"]} aria-label={t("results")}>
      <DemoBanner />
      <QueueBar />
      <div ref={scroller} className={styles["scroll"]}>
        {results.groups.length > 0 ? (
          <ResultsStream results={results} scroller={scroller} />
        ) : (
          <NoResults {...results} />
        )}
      </div>
    </section>
  );
}

function NoResults({ loading, error }: Pick<ReturnType<typeof useResults>, "loading" | "error">) {
  const { t } = useTranslation("create");
  const { forError } = useSentences();
  const isDemo = useStudio(({ engine }) => engine === "demo");
  const isUntouched = useDraft(({ prompt, references }) => prompt === "" && references.length === 0);
  if (loading === "first") {
    return (
      <div className={styles["skeletons"]} role="status" aria-label={t("stream.loading")}>
        <Skeleton className={styles["skeleton"]} />
        <Skeleton className={styles["skeleton"]} />
        <Skeleton className={styles["skeleton"]} />
      </div>
    );
  }
  if (loading === "failed" && error !== null) {
    const { title, next } = forError(error);
    return (
      <EmptyState className={styles["empty"]} title={title} description={next}>
        <Button tone="secondary" onClick={() => void resultsStore.actions.loadMore()}>
          {t("stream.retry")}
        </Button>
      </EmptyState>
    );
  }
  return (
    <EmptyState
      className={styles["empty"]}
      icon={<Sparkles size={24} strokeWidth={1.5} aria-hidden />}
      title={t("stream.emptyTitle")}
      description={isDemo ? t("stream.emptyDemo") : t("stream.emptyApi")}
    >
      {isDemo && isUntouched ? (
        <Button onClick={() => runCommand("create.generate")}>{t("stream.trySample")}</Button>
      ) : (
        <Button onClick={() => runCommand("create.focusPrompt")}>{t("stream.focusPrompt")}</Button>
      )}
    </EmptyState>
  );
}

/** The defaults of the settings, for a composer in which nothing was ever chosen. */
function useFirstDefaults(): void {
  useEffect(() => {
    if (composerDraft.getState().isFresh)
      composerDraft.actions.applyDefaults(studioStore.getState().settings.defaults);
  }, []);
}
