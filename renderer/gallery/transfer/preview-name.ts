// What the first exported file will be called.
import { shelfStore } from "#renderer/gallery/organise/shelf-store.ts";
import type { ExportOptions } from "#shared/contract/calls/export-calls.ts";
import type { PictureCard } from "#shared/model/picture.ts";
import { localDay } from "#shared/rules/calendar.ts";
import { exportedAs } from "#shared/rules/list-losses.ts";
import { nameFromTemplate } from "#shared/rules/name-template.ts";
import { extensionOf } from "#shared/rules/names.ts";

export function previewName(picture: PictureCard, options: ExportOptions): string {
  const { longEdgePx } = options;
  const [collection] = picture.collections;
  const scale =
    longEdgePx === null ? 1 : Math.min(1, longEdgePx / Math.max(picture.widthPx, picture.heightPx, 1));
  const stem = nameFromTemplate(options.nameTemplate, {
    date: localDay(picture.createdAt),
    title: picture.kind === "import" ? picture.title.replace(/\.[A-Za-z0-9]{1,5}$/, "") : picture.title,
    id: picture.id.slice(0, 8),
    n: 1,
    width: Math.round(picture.widthPx * scale),
    height: Math.round(picture.heightPx * scale),
    collection: shelfStore.getState().collections.find(({ id }) => id === collection)?.name ?? "",
    rating: picture.marks.rating,
    kind: picture.kind,
  });
  const format = exportedAs(picture, options);
  return `${stem}.${extensionOf(format === null ? picture.mediaType : `image/${format}`)}`;
}
