// Adds a picture of the web by its address. It goes on its way at once; the tray's rows tell what came of it.
import { Link } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#renderer/ui/button.tsx";
import { IconButton } from "#renderer/ui/icon-button.tsx";
import { announce } from "#renderer/ui/live-region.tsx";
import { Popover } from "#renderer/ui/popover.tsx";
import { TextField } from "#renderer/ui/text-field.tsx";
import { uploadsStore } from "#renderer/create/create-stores.ts";
import styles from "./references.module.css";

export function AddFromAddress() {
  const { t } = useTranslation("create");
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const url = typed.trim();

  const open = (next: boolean): void => {
    setOpen(next);
    setTyped("");
  };
  const add = async (): Promise<void> => {
    if (url === "") return;
    open(false);
    const added = await uploadsStore.getState().addAddresses([url]);
    if (added > 0) announce(t("references.arrived", { count: added }));
  };

  return (
    <Popover
      title={t("references.fromAddress")}
      isTitleHidden
      align="end"
      isOpen={isOpen}
      onOpenChange={open}
      trigger={
        <IconButton
          size="small"
          label={t("references.fromAddress")}
          icon={<Link size={14} strokeWidth={1.5} />}
        />
      }
    >
      <form
        className={styles["address"]}
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <TextField
          // Opened by a press: the address is what comes next.
          autoFocus
          label={t("references.address")}
          description={t("references.addressText")}
          inputMode="url"
          spellCheck={false}
          autoComplete="off"
          placeholder="https://"
          value={typed}
          onValueChange={setTyped}
        />
        <div className={styles["buttons"]}>
          <Button tone="ghost" onClick={() => open(false)}>
            {t("references.addressCancel")}
          </Button>
          <Button type="submit" tone="primary" disabled={url === ""}>
            {t("references.addressAdd")}
          </Button>
        </div>
      </form>
    </Popover>
  );
}
