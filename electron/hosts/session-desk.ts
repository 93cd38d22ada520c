// Who may use the browser host: hands out tokens, takes them back for a session. Holds no requests and no sockets.
import { randomBytes, timingSafeEqual, createHash } from "node:crypto";

/** Tokens and sessions have this many random bytes: 256 bits. */
const secretBytes = 32;
const launchLifetimeMs = 60_000;

export interface SessionDesk {
  /** For the address that is printed: good as often as wished while the process runs, for whoever sees the terminal. */
  readonly printedToken: string;
  /**
   * For the address that is handed to the system's browser: once, within a minute, because other users of the
   * machine can read the arguments of a process.
   */
  readonly issueLaunchToken: () => string;
  /** The value of the session cookie, or null for a token that is not, or no longer, good. */
  readonly exchange: (token: string) => string | null;
  readonly isSession: (cookieValue: string) => boolean;
}

export function createSessionDesk(now: () => number = Date.now): SessionDesk {
  const printedToken = freshSecret();
  const session = freshSecret();
  const launches = new Map<string, number>();
  return {
    printedToken,
    issueLaunchToken: () => {
      const token = freshSecret();
      launches.set(digest(token).toString("hex"), now() + launchLifetimeMs);
      return token;
    },
    exchange: (token) => {
      if (isSame(token, printedToken)) return session;
      const name = digest(token).toString("hex");
      const until = launches.get(name);
      launches.delete(name);
      return until !== undefined && now() <= until ? session : null;
    },
    isSession: (cookieValue) => isSame(cookieValue, session),
  };
}

function freshSecret(): string {
  return randomBytes(secretBytes).toString("base64url");
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

/** Takes the same time for any two texts. */
function isSame(one: string, other: string): boolean {
  return timingSafeEqual(digest(one), digest(other));
}
