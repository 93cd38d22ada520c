// The words of a finding. Pure.
import type { TFunction } from "i18next";
import type { EndpointFinding } from "#shared/contract/calls/app-calls.ts";

/** One sentence; the error that goes with a finding is worded apart. */
export function findingSentence({ id, state, values }: EndpointFinding, t: TFunction<"settings">): string {
  const host = String(values["host"] ?? "");
  switch (id) {
    case "reachable":
      if (state === "unknown") return t("endpoint.reachableDemo");
      return state === "good"
        ? t("endpoint.reachable.good", { host, tookMs: values["tookMs"] ?? 0 })
        : t("endpoint.reachable.bad", { host });
    case "key":
      return t(`endpoint.key.${state}`);
    case "limits":
      return t(`endpoint.limits.${state}`);
    case "proxy":
      return host === "" ? t("endpoint.proxy.direct") : t(`endpoint.proxy.${state}`, { host });
  }
}
