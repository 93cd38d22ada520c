// Reads the answer to a request that was not granted, as far as it needs to be read.
import type { Dispatcher } from "undici";
import type { StudioError } from "#shared/errors/studio-error.ts";
import { parseFault, type ApiFault } from "./api-fault.ts";
import { classifyAnswer } from "./classify-failure.ts";
import { decodeTransfer } from "./decode-transfer.ts";

const maxFaultBytes = 64 * 1024;

/** What an answer other than 2xx means; a body that breaks off or drags on leaves the status to judge by. */
export async function readRefusal(reply: Dispatcher.ResponseData, key: string): Promise<StudioError> {
  const fault = parseFault(await readHead(reply));
  return classifyAnswer(
    {
      status: reply.statusCode,
      retryAfter: headerOf(reply, "retry-after"),
      fault: withoutKey(fault, key),
    },
    Date.now(),
  );
}

/** Some servers quote the key in their complaint; it goes no further (K1). */
export function withoutKey(fault: ApiFault | null, key: string): ApiFault | null {
  if (fault === null) return null;
  const clean = (text: string): string => text.replaceAll(key, "[key]");
  return {
    message: clean(fault.message),
    param: fault.param === null ? null : clean(fault.param),
    code: fault.code === null ? null : clean(fault.code),
    type: fault.type === null ? null : clean(fault.type),
  };
}

/** One value of a reply's header. */
export function headerOf(reply: Dispatcher.ResponseData, name: string): string | undefined {
  const value = reply.headers[name];
  return typeof value === "string" ? value : value?.[0];
}

async function readHead(reply: Dispatcher.ResponseData): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const patience = setTimeout(() => reply.body.destroy(), 10_000);
  try {
    for await (const chunk of decodeTransfer(reply.body, headerOf(reply, "content-encoding") ?? "identity")) {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes > maxFaultBytes) break;
    }
  } catch {
    // What came before the break is enough, or nothing is.
  } finally {
    clearTimeout(patience);
  }
  return Buffer.concat(chunks).toString("utf8");
}
