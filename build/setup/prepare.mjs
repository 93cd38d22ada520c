// The set-up that every command shares: packages, the pinned Node, the built app.
import { ensureAppBuilt } from "./app-build.mjs";
import { ensureDependencies } from "./dependencies.mjs";
import { findPinnedNode } from "./pinned-node.mjs";

/**
 * Makes everything ready to run and gives the Node to run it with. Quick when nothing has changed.
 * @param {(line: string) => void} say gets one line per step that has to be done
 * @param {string} again the command to type again after a failure
 * @returns {Promise<string>} path of the pinned Node
 */
export async function prepareApp(say, again) {
  await ensureDependencies(say, again);
  const node = findPinnedNode();
  await ensureAppBuilt(node, say);
  return node;
}
