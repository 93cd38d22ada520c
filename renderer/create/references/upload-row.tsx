// One picture on its way into the tray, or the reason why it did not get there.
import { CircleAlert, Copy, RotateCw, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useSentences } from "#renderer/session/sentences.ts";
import { IconButton } from "#renderer/ui/icon-button.tsx";
import { ProgressBar } from "#renderer/ui/progress-bar.tsx";
import { assertNever } from "#shared/errors/assert-never.ts";
import { uploadsStore } from "#renderer/create/create-stores.ts";
import { useFigures } from "#renderer/create/use-figures.ts";
import type { Upload, UploadSource } from "./uploads-store.ts";
import styles from "./references.module.css";

export function UploadRow({ upload }: { readonly upload: Upload }) {
  const { t } = useTranslation("create");
  const { forError } = useSentences();
  const figures = useFigures();
  const { key, source, bytes, state } = upload;
  const name = nameOf(source, t("references.fromLibrary"));
  const { dismiss, retry } = uploadsStore.getState();

  if (state.kind === "sending") {
    return (
      <li className={styles["upload"]}>
        <div className={styles["words"]}>
          <div className={styles["top"]}>
            <span className={styles["name"]} title={name}>
              {name}
            </span>
            {bytes !== null && <span className={styles["number"]}>{figures.bytes(bytes)}</span>}
          </div>
          <ProgressBar label={t("references.sending", { name })} value={null} />
        </div>
        <IconButton
          size="small"
          label={t("references.stop")}
          icon={<X size={14} strokeWidth={1.5} />}
          onClick={() => dismiss(key)}
        />
      </li>
    );
  }

  const sentence = state.kind === "failed" ? forError(state.error) : null;
  // A file that is no picture stays none: only what may pass the next time is offered again.
  const isRetryable = state.kind === "failed" && state.error.kind !== "picture-refused";
  return (
    <li className={styles["upload"]}>
      {state.kind === "duplicate" ? (
        <Copy size={14} strokeWidth={1.5} aria-hidden className={styles["mark"]} />
      ) : (
        <CircleAlert size={14} strokeWidth={1.5} aria-hidden className={styles["failedMark"]} />
      )}
      <div className={styles["words"]} role="alert">
        {sentence === null ? (
          <p>
            {state.kind === "duplicate"
              ? t("references.duplicate", { name: state.name })
              : t("references.full", { name })}
          </p>
        ) : (
          <>
            <p className={styles["failure"]}>{sentence.title}</p>
            <p className={styles["next"]}>{sentence.next}</p>
          </>
        )}
      </div>
      {isRetryable && (
        <IconButton
          size="small"
          label={t("references.retry")}
          icon={<RotateCw size={14} strokeWidth={1.5} />}
          onClick={() => void retry(key)}
        />
      )}
      <IconButton
        size="small"
        label={t("references.dismiss")}
        icon={<X size={14} strokeWidth={1.5} />}
        onClick={() => dismiss(key)}
      />
    </li>
  );
}

function nameOf(source: UploadSource, fromLibrary: string): string {
  switch (source.kind) {
    case "file":
      return source.name;
    case "picture":
      return fromLibrary;
    case "address":
      return source.url;
    default:
      return assertNever(source);
  }
}
