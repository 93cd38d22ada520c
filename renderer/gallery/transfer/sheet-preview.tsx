// The first page of a contact sheet as it will be, small.
import { thumbUrl } from "#shared/contract/media.ts";
import type { PictureCard } from "#shared/model/picture.ts";
import { planSheet, sheetColours, type SheetOptions } from "#shared/rules/plan-sheet.ts";
import styles from "./sheet-dialog.module.css";

interface SheetPreviewProps {
  readonly pictures: readonly PictureCard[];
  readonly options: SheetOptions;
  readonly label: string;
}

export function SheetPreview({ pictures, options, label }: SheetPreviewProps) {
  const plan = planSheet(options);
  const colours = sheetColours[options.background];
  const words = `rgb(${colours.words.join(" ")})`;
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${plan.page.width} ${plan.page.height}`}
      className={styles["preview"]}
      style={{ background: `rgb(${colours.page.join(" ")})` }}
    >
      {plan.title !== null && (
        <text x={plan.page.width / 2} y={plan.title.y + 17} fontSize={15} textAnchor="middle" fill={words}>
          {options.title.trim().slice(0, 70)}
        </text>
      )}
      {pictures.slice(0, plan.perPage).map((picture, place) => {
        const cell = plan.cellAt(place);
        const below = plan.wordsAt(place);
        return (
          <g key={picture.id}>
            <image href={thumbUrl(picture.asset, 160)} {...cell} />
            {Array.from({ length: plan.lines }, (_, line) => (
              <rect
                key={line}
                x={below.x + below.width * (line === 0 ? 0.2 : 0.3)}
                y={below.y + 4 + line * 11}
                width={below.width * (line === 0 ? 0.6 : 0.4)}
                height={4}
                rx={1}
                fill={words}
                opacity={0.45}
              />
            ))}
          </g>
        );
      })}
    </svg>
  );
}
