// Collections of the pictures in hand: ticked to put all in, unticked to take them out, or made on the spot.
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#renderer/ui/button.tsx";
import { Checkbox } from "#renderer/ui/checkbox.tsx";
import { TextField } from "#renderer/ui/text-field.tsx";
import { collectionsIn, useShelf, type CountedCollection } from "./shelf-store.ts";
import { PictureChooser, type ChooserFormProps, type ChooserProps } from "./picture-chooser.tsx";
import styles from "./picture-chooser.module.css";

export function CollectDialog({ pictures, organise, onClose }: ChooserProps) {
  const { t } = useTranslation("gallery");
  return (
    <PictureChooser title={t("organise.collectTitle", { count: pictures.length })} onClose={onClose}>
      {(field) => <CollectForm pictures={pictures} organise={organise} field={field} />}
    </PictureChooser>
  );
}

function CollectForm({ pictures, organise, field }: ChooserFormProps) {
  const { t } = useTranslation("gallery");
  const collections = useShelf((shelf) => shelf.collections);
  const [text, setText] = useState("");
  const [error, setError] = useState<string | null>(null);
  const ids = pictures.map(({ id }) => id);
  const begun = text.trim().toLowerCase();
  const rows = collectionsIn(collections, null)
    .flatMap((top) => [top, ...collectionsIn(collections, top.id)])
    .filter(({ name }) => begun === "" || name.toLowerCase().includes(begun));
  const isNew = begun !== "" && !collections.some(({ name }) => name.toLowerCase() === begun);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const [first] = rows;
    if (isNew) {
      const failure = await organise.makeCollection(text.trim(), null, ids);
      setError(failure);
      if (failure === null) setText("");
    } else if (begun !== "" && first !== undefined) {
      organise.put(first, ids);
      setText("");
    }
  };
  const membersIn = ({ id }: CountedCollection) =>
    pictures.filter((picture) => picture.collections.includes(id)).length;

  return (
    <form onSubmit={(event) => void submit(event)}>
      <TextField
        ref={field}
        label={t("organise.findCollection")}
        value={text}
        onValueChange={setText}
        error={error}
        maxLength={80}
        autoComplete="off"
      />
      {rows.length === 0 && !isNew && <p className={styles["hint"]}>{t("organise.noCollections")}</p>}
      <ul className={styles["rows"]}>
        {rows.map((collection) => {
          const count = membersIn(collection);
          const isAll = count === pictures.length;
          return (
            <li key={collection.id} className={collection.parent === null ? undefined : styles["nested"]}>
              <Checkbox
                checked={isAll}
                onCheckedChange={() =>
                  isAll ? organise.take(collection, ids) : organise.put(collection, ids)
                }
                label={
                  <>
                    {collection.name}{" "}
                    {count > 0 && !isAll && (
                      <span className={styles["count"]}>{t("organise.isIn", { count })}</span>
                    )}
                  </>
                }
              />
            </li>
          );
        })}
      </ul>
      {isNew && (
        <Button type="submit" tone="primary">
          {t("organise.makeNamed", { name: text.trim() })}
        </Button>
      )}
    </form>
  );
}
