// Where the bytes behind a hash lie.
import type { MediaType } from "#shared/model/image-request.ts";

/** A file of the library by its hash. */
export type AssetFile = { readonly path: string; readonly mediaType: MediaType; readonly bytes: number };
