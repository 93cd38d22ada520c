// What the files of an export will have lost, read from the headers of those that are encoded anew, a hundred at a time.
import { useEffect, useMemo, useState } from "react";
import { invoke } from "#renderer/bridge/bridge.ts";
import { mostNaturesAtOnce } from "#shared/contract/calls/export-calls.ts";
import type { Loss } from "#shared/model/composition-record.ts";
import type { PictureId } from "#shared/model/ids.ts";
import type { PictureCard } from "#shared/model/picture.ts";
import { exportedAs, lossesOfExport, type ExportWish, type FileNature } from "#shared/rules/list-losses.ts";

/** Null stands for a file that cannot be read: the export tells it by name. */
export type Natures = ReadonlyMap<PictureId, FileNature | null>;

export type ToldLosses = {
  /** Pictures that are encoded anew, and how many of them have been looked at. */
  readonly anew: number;
  readonly looked: number;
  /** Each loss, with the pictures that suffer it. */
  readonly losses: ReadonlyMap<Loss, number>;
};

type Exported = Pick<PictureCard, "id" | "mediaType" | "widthPx" | "heightPx">;

export function countLosses(pictures: readonly Exported[], natures: Natures, wish: ExportWish): ToldLosses {
  const losses = new Map<Loss, number>();
  let [anew, looked] = [0, 0];
  for (const picture of pictures) {
    if (exportedAs(picture, wish) === null) continue;
    anew += 1;
    const nature = natures.get(picture.id);
    if (nature === undefined) continue;
    looked += 1;
    if (nature === null) continue;
    for (const loss of lossesOfExport(picture, nature, wish)) losses.set(loss, (losses.get(loss) ?? 0) + 1);
  }
  return { anew, looked, losses };
}

/** Looks at each file once, as long as the dialog stands; what the host does not tell is asked no second time. */
export function useExportLosses(pictures: readonly PictureCard[], wish: ExportWish): ToldLosses {
  const [natures, setNatures] = useState<Natures>(new Map());
  const { format, longEdgePx, icc } = wish;
  const next = useMemo(
    () =>
      pictures
        .filter((picture) => exportedAs(picture, { format, longEdgePx, icc }) !== null)
        .map(({ id }) => id)
        .filter((id) => !natures.has(id))
        .slice(0, mostNaturesAtOnce),
    [pictures, natures, format, longEdgePx, icc],
  );
  useEffect(() => {
    if (next.length === 0) return undefined;
    let isWanted = true;
    void invoke("export.natures", { ids: next }).then((reply) => {
      if (!isWanted) return;
      const told = reply.ok ? reply.value : [];
      setNatures((before) => new Map([...before, ...next.map((id, at) => [id, told[at] ?? null] as const)]));
    });
    return () => {
      isWanted = false;
    };
  }, [next]);
  return useMemo(
    () => countLosses(pictures, natures, { format, longEdgePx, icc }),
    [pictures, natures, format, longEdgePx, icc],
  );
}
