// Calls about the program itself: who serves the page, settings, the key, the endpoint.
import { z } from "zod";
import { studioErrorSchema } from "#shared/errors/studio-error.ts";
import { engineSchema } from "#shared/model/job.ts";
import { keyStateSchema } from "#shared/model/key-state.ts";
import { settingsSchema } from "#shared/model/settings.ts";
import { defineCall } from "#shared/contract/call.ts";
import { noticeSchema } from "#shared/contract/notice.ts";

const nothing = z.object({});

/** What this host can do beyond a page; a control whose ability is missing is not drawn. */
export const abilitySchema = z.enum([
  "show-in-folder",
  "save-dialog",
  "choose-library",
  "copy-picture",
  "drag-out",
  "system-proxy",
  "native-menu",
]);
export type Ability = z.infer<typeof abilitySchema>;

export const helloSchema = z.object({
  host: z.enum(["desktop", "browser"]),
  version: z.string(),
  platform: z.enum(["mac", "windows", "linux"]),
  abilities: z.array(abilitySchema),
  /** Who answers requests now, and why the demo engine does when it does. */
  engine: engineSchema,
  demoReason: z.enum(["no-key", "chosen", "flag"]).nullable(),
  key: keyStateSchema,
  settings: settingsSchema,
  /** Things the user should know from the start-up: settings replaced, index rebuilt, jobs in doubt. */
  notices: z.array(noticeSchema),
});
export type Hello = Readonly<z.infer<typeof helloSchema>>;

/** A finding of the endpoint check; `sentence` is worded by the page from `id` and `values`. */
export const endpointFindingSchema = z.object({
  id: z.enum(["reachable", "key", "limits", "proxy"]),
  state: z.enum(["good", "bad", "unknown"]),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
  error: studioErrorSchema.nullable(),
});
export type EndpointFinding = Readonly<z.infer<typeof endpointFindingSchema>>;

export const appCalls = {
  /** The first call of every page. */
  "app.hello": defineCall(nothing, helloSchema),
  /** Versions, folders in words, recent log lines with secrets removed: text to paste into a report. */
  "app.diagnose": defineCall(nothing, z.object({ text: z.string() })),
  "app.reportCrash": defineCall(
    z.object({ message: z.string().max(4000), stack: z.string().max(20_000) }),
    z.object({ logId: z.string() }),
  ),
  "settings.get": defineCall(nothing, settingsSchema),
  /** Replaces the named top-level entries; the others stay. Errors: `invalid-input`, `disk-full`. */
  "settings.update": defineCall(settingsSchema.omit({ version: true }).partial(), settingsSchema),
  "key.state": defineCall(nothing, keyStateSchema),
  /**
   * Keeps a key. `keychain` fails with `weak-key-storage` where the system has no key store: nothing is written then,
   * the page asks, and comes back with `session` or `weak`.
   */
  "key.set": defineCall(
    z.object({
      key: z
        .string()
        .trim()
        .min(8)
        .max(500)
        .regex(/^[\x21-\x7e]+$/),
      place: z.enum(["session", "keychain", "weak"]),
    }),
    keyStateSchema,
  ),
  "key.forget": defineCall(nothing, keyStateSchema),
  /** Trusts one more certificate authority (PEM text); an empty text removes it. */
  "network.trust": defineCall(
    z.object({ pem: z.string().max(200_000) }),
    z.object({ subjects: z.array(z.string()) }),
    256 * 1024,
  ),
  /** Names of the certificate authorities that the user added. */
  "network.trusted": defineCall(nothing, z.object({ subjects: z.array(z.string()) })),
  /** Asks the endpoint questions that cost nothing: is it there, does it know the key, does it keep its limits. */
  "endpoint.check": defineCall(nothing, z.object({ findings: z.array(endpointFindingSchema) })),
} as const;
