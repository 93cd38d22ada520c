// What goes wrong is said: what happened, whether it may have been charged, what to do. Nothing is sent twice.
import { expect, promptField, resultTiles, test } from "#tests/support/e2e/studio-test.ts";
import type { Page } from "@playwright/test";

async function generate(page: Page, prompt: string): Promise<void> {
  await promptField(page).fill(prompt);
  await page.keyboard.press("ControlOrMeta+Enter");
}

test("a key that is not known", async ({ page, openStudio, api }) => {
  const studio = await openStudio({ env: api.env });
  api.steer({ next: [{ kind: "unauthorised" }] });
  await page.goto(studio.url);
  await generate(page, "an otter with the wrong key");
  const card = page.getByRole("region", { name: "Results" });
  await expect(card.getByText(/key/i).first()).toBeVisible();
  await expect(card.getByText(/nothing was charged/i).first()).toBeVisible();
  await expect(promptField(page)).toHaveValue("an otter with the wrong key");
  await card.getByRole("button", { name: "Try again" }).click();
  await expect(resultTiles(page)).toHaveCount(1);
});

test("[J5] too many requests: it waits as asked, and then goes on by itself", async ({
  page,
  openStudio,
  api,
}) => {
  const studio = await openStudio({ env: api.env });
  api.steer({ next: [{ kind: "rate-limited", retryAfterS: 5 }] });
  await page.goto(studio.url);
  await generate(page, "an otter that waits");
  await expect(page.getByText(/next try in/i).first()).toBeVisible();
  await expect(resultTiles(page)).toHaveCount(1);
  expect(api.requests).toHaveLength(2);
});

test("cancel one that is on its way: it says that it may be charged", async ({ page, openStudio, api }) => {
  const studio = await openStudio({ env: api.env });
  api.steer({ next: [{ kind: "stall" }] });
  await page.goto(studio.url);
  await generate(page, "an otter that nobody waits for");
  await expect.poll(() => api.requests.length).toBe(1);
  await page.getByRole("region", { name: "Results" }).getByRole("button", { name: "Cancel" }).first().click();
  await expect(page.getByText(/may (have been|be) charged/i).first()).toBeVisible();
  await expect(page.getByRole("button", { name: /may charge again/i })).toBeVisible();
  expect(api.requests).toHaveLength(1);
});

test("[J4] killed while receiving: unknown after the restart, never sent again by itself", async ({
  page,
  openStudio,
  api,
}) => {
  const studio = await openStudio({ env: api.env });
  api.steer({ next: [{ kind: "drip", everyMs: 50 }] });
  await page.goto(studio.url);
  await generate(page, "an otter that is cut off");
  await expect(page.getByText(/received|receiving/i).first()).toBeVisible();
  await studio.kill();

  const again = await openStudio({ folders: studio.folders, env: api.env });
  await page.goto(again.url);
  await expect(page.getByText(/may have been charged/i).first()).toBeVisible();
  await expect(page.getByRole("button", { name: /may charge again/i })).toBeVisible();
  expect(api.requests).toHaveLength(1);
  await page.getByRole("button", { name: /may charge again/i }).click();
  await expect(resultTiles(page)).toHaveCount(1);
  expect(api.requests).toHaveLength(2);
});

test("a refusal by moderation, a server error and bytes that are no picture", async ({
  page,
  openStudio,
  api,
}) => {
  const studio = await openStudio({ env: api.env });
  await page.goto(studio.url);
  const results = page.getByRole("region", { name: "Results" });

  api.steer({ next: [{ kind: "moderation" }] });
  await generate(page, "first otter");
  await expect(results.getByText(/nothing was charged/i)).toHaveCount(1);

  api.steer({ next: [{ kind: "html-502" }] });
  await generate(page, "second otter");
  await expect(results.getByRole("button", { name: /may charge again/i })).toHaveCount(1);

  api.steer({ next: [{ kind: "undecodable-picture" }] });
  await generate(page, "third otter");
  await expect(results.getByText(/does not decode/i).first()).toBeVisible();
  expect(api.requests).toHaveLength(3);
});

test("illegal requests are refused before they are sent, and what was typed is kept", async ({
  page,
  openStudio,
  api,
}) => {
  const studio = await openStudio({ env: api.env });
  await page.goto(studio.url);
  await promptField(page).fill("x".repeat(32_001));
  await expect(page.getByText(/1 character too many/i)).toBeVisible();
  await page.keyboard.press("ControlOrMeta+Enter");
  await promptField(page).fill("a legal prompt");
  await page.getByRole("textbox", { name: "Width" }).fill("1000");
  await page.getByRole("textbox", { name: "Height" }).fill("1000");
  await page.getByRole("textbox", { name: "Height" }).blur();
  await expect(page.getByText(/multiples? of 16/i).first()).toBeVisible();
  await page.getByRole("button", { name: /1008/ }).first().click();
  expect(api.requests).toHaveLength(0);
  await promptField(page).focus();
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(resultTiles(page)).toHaveCount(1);
  expect(api.requests).toHaveLength(1);
});
