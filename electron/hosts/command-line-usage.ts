// What the command line can do, as text for people, and its exit codes.

export const exitCodes = {
  done: 0,
  bug: 1,
  /** Wrong usage, or a request that breaks a rule; nothing was sent. */
  usage: 2,
  /** Some pictures failed; those are not charged. */
  failed: 3,
  /** The outcome of some requests is not known; they may be charged. */
  unknown: 4,
  /** The library cannot be opened, read or written. */
  library: 5,
  /** Stopped with Ctrl-C before anything was in doubt. */
  stopped: 130,
} as const;

export const usage = `Usage:
  npm run inlay -- generate "PROMPT" [options]
  npm run inlay -- edit "PROMPT" --image FILE [--reference FILE ...] [options]
  npm run inlay -- import FILE|DIR ...
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

Options of all commands:
  --library DIR              the folder of the library
  --demo                     let the demo engine answer, even with a key
  --help

The key comes from INLAY_API_KEY, from the file that INLAY_KEY_FILE names, or from the app's settings. Without one the
demo engine answers. INLAY_BASE_URL sets the address of the API.

Standard output has one JSON object a line, each with "event": started, job, picture, skipped, done.
Sentences for people go to standard error.

Exit codes:
  0    all done
  1    something in Inlay is broken
  2    wrong usage, or the request breaks a rule: nothing was sent
  3    some pictures failed; those are not charged
  4    the outcome of some requests is not known; they may be charged
  5    the library cannot be used
  130  stopped with Ctrl-C`;
