// Run lengths as text: each length as digits of base 32, least first, a digit with the high bit when more follow; the
// letters are those of base64url. About 1.5 characters a run, and JSON needs no escape.
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const MORE = 32;

/** Packs whole numbers from 0 up to 2^31. */
export function packLengths(lengths: readonly number[]): string {
  let text = "";
  for (const length of lengths) {
    let rest = length;
    while (rest >= MORE) {
      text += LETTERS[(rest % MORE) + MORE];
      rest = Math.floor(rest / MORE);
    }
    text += LETTERS[rest];
  }
  return text;
}

/** Unpacks what `packLengths` made. Throws on letters that are not of it and on a text that is cut off. */
export function unpackLengths(text: string): number[] {
  const lengths: number[] = [];
  let value = 0;
  let place = 1;
  for (let i = 0; i < text.length; i++) {
    const digit = digitOf(text.charCodeAt(i));
    value += (digit % MORE) * place;
    place *= MORE;
    if (digit >= MORE) continue;
    lengths.push(value);
    value = 0;
    place = 1;
  }
  if (place !== 1) throw new RangeError("the run lengths are cut off");
  return lengths;
}

function digitOf(code: number): number {
  if (code >= 65 && code <= 90) return code - 65;
  if (code >= 97 && code <= 122) return code - 71;
  if (code >= 48 && code <= 57) return code + 4;
  if (code === 45) return 62;
  if (code === 95) return 63;
  throw new RangeError(`no run length is written with character ${code}`);
}
