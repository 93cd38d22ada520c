// What became of a take that did not come, and what can be done about it.
import { RotateCcw } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useSentences } from "#renderer/session/sentences.ts";
import { Button } from "#renderer/ui/button.tsx";
import { showToast } from "#renderer/ui/toast.tsx";
import type { Job } from "#shared/model/job.ts";
import type { Desk } from "./desk.ts";
import { retryTake, troubleOf } from "./settle-takes.ts";
import styles from "./takes.module.css";

export function TakeTrouble({ desk, job }: { readonly desk: Desk; readonly job: Job }) {
  const { t } = useTranslation("canvas");
  const { forError } = useSentences();
  if (job.state === "saved") return null;
  const sentence = job.error === null ? null : forError(job.error);
  const retry = async (): Promise<void> => {
    const reply = await retryTake(desk, job.id);
    if (reply.ok) return;
    const { title, next } = forError(reply.error);
    showToast({ title, description: next, tone: "danger" });
  };
  return (
    <div className={styles["trouble"]}>
      {sentence !== null && (
        <p title={[sentence.money, sentence.next].filter((part) => part !== null).join(" ")}>
          {sentence.title}
        </p>
      )}
      <Button tone="ghost" icon={<RotateCcw size={14} strokeWidth={1.5} />} onClick={() => void retry()}>
        {t(troubleOf(job) === "may-charge" ? "takes.retryMayCharge" : "takes.retry")}
      </Button>
    </div>
  );
}
