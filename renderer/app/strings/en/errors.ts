// Sentences for everything that can go wrong: what happened, whether it may have been charged, what to do now.
// Chosen in error-sentences.ts, violation-sentences.ts and picture-refusals.ts.

/** English words for errors. */
export const errors = {
  money: {
    notSent: "Nothing was sent, so nothing was charged.",
    noConnection: "No connection came about, so nothing was charged.",
    refused: "The API refused the request, so nothing was charged.",
    unknown: "It may have been charged: the request was on its way and the outcome is not known.",
    charged: "The picture was made, so it has been charged.",
    kept: "Nothing is sent meanwhile, so nothing more is charged. Replies that had already arrived are kept; they go into the library as soon as that is possible.",
  },
  action: {
    retry: "Try again",
    "retry-may-charge": "Send again (may charge again)",
    "open-key-settings": "Key settings",
    "open-network-settings": "Network settings",
    "open-library-settings": "Library settings",
    reload: "Reload",
  },
  "invalid-request": {
    title: "The request breaks a limit of the API",
    next: "Change it and send it again.",
    nextWith: "{{violations}}",
  },
  "reference-missing": {
    title: "The file of the reference “{{name}}” is gone",
    next: "Remove the reference and add it again.",
  },
  "address-refused": {
    "not-an-address": "This is not a web address",
    "not-https": "Pictures are fetched over https only; the address at {{host}} is another kind",
    "has-credentials": "The address at {{host}} has a name or password in it",
    "not-public": "{{host}} is not an address of the public internet",
    "too-many-redirects": "{{host}} passes on from address to address without an end",
    next: "Save the picture and add it as a file, or use another address.",
  },
  "address-unreachable": {
    title: "No picture came from {{host}}",
    titleWithStatus: "{{host}} does not give the picture out (status {{status}})",
    next: "Open the address in a browser to see whether it shows the picture. If it does, save it there and add the file.",
  },
  "no-key": {
    title: "There is no API key",
    next: "Add your key in Settings, or switch on the demo engine there.",
  },
  "base-url-invalid": {
    title: "INLAY_BASE_URL holds no http or https address",
    next: "Correct it where Inlay is started, or remove it; an address looks like https://api.example.com. Then start Inlay again.",
  },
  cancelled: {
    title: "Cancelled before it was sent",
    next: "Send it again whenever you like.",
  },
  offline: {
    dns: "The name {{host}} could not be found",
    refused: "{{host}} refused the connection",
    tls: "No secure connection to {{host}} came about",
    "connect-timeout": "{{host}} did not answer in time",
    unreachable: "{{host}} cannot be reached",
    next: "Check the internet connection, and base URL and proxy in Settings. Then try again.",
  },
  "proxy-refused": {
    title: "The proxy {{host}} does not answer",
    next: "Check the proxy in Settings, and whether it is running.",
    titleWithStatus: "The proxy {{host}} did not let the request through (status {{status}})",
    nextWithStatus:
      "Check the proxy in Settings, and ask who runs it whether it lets you through to the API.",
    titleWithPassword: "The proxy {{host}} wants a name and password (status 407)",
    nextWithPassword:
      "Write them into the proxy's address in Settings, as in http://name:password@proxy.example:8080.",
  },
  "certificate-refused": {
    title: "The certificate of {{host}} is not trusted ({{code}})",
    next: "If your network inspects secure traffic, add its certificate authority (a PEM file) in Settings.",
  },
  "key-refused": {
    title: "The API does not accept the key",
    next: "Check the key in Settings: it may be mistyped, expired or for another endpoint.",
  },
  "quota-exhausted": {
    title: "The account has no credit left",
    next: "Top up the account at the provider, then send it again.",
  },
  "rate-limited": {
    title: "The API asks for a pause: too many requests",
    nextAt: "It is sent again by itself in {{wait}}.",
    next: "Wait a little, then send it again. Fewer parallel requests in Settings help.",
  },
  "refused-by-moderation": {
    title: "The API's moderation refused the request",
    next: "Word the prompt differently or use other references.",
    nextWith: "It says: “{{message}}” Word the prompt differently or use other references.",
  },
  "request-refused": {
    title: "The API refused the request (status {{status}})",
    titleWithParam: "The API refused the request because of “{{param}}” (status {{status}})",
    next: "Change the request and send it again.",
    nextWith: "It says: “{{message}}” Change the request and send it again.",
  },
  interrupted: {
    timeout: "No reply within the time limit",
    reset: "The connection broke off before the reply was complete",
    "server-error": "The API had an internal error",
    "server-error-status": "The API had an internal error (status {{status}})",
    "unreadable-reply": "The API's reply could not be read",
    "cancelled-in-flight": "Cancelled while the request was on its way",
    "app-stopped": "Inlay stopped while the request was on its way",
    next: "Look at your account if you must know. Sending it again may charge again.",
  },
  "result-unreachable": {
    title: "The picture could not be fetched from {{host}}",
    next: "The address that the API gave may have expired. Response format “b64_json” in Settings sends pictures within the reply.",
  },
  "result-address-refused": {
    title: "The API named an address that is not safe to fetch from ({{host}})",
    next: "Choose the response format “b64_json” in Settings, so that pictures come within the reply.",
  },
  "result-undecodable": {
    title: "The reply is not a picture that can be shown",
    next: "Its bytes are kept as {{file}}.",
  },
  "disk-full": {
    title: "The disk of {{folder}} is full",
    next: "Make room on the disk.",
    nextCharged: "Make room on the disk; what had arrived is then put into the library.",
  },
  "library-missing": {
    title: "The library folder {{folder}} is not there",
    next: "Connect the disk it is on, or choose another folder in Settings.",
  },
  "library-read-only": {
    title: "The library folder {{folder}} cannot be written to",
    next: "Change the folder's permissions, or choose another folder in Settings.",
  },
  "library-locked": {
    title: "The library {{folder}} is open in another Inlay",
    next: "Close it there ({{holder}}), then try again.",
    holder: "{{host}}, process {{pid}}",
  },
  "library-newer": {
    title: "The library {{folder}} was written by a newer Inlay",
    next: "Update this Inlay. The library is left as it is.",
  },
  "not-found": {
    picture: "This picture is no longer in the library",
    job: "This request is no longer in the list",
    prompt: "This saved prompt is gone",
    file: "The file is not there",
    composition: "This document is gone",
    collection: "This collection is gone",
    search: "This saved search is gone",
    task: "This work is no longer in the list",
    next: "The list may be old: reload to see what there is now.",
  },
  "file-changed": {
    title: "The file “{{name}}” is no longer the one that was taken in",
    next: "Take it in again in the gallery to keep it as it is now, or bring it back from a backup.",
  },
  "name-taken": {
    title: "There is already one called “{{name}}”",
    next: "Choose another name.",
  },
  "stale-revision": {
    title: "This document was changed in another window",
    next: "Reload to go on from there.",
  },
  "document-broken": {
    title: "The document {{name}} cannot be read",
    next: "Its file is left as it is.",
  },
  "document-newer": {
    title: "The document {{name}} was written by a newer Inlay",
    next: "Update this Inlay. The document is left as it is.",
  },
  "base-unusable": {
    missing: "The picture that this document lies on is gone: {{name}}",
    changed: "The picture that this document lies on was changed outside Inlay: {{name}}",
    next: "Put the file back as it was. The document and its selections are kept.",
  },
  "take-unusable": {
    missing: "The reply that the patch “{{patch}}” shows is gone",
    aspect: "The reply that the patch “{{patch}}” shows has another shape than its window",
    next: "Choose another take, hide the patch, or ask again.",
  },
  "selection-empty": {
    title: "Nothing is selected",
    next: "Select a part of the picture, or work on the whole picture.",
  },
  "memory-short": {
    title: "There is not enough memory for {{pixels}} pixels",
    next: "Close other programs, or work on a smaller picture. The document is kept.",
  },
  "too-many-pixels": {
    title: "This works up to {{limit}} pixels, and here are {{pixels}}",
    next: "Choose a smaller window, or another format.",
  },
  "side-too-long": {
    title: "This format holds sides up to {{limit}} px, and this one has {{side}} px",
    next: "Choose PNG.",
  },
  "invalid-input": {
    title: "This value is not accepted",
    next: "Check it ({{issues}}).",
  },
  "too-large": {
    title: "This is too large to take in",
    next: "The limit is {{limit}}.",
  },
  "not-in-this-state": {
    title: "That is not possible any more: the request is “{{state}}” now",
    next: "The list shows its present state.",
  },
  "weak-key-storage": {
    title: "This system has no safe place for the key",
    next: "Choose in Settings whether to keep it for this session only or to store it weakly.",
  },
  "host-unreachable": {
    title: "Inlay does not answer",
    next: "The program behind this page has stopped or is busy. Start it again if it does not come back.",
  },
  bug: {
    title: "Something in Inlay is broken",
    next: "It is logged as {{logId}}. Diagnostics in Settings has the log to report it with.",
  },
  picture: {
    title: "“{{name}}” cannot be used as a picture",
    empty: "The file is empty.",
    truncated: "The file breaks off in the middle. Get a complete copy of it.",
    mislabelled: "Its name says {{claimed}}, but it is {{found}}. Rename it if you trust it.",
    svg: "SVG is a drawing with code in it and is not taken. Export it as PNG.",
    heic: "HEIC cannot be read here. Export it as JPEG or PNG.",
    unknownFormat: "It is not in a known format. PNG, JPEG, WebP, AVIF and GIF are.",
    unknownFormatFound: "{{found}} is not taken. Save it as PNG or JPEG.",
    bomb: "It claims {{pixels}} pixels in only {{bytes}}, as files do that are made to do harm.",
    tooManyPixels: "It has {{pixels}} pixels; the limit is {{limit}}. Make it smaller first.",
    tooManyBytes: "It is larger than the limit of {{limit}}.",
    unreadable: "The file is damaged and cannot be decoded.",
    tooSlow: "Decoding it took too long. The file may be damaged.",
  },
  violation: {
    S1: "Width and height must be multiples of {{multiplePx}} px; {{widthPx}} × {{heightPx}} is not.",
    S2: "The longest edge is {{limit}} px; this has {{actual}} px.",
    S3: "The long side may be at most {{limit}} times the short side; this is {{actual}} times.",
    S4: "A picture needs at least {{limit}} pixels; this has {{actual}}.",
    S5: "A picture has at most {{limit}} pixels; this has {{actual}}.",
    nearest: "{{sentence}} Nearest: {{sizes}}.",
    P1: "The prompt is empty. Write what you want to see.",
    P2: "The prompt has {{actual}} characters; the limit is {{limit}}.",
    P3: "With references the prompt may have {{limit}} characters, labels included; this has {{actual}}.",
    F2: "PNG has no compression setting. Choose JPEG or WebP, or leave compression out.",
    F3: "Compression is a whole number from {{min}} to {{max}}; this is {{actual}}.",
    B2: "A transparent background is not available: the API refuses it for this model.",
    R2: "Beside the primary picture at most {{limit}} references can go along; these are {{actual}}.",
    T1: "Choose {{min}} to {{max}} takes; this is {{actual}}.",
    other: "The value of “{{field}}” is not accepted (rule {{rule}}).",
  },
} as const;
