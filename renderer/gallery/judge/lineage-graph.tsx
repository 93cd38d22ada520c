// The family of a picture as a graph to walk: parents above, children and patches below. Choosing a relative makes it the
// one whose family is shown.
import { useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { invoke } from "#renderer/bridge/bridge.ts";
import { useSentences } from "#renderer/session/sentences.ts";
import { Button } from "#renderer/ui/button.tsx";
import { Dialog } from "#renderer/ui/dialog.tsx";
import { joinClasses } from "#renderer/ui/join-classes.ts";
import { Skeleton } from "#renderer/ui/skeleton.tsx";
import { thumbUrl } from "#shared/contract/media.ts";
import type { Lineage } from "#shared/contract/calls/organise-calls.ts";
import type { StudioError } from "#shared/errors/studio-error.ts";
import type { PictureId } from "#shared/model/ids.ts";
import { layoutLineage, nodeHeightPx, nodeWidthPx, type LineageLayout } from "./layout-lineage.ts";
import styles from "./lineage-graph.module.css";

interface LineageGraphProps {
  readonly start: PictureId;
  readonly onClose: () => void;
  readonly onShow: (id: PictureId) => void;
}

export function LineageGraph({ start, onClose, onShow }: LineageGraphProps) {
  const { t } = useTranslation("gallery");
  const sentences = useSentences();
  const [here, setHere] = useState(start);
  const [lineage, setLineage] = useState<Lineage | null>(null);
  const [error, setError] = useState<StudioError | null>(null);
  useEffect(() => {
    let isCurrent = true;
    void invoke("picture.lineage", { id: here }).then((reply) => {
      if (!isCurrent) return;
      if (reply.ok) setLineage(reply.value);
      else setError(reply.error);
    });
    return () => {
      isCurrent = false;
    };
  }, [here]);

  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("graph.title")}
      description={t("graph.keys")}
      size="large"
      footer={<Button onClick={() => onShow(here)}>{t("graph.show")}</Button>}
    >
      {error !== null && <p className={styles["hint"]}>{sentences.forError(error).title}</p>}
      {error === null && lineage === null && <Skeleton className={styles["loading"]} />}
      {lineage !== null && lineage.nodes.length <= 1 && <p className={styles["hint"]}>{t("graph.alone")}</p>}
      {lineage !== null && <Graph lineage={lineage} here={here} onWalk={setHere} />}
      {lineage?.cut === true && <p className={styles["hint"]}>{t("graph.cut")}</p>}
    </Dialog>
  );
}

interface GraphProps {
  readonly lineage: Lineage;
  readonly here: PictureId;
  readonly onWalk: (id: PictureId) => void;
}

function Graph({ lineage, here, onWalk }: GraphProps) {
  const { t } = useTranslation("gallery");
  const layout = useMemo(() => layoutLineage(lineage), [lineage]);
  const area = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const node = area.current?.querySelector<HTMLElement>("[aria-current]");
    node?.scrollIntoView({ block: "center", inline: "center" });
    node?.focus({ preventScroll: true });
  }, [layout]);

  const walk = (event: React.KeyboardEvent, index: number) => {
    const to = neighbourOf(event.key, index, layout, lineage);
    if (to === null) return;
    event.preventDefault();
    area.current?.querySelector<HTMLElement>(`[data-node="${to}"]`)?.focus();
  };
  const relatives = (index: number, side: "parent" | "child") =>
    lineage.edges.filter((edge) => edge[side === "parent" ? "child" : "parent"] === index).length;

  return (
    <div ref={area} className={styles["area"]}>
      <div className={styles["graph"]} style={{ width: layout.widthPx, height: layout.heightPx }}>
        <svg className={styles["lines"]} width={layout.widthPx} height={layout.heightPx} aria-hidden>
          {lineage.edges.map(({ parent, child, label }) => {
            const from = layout.nodes[parent];
            const to = layout.nodes[child];
            if (from === undefined || to === undefined) return null;
            const [x1, y1] = [from.leftPx + nodeWidthPx / 2, from.topPx + nodeHeightPx];
            const [x2, y2] = [to.leftPx + nodeWidthPx / 2, to.topPx];
            const middle = (y1 + y2) / 2;
            return (
              <g key={`${parent}-${child}-${label}`}>
                <path d={`M ${x1} ${y1} C ${x1} ${middle}, ${x2} ${middle}, ${x2} ${y2}`} />
                {label !== "" && (
                  <text x={(x1 + x2) / 2} y={middle}>
                    {label}
                  </text>
                )}
              </g>
            );
          })}
        </svg>
        {lineage.nodes.map(({ asset, picture, name, trashed }, index) => {
          const place = layout.nodes[index];
          if (place === undefined) return null;
          const isHere = picture?.id === here;
          const state = trashed ? t("graph.trashed") : picture === null ? t("graph.outside") : "";
          const words = t("graph.node", {
            name,
            parents: relatives(index, "parent"),
            children: relatives(index, "child"),
          });
          return (
            <button
              key={`${asset}-${picture?.id ?? ""}`}
              type="button"
              data-node={index}
              aria-current={isHere || undefined}
              aria-disabled={picture === null || undefined}
              aria-label={[words, state].filter((part) => part !== "").join(", ")}
              title={name}
              className={joinClasses(styles["node"], isHere && styles["here"])}
              style={{ left: place.leftPx, top: place.topPx, width: nodeWidthPx, height: nodeHeightPx }}
              onKeyDown={(event) => walk(event, index)}
              onClick={() => {
                if (picture !== null) onWalk(picture.id);
              }}
            >
              <img src={thumbUrl(asset, 160 * window.devicePixelRatio)} alt="" draggable={false} />
              <span>{state === "" ? name : state}</span>
            </button>
          );
        })}
      </div>
    </div>
  );
}

/** Up to a parent, down to a child, sideways within the generation. */
function neighbourOf(key: string, index: number, layout: LineageLayout, lineage: Lineage): number | null {
  const row = layout.layers[layout.nodes[index]?.layer ?? 0] ?? [];
  const at = row.indexOf(index);
  switch (key) {
    case "ArrowUp":
      return lineage.edges.find(({ child }) => child === index)?.parent ?? null;
    case "ArrowDown":
      return lineage.edges.find(({ parent }) => parent === index)?.child ?? null;
    case "ArrowLeft":
      return row[at - 1] ?? null;
    case "ArrowRight":
      return row[at + 1] ?? null;
    default:
      return null;
  }
}
