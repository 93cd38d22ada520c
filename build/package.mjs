// npm run package: sets everything up, builds the app and packs it for this system; what electron-builder prints
// is shown. Flags go to electron-builder: `npm run package -- --linux --dir`.
import { builtPath } from "#build/setup/app-build.mjs";
import { exitCodeOf, runCaptured, runForeground } from "#build/setup/child-process.mjs";
import { runEntry, SetupFailure } from "#build/setup/failure.mjs";
import { prepareApp } from "#build/setup/prepare.mjs";
import { projectPath } from "#build/setup/root.mjs";

/** @param {string} line */
const say = (line) => void process.stdout.write(`${line}\n`);

await runEntry(async () => {
  const node = await prepareApp(say, "npm run package");
  say("Drawing the icon.");
  const icon = await runCaptured(node, [
    projectPath("build", "pack", "draw-icon.mjs"),
    builtPath("pack", "icon.png"),
  ]);
  if (icon.code !== 0)
    throw new SetupFailure("The icon could not be drawn; the cause is above.", icon.output);
  say("Packing the app into dist/.");
  const builder = projectPath("node_modules", "electron-builder", "cli.js");
  return exitCodeOf(await runForeground(node, [builder, "--publish", "never", ...process.argv.slice(2)]));
});
