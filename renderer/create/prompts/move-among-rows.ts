// Up and down between the rows of a list of prompts.
import type { KeyboardEvent } from "react";

/** Moves the focus to the row above or below; rows are the buttons that carry `data-row`. */
export function moveAmongRows(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  if (event.target instanceof HTMLInputElement) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-row]")];
  const present = rows.findIndex((row) => row.parentElement?.contains(document.activeElement) === true);
  const next = rows[present + (event.key === "ArrowDown" ? 1 : -1)];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
