// One step of a picture's life on disk, written down before it is taken, so that it can be finished after a crash.
import { z } from "zod";
import { pictureSchema } from "#shared/model/picture.ts";

export const changeSchema = z.object({
  /** As it will be. */
  picture: pictureSchema,
  /**
   * Where its file comes from; null when the file stays. `arrive` leaves the source until all is safe and then removes
   * it, `rename` moves the file within the library, `purge` takes it out of it for good.
   */
  source: z.object({ file: z.string(), how: z.enum(["arrive", "rename", "purge"]) }).nullable(),
});

/** `source.file` is relative to the library where it lies inside. */
export type Change = Readonly<z.infer<typeof changeSchema>>;
