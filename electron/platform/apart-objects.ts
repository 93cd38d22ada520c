// Node 24's compiler can give two objects one storage for their fractions, when it replaces a function amid its loop (decision
// 0012). Where pixels are placed, that would change a figure behind our back.
import { setFlagsFromString } from "node:v8";

/** The switch, and a count of calls that no function reaches. */
export const switchOfReplacing = "--invocation-count-for-maglev-osr";
const never = 2_000_000_000;

/** Call it before anything is placed. Does nothing where the engine is another: Electron's is newer, and takes no switches later. */
export function keepObjectsApart(): void {
  const { electron, v8 } = process.versions;
  if (electron === undefined && v8.startsWith("13.6.")) setFlagsFromString(`${switchOfReplacing}=${never}`);
}
