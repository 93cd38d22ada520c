// The faults that answer instead of the picture: refusals, the gateway's page, and silence.
import { once } from "node:events";
import type { ServerResponse } from "node:http";
import type { Fault } from "./faults.ts";
import { sendRefusal } from "./send-reply.ts";

/** Answers with the fault and says so; false when the fault leaves room for a picture. */
export async function answerWithFault(response: ServerResponse, fault: Fault): Promise<boolean> {
  switch (fault.kind) {
    case "unauthorised":
      sendRefusal(response, {
        status: 401,
        message: "Incorrect API key provided.",
        type: "invalid_request_error",
        param: null,
        code: "invalid_api_key",
      });
      return true;
    case "rate-limited":
      sendRefusal(response, {
        status: 429,
        message: "Rate limit reached. Please try again later.",
        type: "rate_limit_error",
        param: null,
        code: "rate_limit_exceeded",
        ...retryAfter(fault.form ?? "seconds", fault.retryAfterS ?? 1),
      });
      return true;
    case "server-error":
      sendRefusal(response, {
        status: 500,
        message: "The server had an error while processing your request.",
        type: "server_error",
        param: null,
        code: null,
      });
      return true;
    case "moderation":
      sendRefusal(response, {
        status: 400,
        message: "Your request was rejected by the safety system.",
        type: "image_generation_user_error",
        param: null,
        code: "moderation_blocked",
      });
      return true;
    case "html-502":
      response.writeHead(502, { "content-type": "text/html" });
      response.end("<html><head><title>502 Bad Gateway</title></head><body>Bad Gateway</body></html>");
      return true;
    case "reset-before-body":
      response.socket?.resetAndDestroy();
      return true;
    case "stall":
      if (!response.destroyed) await once(response, "close");
      return true;
    default:
      return false;
  }
}

/** The date form counts whole seconds only, so it is rounded up: never earlier than asked for. */
function retryAfter(form: "seconds" | "date" | "none", seconds: number): { retryAfter?: string } {
  if (form === "none") return {};
  if (form === "seconds") return { retryAfter: String(seconds) };
  return { retryAfter: new Date(Math.ceil(Date.now() / 1000 + seconds) * 1000).toUTCString() };
}
