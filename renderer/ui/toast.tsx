// Short messages at the edge that go by themselves. `showToast` may be called from anywhere.
import { Toast as Base } from "@base-ui/react/toast";
import { CircleAlert, CircleCheck, Info, TriangleAlert, X } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { joinClasses } from "./join-classes.ts";
import styles from "./toast.module.css";

export type ToastTone = "info" | "success" | "warning" | "danger";

export interface ToastMessage {
  readonly title: string;
  readonly description?: string | undefined;
  readonly tone?: ToastTone | undefined;
  /** One thing to do about it, e.g. undo. The message stays longer then. */
  readonly action?: { readonly label: string; readonly run: () => void } | undefined;
}

const manager = Base.createToastManager();

const plainMs = 4_000;
const longMs = 10_000;

/** Shows a message; read out politely. The returned function takes it away. */
export function showToast({ title, description, tone = "info", action }: ToastMessage): () => void {
  const id = manager.add({
    title,
    description,
    type: tone,
    timeout: action !== undefined || tone === "danger" || tone === "warning" ? longMs : plainMs,
    ...(action === undefined
      ? {}
      : {
          actionProps: {
            children: action.label,
            onClick: () => {
              action.run();
              manager.close(id);
            },
          },
        }),
  });
  return () => manager.close(id);
}

const icons: Readonly<Record<ToastTone, ReactNode>> = {
  info: <Info size={16} strokeWidth={1.5} aria-hidden />,
  success: <CircleCheck size={16} strokeWidth={1.5} aria-hidden />,
  warning: <TriangleAlert size={16} strokeWidth={1.5} aria-hidden />,
  danger: <CircleAlert size={16} strokeWidth={1.5} aria-hidden />,
};

const isTone = (type: string | undefined): type is ToastTone => type !== undefined && type in icons;

/** Where messages stand; drawn once. */
export function Toasts() {
  return (
    <Base.Provider toastManager={manager} limit={4}>
      <Base.Portal>
        <Base.Viewport className={styles["viewport"]}>
          <Messages />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  );
}

function Messages() {
  const { toasts } = Base.useToastManager();
  const { t } = useTranslation("ui");
  return toasts.map((toast) => {
    const tone = isTone(toast.type) ? toast.type : "info";
    return (
      <Base.Root key={toast.id} toast={toast} className={styles["toast"]} swipeDirection="right">
        <Base.Content className={joinClasses(styles["content"], styles[tone])}>
          {icons[tone]}
          <div className={styles["words"]}>
            <Base.Title className={styles["title"]} />
            <Base.Description className={styles["description"]} />
          </div>
          {toast.actionProps !== undefined && <Base.Action className={styles["action"]} />}
          <Base.Close className={styles["close"]} aria-label={t("dismiss")}>
            <X size={14} strokeWidth={1.5} />
          </Base.Close>
        </Base.Content>
      </Base.Root>
    );
  });
}
