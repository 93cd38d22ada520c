// The peer of flattening: the same decoder reads the picture and writes a PNG. A process of its own, for its memory.
// Arguments: picture, output.
import sharp from "sharp";

const [picture, out] = process.argv.slice(2);
if (picture === undefined || out === undefined) throw new Error("picture, output");
await sharp(picture, { limitInputPixels: false }).png({ compressionLevel: 3 }).toFile(out);
process.stdout.write("done\n");
