// The proof's figures as XMP (ISO 16684-1), for formats that carry no text of their own. Pure.
import type { Proof } from "#shared/model/composition-record.ts";

const namespace = "https://inlay.invalid/proof/1/";

/** A whole packet; the figures are properties of `inlay:`, the depth a list from "never" on. */
export function proofXmp(proof: Proof): string {
  const { pixels, protectedPixels, changedProtectedPixels, rawChangedPixels, depth } = proof;
  const figures = { pixels, protectedPixels, changedProtectedPixels, rawChangedPixels };
  const properties = Object.entries(figures).map(([name, value]) => `inlay:${name}="${value}"`);
  const steps = depth.map((count) => `<rdf:li>${count}</rdf:li>`).join("");
  return (
    `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>` +
    `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
    `<rdf:Description rdf:about="" xmlns:inlay="${namespace}" ${properties.join(" ")}>` +
    `<inlay:depth><rdf:Seq>${steps}</rdf:Seq></inlay:depth></rdf:Description></rdf:RDF></x:xmpmeta>` +
    `<?xpacket end="w"?>`
  );
}
