// Asks for one name: of a collection, of a saved search, of a tag.
import { useRef, useState, type RefObject, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#renderer/ui/button.tsx";
import { Dialog } from "#renderer/ui/dialog.tsx";
import { TextField } from "#renderer/ui/text-field.tsx";
import styles from "./name-dialog.module.css";

export interface NameAsk {
  readonly title: string;
  readonly label: string;
  readonly name: string;
  readonly confirm: string;
  /** What is to be known of a name before it is taken; null for nothing. */
  readonly note?: (name: string) => string | null;
  /** Characters; 80 when absent. */
  readonly maxLength?: number;
  /** A sentence when it could not be done; null when it was. */
  readonly run: (name: string) => Promise<string | null>;
}

interface NameDialogProps {
  /** Null while nothing is asked. */
  readonly ask: NameAsk | null;
  readonly onClose: () => void;
}

const longestName = 80;

export function NameDialog({ ask, onClose }: NameDialogProps) {
  // What was asked last stays drawn while the dialog goes.
  const [shown, setShown] = useState(ask);
  if (ask !== null && ask !== shown) setShown(ask);
  const field = useRef<HTMLInputElement>(null);
  return (
    <Dialog
      isOpen={ask !== null}
      initialFocus={field}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={shown?.title ?? ""}
      size="small"
    >
      {shown !== null && (
        <NameForm key={`${shown.title} ${shown.name}`} ask={shown} field={field} onClose={onClose} />
      )}
    </Dialog>
  );
}

interface NameFormProps {
  readonly ask: NameAsk;
  readonly field: RefObject<HTMLInputElement | null>;
  readonly onClose: () => void;
}

function NameForm({ ask, field, onClose }: NameFormProps) {
  const { t } = useTranslation("gallery");
  const [name, setName] = useState(ask.name);
  const [error, setError] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (name.trim() === "") return;
    setBusy(true);
    const failure = await ask.run(name.trim());
    setBusy(false);
    setError(failure);
    if (failure === null) onClose();
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <TextField
        ref={field}
        label={ask.label}
        value={name}
        onValueChange={setName}
        error={error}
        maxLength={ask.maxLength ?? longestName}
        onFocus={(event) => event.currentTarget.select()}
      />
      {ask.note !== undefined && (
        <p role="status" className={styles["note"]}>
          {ask.note(name.trim())}
        </p>
      )}
      <p>
        <Button type="submit" tone="primary" isBusy={isBusy} disabled={name.trim() === ""}>
          {ask.confirm}
        </Button>{" "}
        <Button tone="ghost" onClick={onClose}>
          {t("organise.cancel")}
        </Button>
      </p>
    </form>
  );
}
