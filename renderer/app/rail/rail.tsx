// The rooms on the left edge, with the state of queue and key at the foot.
import { ChartColumn, Images, Paintbrush, Settings as Gear, Sparkles } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useCommandKey } from "#renderer/session/commands.ts";
import { useNavigation, type RoomId } from "#renderer/session/navigation.ts";
import { describeChord } from "#renderer/ui/key-chord.ts";
import { joinClasses } from "#renderer/ui/join-classes.ts";
import { Tooltip } from "#renderer/ui/tooltip.tsx";
import type { CommandId } from "#shared/model/commands.ts";
import { KeyStatus } from "./key-status.tsx";
import { QueueStatus } from "./queue-status.tsx";
import { TaskTray } from "./task-tray.tsx";
import { useSpring } from "./use-spring.ts";
import styles from "./rail.module.css";

const glyph = { size: 18, strokeWidth: 1.5, "aria-hidden": true } as const;

type RoomEntry = {
  readonly id: RoomId;
  readonly command: CommandId;
  readonly icon: ReactNode;
  /** A picture can be let go there. */
  readonly takesPictures: boolean;
};

const rooms: readonly RoomEntry[] = [
  { id: "create", command: "room.create", icon: <Sparkles {...glyph} />, takesPictures: true },
  { id: "gallery", command: "room.gallery", icon: <Images {...glyph} />, takesPictures: true },
  { id: "canvas", command: "room.canvas", icon: <Paintbrush {...glyph} />, takesPictures: true },
  { id: "usage", command: "room.usage", icon: <ChartColumn {...glyph} />, takesPictures: false },
  { id: "settings", command: "room.settings", icon: <Gear {...glyph} />, takesPictures: false },
];

export function Rail() {
  const { t } = useTranslation();
  return (
    <nav aria-label={t("room.nav")} className={styles["rail"]}>
      <ul className={styles["rooms"]}>
        {rooms.map((room) => (
          <li key={room.id}>
            <RoomButton {...room} />
          </li>
        ))}
      </ul>
      <div className={styles["foot"]}>
        <TaskTray />
        <QueueStatus />
        <KeyStatus />
      </div>
    </nav>
  );
}

function RoomButton({ id, command, icon, takesPictures }: RoomEntry) {
  const { t } = useTranslation();
  const isHere = useNavigation((state) => state.room === id);
  const goTo = useNavigation((state) => state.goTo);
  const chord = useCommandKey(command);
  const spring = useSpring(() => goTo(id));
  return (
    <Tooltip label={t(`room.${id}`)} chord={chord} side="right">
      <button
        type="button"
        aria-label={t(`room.${id}`)}
        aria-current={isHere ? "page" : undefined}
        aria-keyshortcuts={describeChord(chord)}
        className={joinClasses(styles["button"], isHere && styles["here"])}
        onClick={() => goTo(id)}
        {...(takesPictures ? spring : {})}
      >
        {icon}
      </button>
    </Tooltip>
  );
}
