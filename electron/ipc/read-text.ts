// A request's body as text, refused before it is read when it is too long, and cut off when it lied.

/** Null for a body of more than `limitBytes`. Rejects when the client goes away. */
export async function readText(request: Request, limitBytes: number): Promise<string | null> {
  const declared = request.headers.get("content-length");
  if (declared !== null && !(Number(declared) <= limitBytes)) return null;
  if (request.body === null) return "";
  const decoder = new TextDecoder();
  let text = "";
  let total = 0;
  const reader = request.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    total += value.byteLength;
    if (total > limitBytes) {
      await reader.cancel().catch(() => undefined);
      return null;
    }
    text += decoder.decode(value, { stream: true });
  }
}
