// Turns a finished raster into PNG, JPEG or WebP bytes that say in their metadata that they are a demo.
import sharp from "sharp";
import type { OutputFormat } from "#electron/demo/documented-limits.ts";
import type { Raster } from "./raster.ts";

/** Used when a request leaves `output_compression` out. */
const DEFAULT_QUALITY = 90;

const XMP = `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmp:CreatorTool="Inlay demo engine">
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">Demo picture, drawn by rule. Not made by the images API.</rdf:li></rdf:Alt></dc:description>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`;

/** `compression` is the quality of jpeg and webp, 0 to 100; the encoders start at 1. */
export async function encodePicture(
  raster: Raster,
  format: OutputFormat,
  compression: number | undefined,
): Promise<Uint8Array<ArrayBuffer>> {
  const { width, height, data } = raster;
  const raw = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  const picture = sharp(raw, { raw: { width, height, channels: 3 } }).withXmp(XMP);
  const quality = Math.max(1, compression ?? DEFAULT_QUALITY);
  const encoded =
    format === "png"
      ? picture.png({ compressionLevel: 4 })
      : format === "jpeg"
        ? picture.jpeg({ quality })
        : picture.webp({ quality, effort: 2 });
  const bytes = await encoded.toBuffer();
  // A buffer of its own, so that it can be handed to another thread.
  return Uint8Array.from(bytes);
}
