// npm run screenshots: sets everything up and takes the pictures of docs/screenshots anew.
import { exitCodeOf, runForeground } from "#build/setup/child-process.mjs";
import { ensureChromium } from "#build/setup/chromium.mjs";
import { runEntry } from "#build/setup/failure.mjs";
import { prepareApp } from "#build/setup/prepare.mjs";
import { projectPath } from "#build/setup/root.mjs";

/** @param {string} line */
const say = (line) => void process.stderr.write(`${line}\n`);

await runEntry(async () => {
  const node = await prepareApp(say, "npm run screenshots");
  process.env["INLAY_CHROMIUM"] = await ensureChromium(node, say);
  process.env["INLAY_SCREENSHOTS"] = "1";
  const playwright = projectPath("node_modules", "@playwright", "test", "cli.js");
  const args = [playwright, "test", "screenshots", "--project=browser"];
  return exitCodeOf(await runForeground(node, args));
});
