// What a page may not do on the desktop, whatever is in it: go elsewhere, open windows, ask for devices, reach the network.
import { app, shell, type Session, type WebContents } from "electron";
import type { Log } from "#electron/platform/log.ts";
import { isAllowedLink } from "./allowed-links.ts";
import { isPageAddress } from "./sender-check.ts";

/** The one permission the page has use for: copying a prompt at the press of a button. */
const granted = "clipboard-sanitized-write";

/** Denies by default, for every page of the session. */
export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, decide) =>
    decide(permission === granted && isPageAddress(contents.getURL())),
  );
  session.setPermissionCheckHandler(
    (_contents, permission, requestingOrigin) =>
      // The parts of an address with a scheme of its own arrive as one text.
      permission === granted && isPageAddress(requestingOrigin),
  );
  session.setDevicePermissionHandler(() => false);
  // Pictures leave through the dialogs of the host.
  session.on("will-download", (event) => event.preventDefault());
  // The page's policy allows its own origin only; this holds even where a policy would not.
  session.webRequest.onBeforeRequest(
    { urls: ["http://*/*", "https://*/*", "ws://*/*", "wss://*/*", "ftp://*/*", "file://*/*"] },
    (_details, decide) => decide({ cancel: true }),
  );
}

/** Holds for every window there ever is. Links to the maker of the API open in the system's browser. */
export function guardAllContents(log: Pick<Log, "warn">): void {
  app.on("web-contents-created", (_event, contents) => guardContents(contents, log));
}

function guardContents(contents: WebContents, log: Pick<Log, "warn">): void {
  contents.setWindowOpenHandler(({ url }) => {
    if (isAllowedLink(url)) void shell.openExternal(url);
    else log.warn("window.refused");
    return { action: "deny" };
  });
  const stay = (event: { readonly url: string; readonly preventDefault: () => void }): void => {
    if (isPageAddress(event.url)) return;
    event.preventDefault();
    log.warn("navigation.refused");
  };
  contents.on("will-navigate", stay);
  contents.on("will-frame-navigate", stay);
  contents.on("will-redirect", stay);
  contents.on("will-attach-webview", (event) => event.preventDefault());
}
