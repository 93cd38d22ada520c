// The rooms, each behind its one door. A room that was opened stays as it was left while another is in view.
import { Activity, lazy, Suspense, useEffect, useState } from "react";
import { CreateRoom } from "#renderer/create/create-room.tsx";
import { useNavigation, type RoomId } from "#renderer/session/navigation.ts";
import { ErrorBoundary } from "./error-boundary.tsx";
import styles from "./shell.module.css";

const loadGallery = async () => await import("#renderer/gallery/gallery-room.tsx");
const GalleryRoom = lazy(async () => ({ default: (await loadGallery()).GalleryRoom }));
const CanvasRoom = lazy(async () => ({
  default: (await import("#renderer/canvas/canvas-room.tsx")).CanvasRoom,
}));
const UsageRoom = lazy(async () => ({
  default: (await import("#renderer/usage/usage-room.tsx")).UsageRoom,
}));
const SettingsRoom = lazy(async () => ({
  default: (await import("#renderer/settings/settings-room.tsx")).SettingsRoom,
}));

const rooms = {
  create: CreateRoom,
  gallery: GalleryRoom,
  canvas: CanvasRoom,
  usage: UsageRoom,
  settings: SettingsRoom,
} as const;

export function Rooms() {
  const room = useNavigation((state) => state.room);
  const [opened, setOpened] = useState<readonly RoomId[]>([room]);
  if (!opened.includes(room)) setOpened([...opened, room]);
  // The gallery's code, its first answer and its frame come while nothing else is to do: opened, it only has to draw its
  // first row.
  useEffect(() => {
    const idle = requestIdleCallback(
      () =>
        void loadGallery().then(({ readyGallery }) => {
          readyGallery();
          setOpened((now) => (now.includes("gallery") ? now : [...now, "gallery"]));
        }),
    );
    return () => cancelIdleCallback(idle);
  }, []);
  return opened.map((id) => {
    const Room = rooms[id];
    return (
      <Activity key={id} mode={id === room ? "visible" : "hidden"}>
        <div className={styles["room"]}>
          <ErrorBoundary>
            <Suspense>
              <Room />
            </Suspense>
          </ErrorBoundary>
        </div>
      </Activity>
    );
  });
}
