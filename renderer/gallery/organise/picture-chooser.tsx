// The frame of what is decided about the pictures in hand: a dialog whose field has the focus, and gives it back.
import { useRef, type ReactNode, type RefObject } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#renderer/ui/button.tsx";
import { Dialog } from "#renderer/ui/dialog.tsx";
import type { PictureCard } from "#shared/model/picture.ts";
import type { Organise } from "./use-organise.ts";

/** What the dialogs about pictures in hand are given. */
export interface ChooserProps {
  readonly onClose: () => void;
  /** As they are now: the dialog draws what its own changes came to. */
  readonly pictures: readonly PictureCard[];
  readonly organise: Organise;
}

/** What the form in such a dialog is given. */
export interface ChooserFormProps extends Pick<ChooserProps, "pictures" | "organise"> {
  readonly field: RefObject<HTMLInputElement | null>;
}

interface PictureChooserProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: (field: RefObject<HTMLInputElement | null>) => ReactNode;
}

export function PictureChooser({ title, onClose, children }: PictureChooserProps) {
  const { t } = useTranslation("gallery");
  const field = useRef<HTMLInputElement>(null);
  return (
    <Dialog
      isOpen
      initialFocus={field}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={title}
      size="small"
      footer={<Button onClick={onClose}>{t("organise.done")}</Button>}
    >
      {children(field)}
    </Dialog>
  );
}
