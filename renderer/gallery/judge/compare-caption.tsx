// What is said under a compared picture: its name, its size, and the marks that judge it.
import { MarkButtons } from "#renderer/gallery/mark-buttons.tsx";
import type { PictureActions } from "#renderer/session/use-picture-actions.ts";
import type { PictureCard } from "#shared/model/picture.ts";
import styles from "./compare.module.css";

interface CompareCaptionProps {
  readonly picture: PictureCard;
  readonly actions: PictureActions;
}

export function CompareCaption({ picture, actions }: CompareCaptionProps) {
  return (
    <div className={styles["caption"]}>
      <span className={styles["name"]} title={picture.title}>
        {picture.title}
      </span>
      <span>
        {picture.widthPx} × {picture.heightPx}
      </span>
      <MarkButtons pictures={[picture]} actions={actions} />
    </div>
  );
}

/** Judges a compared picture by key, as the grid does; false for keys that mean nothing here. */
export function judgeByKey(key: string, picture: PictureCard, actions: PictureActions): boolean {
  if (/^[0-5]$/.test(key)) actions.rate([picture], Number(key));
  else if (key === "f") actions.toggleFavourite([picture]);
  else if (key === "x") actions.toggleRejected([picture]);
  else return false;
  return true;
}
