// What a picture's request used, as a row of the index. A picture that no request made has none.
import type { DatabaseSync } from "node:sqlite";
import type { Picture } from "#shared/model/picture.ts";
import { paidTokens } from "#shared/rules/prices.ts";

/** Writes, or writes anew, the row of a picture; inside a transaction of the caller. */
export function prepareSpent(db: DatabaseSync): (picture: Picture, row: number) => void {
  const put = db.prepare("INSERT OR REPLACE INTO spent VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
  return (picture, row) => {
    if (picture.engine === null) return;
    const paid = picture.usage === null ? null : paidTokens(picture.usage);
    put.run(
      row,
      picture.engine,
      picture.createdAt,
      picture.kind,
      picture.trashedAt === null && !picture.marks.rejected ? 1 : 0,
      paid?.textTokens ?? null,
      paid?.imageTokens ?? null,
      paid?.outputTokens ?? null,
    );
  };
}
