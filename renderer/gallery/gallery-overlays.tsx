// What opens above the gallery: tags, collections, compare, lineage. Each loads with its first use.
import { lazy, Suspense, useMemo, useState, type ReactNode } from "react";
import type { PictureId } from "#shared/model/ids.ts";
import type { PictureCard } from "#shared/model/picture.ts";
import type { Organise } from "./organise/use-organise.ts";

const TagDialog = lazy(async () => ({ default: (await import("./organise/tag-dialog.tsx")).TagDialog }));
const CollectDialog = lazy(async () => ({
  default: (await import("./organise/collect-dialog.tsx")).CollectDialog,
}));
const Compare = lazy(async () => ({ default: (await import("./judge/compare.tsx")).Compare }));
const LineageGraph = lazy(async () => ({
  default: (await import("./judge/lineage-graph.tsx")).LineageGraph,
}));

const ExportDialog = lazy(async () => ({
  default: (await import("./transfer/export-dialog.tsx")).ExportDialog,
}));
const SheetDialog = lazy(async () => ({
  default: (await import("./transfer/sheet-dialog.tsx")).SheetDialog,
}));

export type GalleryOverlays = {
  readonly open: (what: "tags" | "collections" | "export" | "sheet") => void;
  readonly compare: (pictures: readonly PictureCard[]) => void;
  readonly lineage: (id: PictureId) => void;
  /** To be drawn above the room. */
  readonly drawn: ReactNode;
};

type Open =
  | { readonly kind: "tags" | "collections" | "export" | "sheet" }
  | { readonly kind: "compare"; readonly pictures: readonly PictureCard[] }
  | { readonly kind: "lineage"; readonly id: PictureId };

/** @param selected the pictures in hand, kept current */
export function useGalleryOverlays(
  selected: readonly PictureCard[],
  organise: Organise,
  onShow: (id: PictureId) => void,
): GalleryOverlays {
  const [shown, setShown] = useState<Open | null>(null);
  const close = () => setShown(null);
  const drawn = (
    <Suspense>
      {shown?.kind === "tags" && <TagDialog pictures={selected} organise={organise} onClose={close} />}
      {shown?.kind === "collections" && (
        <CollectDialog pictures={selected} organise={organise} onClose={close} />
      )}
      {shown?.kind === "export" && (
        <ExportDialog pictures={selected} onClose={close} onSheet={() => setShown({ kind: "sheet" })} />
      )}
      {shown?.kind === "sheet" && <SheetDialog pictures={selected} onClose={close} />}
      {shown?.kind === "compare" && <Compare pictures={shown.pictures} onClose={close} />}
      {shown?.kind === "lineage" && (
        <LineageGraph
          start={shown.id}
          onClose={close}
          onShow={(id) => {
            close();
            onShow(id);
          }}
        />
      )}
    </Suspense>
  );
  const openers = useMemo(
    () => ({
      open: (kind: "tags" | "collections" | "export" | "sheet") => setShown({ kind }),
      compare: (pictures: readonly PictureCard[]) => setShown({ kind: "compare", pictures }),
      lineage: (id: PictureId) => setShown({ kind: "lineage", id }),
    }),
    [],
  );
  return { ...openers, drawn };
}
