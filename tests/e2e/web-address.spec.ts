// A picture by its web address: every way in says what came of it. No address of this machine is ever asked.
import { expect, promptField, test } from "#tests/support/e2e/studio-test.ts";

test("pictures from web addresses", async ({ page, openStudio }) => {
  const studio = await openStudio();
  await page.goto(studio.url);
  const tray = page.getByRole("region", { name: "References" });
  const refused = tray.getByRole("alert").filter({ hasText: "is not an address of the public internet" });

  await test.step("typed", async () => {
    await tray.getByRole("button", { name: "From a web address…" }).click();
    const field = page.getByRole("textbox", { name: "Web address of a picture" });
    await expect(field).toBeFocused();
    await field.fill("https://127.0.0.1:9/a.png");
    await page.keyboard.press("Enter");
    await expect(field).toBeHidden();
    await expect(refused).toHaveCount(1);
    await tray.getByRole("button", { name: "Dismiss" }).click();
  });

  /** As a browser would tell of it. */
  const paste = async (text: string, into: string) =>
    await page.evaluate(
      ([words, selector]) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData("text/plain", words);
        document
          .querySelector(selector)
          ?.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
      },
      [text, into] as const,
    );

  await test.step("pasted, but not into a text", async () => {
    await promptField(page).focus();
    await paste("https://localhost:9/b.png", "textarea");
    await paste("a boat, like https://localhost:9/b.png", "body");
    await expect(tray.getByRole("alert")).toHaveCount(0);
    await paste("https://localhost:9/b.png", "body");
    await expect(refused).toHaveCount(1);
    await tray.getByRole("button", { name: "Dismiss" }).click();
  });

  await test.step("dropped", async () => {
    const data = await page.evaluateHandle(() => {
      const dropped = new DataTransfer();
      dropped.setData("text/uri-list", "http://files.example/c.png");
      return dropped;
    });
    await tray.dispatchEvent("drop", { dataTransfer: data });
    await expect(tray.getByRole("alert")).toContainText("Pictures are fetched over https only");
  });
});
