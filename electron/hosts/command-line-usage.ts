// What the command line can do, as text for people, and its exit codes.

export const exitCodes = {
  done: 0,
  bug: 1,
  /** Wrong usage, or a request that breaks a rule; nothing was sent. */
  usage: 2,
  /** Some pictures failed; those are not charged. */
  failed: 3,
  /** The outcome of some requests is not known, or no reply could be used; they may be charged. */
  unknown: 4,
  /** The library cannot be opened, read or written. */
  library: 5,
  /** The reply shows another composition: no file was written. */
  changed: 6,
  /** Stopped with Ctrl-C before anything was in doubt. */
  stopped: 130,
} as const;

export const usage = `Usage:
  npm run inlay -- generate "PROMPT" [options]
  npm run inlay -- edit "PROMPT" --image FILE [--reference FILE ...] [options]
  npm run inlay -- composite BASE REPLY --mask FILE -o OUT [options]
  npm run inlay -- inpaint BASE "PROMPT" --mask FILE -o OUT [options]
  npm run inlay -- import FILE|DIR ... [--in-place]
  npm run inlay -- jobs

Options of generate and edit:
  --size WIDTHxHEIGHT|auto   default 1024x1024; multiples of 16, up to 3840, 3:1 and 8,294,400 pixels
  --takes N                  1 to 16 pictures, each a request of its own
  --format png|jpeg|webp     default png
  --compression N            0 to 100, for jpeg and webp
  --background auto|opaque
  --moderation auto|low      generate only
  --image FILE               the picture to edit
  --reference FILE           a further picture, up to 16 times

Options of composite and inpaint (OUT ends in .png, .jpg, .webp or .psd):
  --mask FILE                as large as the base; white is to change, all else stays bit for bit
  --invert-mask              black is to change
  --grow N|auto              how far the edge may reach beyond the mask, px, 0 to 64
  --feather N|auto           width of the soft edge, px, 0 to 255
  --strict                   nothing outside the mask may change
  --no-detail                do not keep unchanged detail inside the mask
  --tone 0..1                colour match, default 1
  --opacity 0..1
  --multiband never|auto|always
  --nudge DX,DY[,SCALE]      on top of the measured placement, px
  --manual                   ignore the measured placement
  --quality N                1 to 100, for jpg and webp, default 92
  --proof                    write the proof into the file too
  --force                    write also when the reply shows another composition
  --window X,Y,W,H           composite only: where the reply belongs in the base; default all of it
  --takes N                  inpaint only: 1 to 8; the best one is used
  --guide                    inpaint only: send a second picture with the region outlined
  --json                     no sentences, only JSON

Options of all commands:
  --library DIR              the folder of the library
  --demo                     let the demo engine answer, even with a key
  --help

The key comes from INLAY_API_KEY, from the file that INLAY_KEY_FILE names, or from the app's settings. Without one the
demo engine answers. INLAY_BASE_URL sets the address of the API.

Standard output has one JSON object a line, each with "event": started, job, picture, composite, skipped, done, error.
Sentences for people go to standard error.

Exit codes:
  0    all done
  1    something in Inlay is broken
  2    wrong usage, or the request breaks a rule: nothing was sent
  3    some pictures failed; those are not charged
  4    the outcome of some requests is not known, or no reply could be used; they may be charged
  5    the library cannot be used
  6    the reply shows another composition: no file was written
  130  stopped with Ctrl-C`;
