// Many pictures at once, as calls name them.
import { z } from "zod";
import { pictureIdSchema } from "#shared/model/ids.ts";

/** More cannot be taken in hand at once. */
export const mostPicturesAtOnce = 10_000;

export const pictureIdsSchema = z.array(pictureIdSchema).min(1).max(mostPicturesAtOnce);
/** What a call may weigh that names so many. */
export const pictureIdsBytes = 256 * 1024;
