// Makes calls of the contract from a thread of its own, by the page's session.
import { postJson } from "./http-transport.ts";
import type { Envelope } from "./transport.ts";

export type ApartAsk = { readonly id: number; readonly name: string; readonly input: unknown };
export type ApartAnswer = { readonly id: number; readonly answer: Envelope };

const platform = {
  origin: "",
  fetch: async (input: RequestInfo | URL, init?: RequestInit) => await fetch(input, init),
};

addEventListener("message", ({ data: { id, name, input } }: MessageEvent<ApartAsk>) => {
  void postJson(platform, `/call/${name}`, input).then((answer) => {
    postMessage({ id, answer } satisfies ApartAnswer);
  });
});
postMessage("ready");
