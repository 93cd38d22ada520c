// Joins queue and provider: adds the address and the key of the engine that answers. The only user of the key.
import { err, ok, type Result } from "#shared/errors/result.ts";
import type { Settings } from "#shared/model/settings.ts";
import type { EndpointFinding } from "#shared/contract/calls/app-calls.ts";
import type { JobPorts } from "#electron/jobs/ports.ts";
import type { Library } from "#electron/library/library.ts";
import type { ImageClient, ImageClientOptions, ReferenceFile } from "#electron/provider/send-call.ts";
import type { Reference } from "#shared/model/image-request.ts";
import { createClientSlot } from "./client-slot.ts";
import { createLazyDemoEngine } from "./lazy-demo-engine.ts";

export interface SendLineParts {
  readonly settings: () => Settings;
  /** What stands in the environment in place of the settings' base URL; null for nothing. */
  readonly baseUrl: string | null;
  readonly useKey: () => string | null;
  readonly extraCaPem: () => string;
  readonly environment: ImageClientOptions["environment"];
  readonly systemProxy: NonNullable<ImageClientOptions["systemProxy"]> | null;
  readonly demoLatencyMs: number | null;
}

export interface SendLine {
  /** The queue's way out, with references read from this library. */
  readonly sendWith: (library: Library) => JobPorts["send"];
  /** Errors: `no-key`. */
  readonly check: () => Promise<Result<{ findings: EndpointFinding[] }>>;
  /** As the client's, through the proxy of the settings, whoever answers requests. */
  readonly fetchPicture: ImageClient["fetchPicture"];
  readonly close: () => Promise<void>;
}

/** The demo engine takes any bearer; this one says in its log what it is. */
const demoKey = "sk-demo-engine-keeps-no-accounts";

export function createSendLine(parts: SendLineParts): SendLine {
  const { settings } = parts;
  const common = { environment: parts.environment };
  const outside = createClientSlot(() => ({
    ...common,
    proxy: settings().proxy,
    extraCaPem: parts.extraCaPem(),
    ...(parts.systemProxy === null ? {} : { systemProxy: parts.systemProxy }),
  }));
  const inside = createClientSlot(() => ({ ...common, proxy: { mode: "none" }, extraCaPem: "" }));
  const demo = createLazyDemoEngine(parts.demoLatencyMs ?? undefined);
  const baseUrl = () => parts.baseUrl ?? settings().baseUrl;

  return {
    sendWith: (library) => async (prepared, dispatch) => {
      const call = {
        ...dispatch,
        openReference: async (reference: Reference) => await openReference(library, reference),
      };
      if (dispatch.engine === "demo") {
        const address = await demo.address(settings().demo.drift);
        return await inside.use(
          async (client) => await client.send(prepared, { ...call, key: demoKey, baseUrl: address }),
        );
      }
      const key = parts.useKey();
      if (key === null) return err({ kind: "no-key" });
      return await outside.use(
        async (client) => await client.send(prepared, { ...call, key, baseUrl: baseUrl() }),
      );
    },
    check: async () => {
      const key = parts.useKey();
      if (key === null) return err({ kind: "no-key" });
      return ok({
        findings: await outside.use(
          async (client) => await client.checkEndpoint({ key, baseUrl: baseUrl() }),
        ),
      });
    },
    fetchPicture: async (address, keep) =>
      await outside.use(async (client) => await client.fetchPicture(address, keep)),
    close: async () => {
      await Promise.all([outside.close(), inside.close(), demo.close()]);
    },
  };
}

async function openReference(library: Library, reference: Reference): Promise<ReferenceFile | null> {
  const file = await library.resolveAsset(reference.asset);
  return file === null ? null : { path: file.path, mediaType: file.mediaType, fileName: reference.name };
}
