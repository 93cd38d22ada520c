// The settings file as a value. The key is not in it and never will be: secrets/ has its own place.
import { z } from "zod";
import {
  backgroundSchema,
  moderationSchema,
  outputFormatSchema,
  requestSizeSchema,
  responseFormatSchema,
} from "./image-request.ts";

/** US dollars per million tokens; null where the user has not filled it in. */
export const priceTableSchema = z.object({
  textInputUsd: z.number().min(0).max(100_000).nullable(),
  imageInputUsd: z.number().min(0).max(100_000).nullable(),
  outputUsd: z.number().min(0).max(100_000).nullable(),
});
export type PriceTable = Readonly<z.infer<typeof priceTableSchema>>;

/** Which proxy requests take: none, HTTPS_PROXY and friends, the system's (desktop only), or an address. */
export const proxySchema = z.discriminatedUnion("mode", [
  z.object({ mode: z.literal("none") }),
  z.object({ mode: z.literal("environment") }),
  z.object({ mode: z.literal("system") }),
  z.object({ mode: z.literal("address"), url: z.url({ protocol: /^https?$/ }).max(500) }),
]);
export type ProxySetting = Readonly<z.infer<typeof proxySchema>>;

export const composerDefaultsSchema = z.object({
  size: requestSizeSchema,
  format: outputFormatSchema,
  compression: z.number().int().min(0).max(100).nullable(),
  background: backgroundSchema.exclude(["transparent"]),
  moderation: moderationSchema,
  takes: z.number().int().min(1).max(16),
});

/**
 * How edits carry their pictures: files as multipart, data URLs in JSON, or JSON with addresses for those pictures that
 * came from one unchanged (R3) and data URLs for the others.
 */
export const editEncodingSchema = z.enum(["multipart", "json", "json-urls"]);
export type EditEncoding = z.infer<typeof editEncodingSchema>;

export const settingsSchema = z.object({
  /** Shape of this file; migrations in electron/settings raise it. */
  version: z.literal(1),
  baseUrl: z.url({ protocol: /^https?$/ }).max(500),
  proxy: proxySchema,
  parallelRequests: z.number().int().min(1).max(16),
  editEncoding: editEncodingSchema,
  responseFormat: responseFormatSchema,
  /** Sent as `user`; empty sends none. */
  userId: z.string().trim().max(256),
  defaults: composerDefaultsSchema,
  appearance: z.object({
    theme: z.enum(["system", "light", "dark"]),
    stage: z.enum(["neutral", "black", "grey", "white"]),
    /** Row height of the gallery in px. */
    galleryRowPx: z.number().int().min(96).max(480),
  }),
  /** Command id to key chord, only where it differs from the default; "" takes the key away. */
  shortcuts: z.record(z.string().max(60), z.string().max(40)),
  prices: priceTableSchema,
  /** US dollars; null sets no limit. */
  budget: z
    .object({
      dayUsd: z.number().min(0).max(1_000_000).nullable(),
      monthUsd: z.number().min(0).max(1_000_000).nullable(),
    })
    .default({ dayUsd: null, monthUsd: null }),
  demo: z.object({
    /** Answer from the demo engine even though there is a key. */
    always: z.boolean(),
    drift: z.enum(["none", "mild", "typical", "severe"]),
  }),
});
export type Settings = Readonly<z.infer<typeof settingsSchema>>;

export const defaultSettings: Settings = {
  version: 1,
  baseUrl: "https://api.getinfinityblue.com",
  proxy: { mode: "environment" },
  parallelRequests: 3,
  editEncoding: "multipart",
  responseFormat: "b64_json",
  userId: "",
  defaults: {
    size: { widthPx: 1024, heightPx: 1024 },
    format: "png",
    compression: null,
    background: "auto",
    moderation: "auto",
    takes: 1,
  },
  appearance: { theme: "system", stage: "neutral", galleryRowPx: 200 },
  shortcuts: {},
  prices: { textInputUsd: null, imageInputUsd: null, outputUsd: null },
  budget: { dayUsd: null, monthUsd: null },
  demo: { always: false, drift: "typical" },
};
