// The time, once a second, for what counts up or down.
import { useSyncExternalStore } from "react";

const everySecond = (tell: () => void): (() => void) => {
  const timer = setInterval(tell, 250);
  return () => clearInterval(timer);
};
const never = (): (() => void) => () => undefined;
const fullSecond = () => Math.floor(Date.now() / 1000) * 1000;

/** Unix ms, whole seconds; moves on by itself only while something counts. */
export function useNow(isCounting: boolean): number {
  return useSyncExternalStore(isCounting ? everySecond : never, fullSecond);
}
