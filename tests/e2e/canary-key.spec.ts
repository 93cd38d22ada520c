// A key that is easy to recognise goes through a whole run and is then looked for everywhere.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { canaryKey, expect, goTo, promptField, resultTiles, test } from "#tests/support/e2e/studio-test.ts";

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

test("[K1][K2] the key is found nowhere but in the Authorization header", async ({
  page,
  openStudio,
  api,
}) => {
  const heardByPage: string[] = [];
  page.on("console", (message) => heardByPage.push(message.text()));
  page.on("request", (request) => heardByPage.push(request.url(), request.postData() ?? ""));
  page.on("response", (response) => {
    heardByPage.push(JSON.stringify(response.headers()));
    // Streams and pictures have no text to read; events are read through the page's own storage and text below.
    if (/json|html|javascript/.test(response.headers()["content-type"] ?? ""))
      void response.text().then(
        (text) => heardByPage.push(text),
        () => undefined,
      );
  });

  const studio = await openStudio({ env: { INLAY_BASE_URL: api.url } });
  await page.goto(studio.url);
  await goTo(page, "Settings");
  const typed = heardByPage.length;
  await page.getByLabel("New key").fill(canaryKey);
  await page.getByRole("button", { name: "Save key" }).click();
  // No key store here: nothing is written before the designer has chosen (K2).
  await page.getByRole("button", { name: "This session only" }).click();
  await expect(page.getByText(/NARY/).first()).toBeVisible();
  // What the page itself sent when the key was typed is the one place where it may stand in the page's traffic.
  const keyCalls = heardByPage.splice(typed).filter((text) => text.includes(canaryKey));
  expect(keyCalls).toHaveLength(1);

  await goTo(page, "Create");
  await promptField(page).fill("an otter with a secret");
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(resultTiles(page)).toHaveCount(1);
  for (const kind of ["unauthorised", "html-502", "reset-after-body", "malformed-json"] as const) {
    const before = api.requests.length;
    api.steer({ next: [{ kind }] });
    await promptField(page).fill(`an otter that meets ${kind}`);
    await page.keyboard.press("ControlOrMeta+Enter");
    // Each fault is for the request that was just sent.
    await expect.poll(() => api.requests.length).toBe(before + 1);
  }
  expect(api.requests).toHaveLength(5);
  await goTo(page, "Settings");
  await page.getByRole("button", { name: /^Check the endpoint/ }).click();
  await page
    .getByRole("button", { name: /show diagnostics|copy diagnostics/i })
    .first()
    .click();

  const inPage = await page.evaluate(() =>
    JSON.stringify([
      document.documentElement.outerHTML,
      Object.entries(localStorage),
      Object.entries(sessionStorage),
      document.cookie,
      location.href,
    ]),
  );
  expect(inPage).not.toContain(canaryKey);
  expect(heardByPage.join("\n")).not.toContain(canaryKey);
  expect(studio.said()).not.toContain(canaryKey);

  // A crash writes what it knows; nothing of it may be the key.
  await studio.kill();
  expect(studio.said()).not.toContain(canaryKey);
  const files = await filesBelow(studio.folders.root);
  expect(files.length).toBeGreaterThan(5);
  const holders: string[] = [];
  for (const file of files) if ((await readFile(file)).includes(canaryKey)) holders.push(file);
  expect(holders).toEqual([]);
});
