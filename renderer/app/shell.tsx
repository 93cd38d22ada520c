// The frame around the rooms: rail, banners, palette, shortcuts.
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLightbox } from "#renderer/session/lightbox-store.ts";
import { RecipeDialog } from "#renderer/session/recipe-dialog.tsx";
import { useSentences } from "#renderer/session/sentences.ts";
import { useStudio } from "#renderer/session/studio-store.ts";
import { Button } from "#renderer/ui/button.tsx";
import { EmptyState } from "#renderer/ui/empty-state.tsx";
import type { StudioError } from "#shared/errors/studio-error.ts";
import { useAppCommands } from "./app-commands.ts";
import { ConnectionBanner } from "./connection-banner.tsx";
import { useJobReports } from "./job-reports.ts";
import { NoticeList } from "./notice-list.tsx";
import { Palette } from "./palette/palette.tsx";
import { Rail } from "./rail/rail.tsx";
import { Rooms } from "./rooms.tsx";
import { useShortcuts } from "./shortcuts/use-shortcuts.ts";
import styles from "./shell.module.css";

const Lightbox = lazy(async () => ({
  default: (await import("#renderer/gallery/gallery-room.tsx")).Lightbox,
}));

export function Shell() {
  const phase = useStudio((state) => state.phase);
  if (phase.kind === "failed") return <StartFailure error={phase.error} />;
  return phase.kind === "starting" ? <div className={styles["shell"]} /> : <Studio />;
}

function Studio() {
  useAppCommands();
  useShortcuts();
  useJobReports();
  return (
    <div className={styles["shell"]}>
      <Rail />
      <div className={styles["stage"]}>
        <ConnectionBanner />
        <NoticeList />
        <main className={styles["rooms"]}>
          <Rooms />
        </main>
      </div>
      <LightboxWhenOpen />
      <Palette />
      <RecipeDialog />
    </div>
  );
}

/** Its code loads with the first picture that is opened large, and stays. */
function LightboxWhenOpen() {
  const isOpen = useLightbox((state) => state.items.length > 0);
  const [wasOpen, setWasOpen] = useState(false);
  if (isOpen && !wasOpen) setWasOpen(true);
  return wasOpen ? (
    <Suspense>
      <Lightbox />
    </Suspense>
  ) : null;
}

function StartFailure({ error }: { readonly error: StudioError }) {
  const { t } = useTranslation();
  const sentence = useSentences().forError(error);
  return (
    <main className={styles["failure"]}>
      <EmptyState title={sentence.title} description={sentence.next}>
        <Button tone="primary" onClick={() => window.location.reload()}>
          {t("start.reload")}
        </Button>
      </EmptyState>
    </main>
  );
}
