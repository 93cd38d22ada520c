// What comes in from outside, before it is a picture: an upload, or a file on disk.
import type { Readable } from "node:stream";

/** Bytes from outside: an upload, or a file that stays where it is. */
export type Incoming = { readonly name: string } & (
  { readonly stream: Readable; readonly path?: never } | { readonly path: string; readonly stream?: never }
);
