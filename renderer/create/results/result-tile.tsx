// One place of a group: the picture, the request that is under way, or what became of it.
import { memo } from "react";
import { isStranded } from "#renderer/session/job-groups.ts";
import type { Job } from "#shared/model/job.ts";
import type { PictureCard } from "#shared/model/picture.ts";
import { FailureCard } from "./failure-card.tsx";
import type { ResultItem } from "./group-results.ts";
import { JobCard } from "./job-card.tsx";
import { PictureTile } from "./picture-tile.tsx";
import type { PictureDeeds } from "./use-picture-deeds.tsx";

interface ResultTileProps {
  readonly item: ResultItem;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly isActive: boolean;
  readonly deeds: PictureDeeds;
  readonly onActivate: (key: string) => void;
  readonly onOpen: (card: PictureCard) => void;
}

export const ResultTile = memo(
  function ResultTile({ item, deeds, onOpen, ...rest }: ResultTileProps) {
    const place = { ...rest, tileKey: item.key };
    if (item.kind === "picture")
      return <PictureTile card={item.card} deeds={deeds} onOpen={onOpen} {...place} />;
    const { job } = item;
    return needsDecision(job) ? <FailureCard job={job} {...place} /> : <JobCard job={job} {...place} />;
  },
  // Items are made anew with every event; what they hold is not.
  (before, after) =>
    sameItem(before.item, after.item) &&
    before.widthPx === after.widthPx &&
    before.heightPx === after.heightPx &&
    before.isActive === after.isActive &&
    before.deeds === after.deeds,
);

/** Settled without a picture, or with a reply that the library could not take. */
function needsDecision(job: Job): boolean {
  const { state } = job;
  return isStranded(job) || state === "failed" || state === "unknown" || state === "cancelled";
}

function sameItem(one: ResultItem, other: ResultItem): boolean {
  if (one.kind === "picture") return other.kind === "picture" && one.card === other.card;
  return other.kind === "job" && one.job === other.job;
}
