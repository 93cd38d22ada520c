// A picture in its true shape, with a blurred likeness of it until its pixels are there.
import { ImageOff } from "lucide-react";
import { useMemo, useState } from "react";
import { joinClasses } from "./join-classes.ts";
import { paintThumbhash } from "./paint-thumbhash.ts";
import { VisuallyHidden } from "./visually-hidden.tsx";
import styles from "./thumb.module.css";

export interface ThumbProps {
  /** Address of the pixels; null where there are none. */
  readonly src: string | null;
  /** What it shows; "" where the words stand beside it. */
  readonly alt: string;
  readonly widthPx: number;
  readonly heightPx: number;
  /** Base64 of a thumbhash. */
  readonly thumbhash?: string | null | undefined;
  /** `cover` fills the box that the class gives; `contain` shows all of the picture in it. */
  readonly fit?: "cover" | "contain" | undefined;
  /** Off for what must be there at once. */
  readonly isLazy?: boolean | undefined;
  readonly className?: string | undefined;
}

type Loading = { readonly src: string | null; readonly state: "loading" | "loaded" | "failed" };

export function Thumb({
  src,
  alt,
  widthPx,
  heightPx,
  thumbhash = null,
  fit = "cover",
  isLazy = true,
  className,
}: ThumbProps) {
  const [loading, setLoading] = useState<Loading>({ src, state: "loading" });
  const state = src === null ? "failed" : loading.src === src ? loading.state : "loading";
  const likeness = useMemo(() => (thumbhash === null ? null : paintThumbhash(thumbhash)), [thumbhash]);
  return (
    <div
      className={joinClasses(styles["thumb"], styles[fit], className)}
      style={{ aspectRatio: widthPx > 0 && heightPx > 0 ? `${widthPx} / ${heightPx}` : "1" }}
    >
      {likeness !== null && state !== "loaded" && (
        <img src={likeness} alt="" aria-hidden className={styles["likeness"]} />
      )}
      {src !== null && state !== "failed" && (
        <img
          src={src}
          alt={alt}
          width={widthPx || undefined}
          height={heightPx || undefined}
          loading={isLazy ? "lazy" : "eager"}
          decoding="async"
          draggable={false}
          onLoad={() => setLoading({ src, state: "loaded" })}
          onError={() => setLoading({ src, state: "failed" })}
          className={joinClasses(styles["picture"], state === "loaded" && styles["loaded"])}
        />
      )}
      {state === "failed" && (
        <span className={styles["missing"]}>
          <ImageOff size={16} strokeWidth={1.5} aria-hidden />
          <VisuallyHidden>{alt}</VisuallyHidden>
        </span>
      )}
    </div>
  );
}
