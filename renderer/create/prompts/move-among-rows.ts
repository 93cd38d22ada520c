// Up and down between the rows of a list of prompts.
import type { KeyboardEvent } from "react";

/** Moves the focus to the row above or below; rows are the buttons of one list that carry `data-row`. */
export function moveAmongRows(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const list = event.currentTarget.closest("ul");
  const rows = [...(list?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];
  const next = rows[rows.indexOf(event.currentTarget) + (event.key === "ArrowDown" ? 1 : -1)];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
