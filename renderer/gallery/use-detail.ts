// Everything about one picture, asked for when it is looked at and again when it changes.
import { useEffect, useState } from "react";
import { invoke } from "#renderer/bridge/bridge.ts";
import { onLibraryEvent } from "#renderer/session/library-events.ts";
import type { PictureDetail } from "#shared/contract/calls/picture-calls.ts";
import type { Result } from "#shared/errors/result.ts";
import type { PictureId } from "#shared/model/ids.ts";

/** Null while it is asked for. */
export function useDetail(id: PictureId | null): Result<PictureDetail> | null {
  const [answer, setAnswer] = useState<{ id: PictureId; reply: Result<PictureDetail> } | null>(null);
  useEffect(() => {
    if (id === null) return undefined;
    let isCurrent = true;
    const ask = async () => {
      const reply = await invoke("picture.get", { id });
      if (isCurrent) setAnswer({ id, reply });
    };
    void ask();
    const end = onLibraryEvent((event) => {
      const isAboutIt =
        event.name !== "pictures.changed" || event.pictures.some((picture) => picture.id === id);
      if (isAboutIt) void ask();
    });
    return () => {
      isCurrent = false;
      end();
    };
  }, [id]);
  return answer !== null && answer.id === id ? answer.reply : null;
}
