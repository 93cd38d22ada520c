// What an open library tells those who listen.
import type { Notice } from "#shared/contract/notice.ts";
import type { PictureId } from "#shared/model/ids.ts";
import type { PictureCard } from "#shared/model/picture.ts";

export type LibraryEvent =
  | { readonly name: "picture.added"; readonly picture: PictureCard }
  | { readonly name: "pictures.changed"; readonly pictures: PictureCard[] }
  | { readonly name: "picture.removed"; readonly ids: PictureId[] }
  | { readonly name: "picture.returned"; readonly ids: PictureId[] }
  | { readonly name: "library.reloaded" }
  | { readonly name: "prompts.changed" | "collections.changed" | "searches.changed" }
  | { readonly name: "notice.raised"; readonly notice: Notice };
