// Whether the side list is open: by itself where the window has room for it, and as it is switched until that changes.
import { useEffect, useState, type Dispatch, type SetStateAction } from "react";

const wideEnough = "(min-width: 1200px)";

export function useWideWindow(): [boolean, Dispatch<SetStateAction<boolean>>] {
  const [isOpen, setOpen] = useState(() => matchMedia(wideEnough).matches);
  useEffect(() => {
    const watched = matchMedia(wideEnough);
    const follow = ({ matches }: MediaQueryListEvent) => setOpen(matches);
    watched.addEventListener("change", follow);
    return () => watched.removeEventListener("change", follow);
  }, []);
  return [isOpen, setOpen];
}
