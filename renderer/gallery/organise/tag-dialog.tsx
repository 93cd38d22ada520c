// Tags of the pictures in hand: given to all, taken away, completed from those in use.
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#renderer/ui/button.tsx";
import { Chip } from "#renderer/ui/chip.tsx";
import { TextField } from "#renderer/ui/text-field.tsx";
import { tagSchema, type PictureCard } from "#shared/model/picture.ts";
import { useShelf } from "./shelf-store.ts";
import { PictureChooser, type ChooserFormProps, type ChooserProps } from "./picture-chooser.tsx";
import styles from "./picture-chooser.module.css";

const offeredAtMost = 8;

export function TagDialog({ pictures, organise, onClose }: ChooserProps) {
  const { t } = useTranslation("gallery");
  return (
    <PictureChooser title={t("organise.tagTitle", { count: pictures.length })} onClose={onClose}>
      {(field) => <TagForm pictures={pictures} organise={organise} field={field} />}
    </PictureChooser>
  );
}

function TagForm({ pictures, organise, field }: ChooserFormProps) {
  const { t } = useTranslation("gallery");
  const known = useShelf((shelf) => shelf.tags);
  const [text, setText] = useState("");
  const counted = countTags(pictures);
  const begun = text.trim().toLowerCase();
  const offers = known
    .filter(({ tag }) => counted.get(tag.toLowerCase())?.count !== pictures.length)
    .filter(({ tag }) => begun === "" || tag.toLowerCase().includes(begun))
    .slice(0, offeredAtMost);
  const add = (names: readonly string[]) => {
    const tags = names.flatMap((name) => tagSchema.safeParse(name.replaceAll(/\s+/g, " ")).data ?? []);
    setText("");
    if (tags.length > 0) organise.tag(pictures, tags, []);
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    add(text.split(","));
  };

  return (
    <>
      <form className={styles["form"]} onSubmit={submit}>
        <TextField
          ref={field}
          label={t("organise.addTag")}
          value={text}
          onValueChange={setText}
          autoComplete="off"
          className={styles["field"]}
        />
        <Button type="submit" tone="primary" disabled={begun === ""}>
          {t("organise.add")}
        </Button>
      </form>
      <div className={styles["offers"]}>
        {offers.map(({ tag }) => (
          <Chip key={tag} label={tag} onClick={() => add([tag])} />
        ))}
      </div>
      {counted.size === 0 ? (
        <p className={styles["hint"]}>{t("organise.noTags")}</p>
      ) : (
        <ul className={styles["list"]}>
          {[...counted.values()].map(({ tag, count }) => (
            <li key={tag}>
              <Chip
                label={count === pictures.length ? tag : t("organise.some", { name: tag, count })}
                isOn={count === pictures.length}
                onClick={count === pictures.length ? undefined : () => add([tag])}
                onRemove={() => organise.tag(pictures, [], [tag])}
                removeLabel={t("organise.takeTag", { name: tag })}
              />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** Tags without regard to case, with the number of pictures that have them, most first. */
function countTags(
  pictures: readonly PictureCard[],
): ReadonlyMap<string, { readonly tag: string; readonly count: number }> {
  const counted = new Map<string, { tag: string; count: number }>();
  for (const { tags } of pictures)
    for (const tag of tags) {
      const known = counted.get(tag.toLowerCase());
      if (known === undefined) counted.set(tag.toLowerCase(), { tag, count: 1 });
      else known.count += 1;
    }
  return new Map([...counted].toSorted(([, a], [, b]) => b.count - a.count));
}
