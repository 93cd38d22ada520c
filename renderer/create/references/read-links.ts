// Web addresses in what a drop or a paste brings. Whether one may be fetched is the host's to say.

/** The type under which browsers hand links over. */
export const linkDragType = "text/uri-list";

type Texts = Pick<DataTransfer, "getData">;

const webAddress = /^https?:\/\/\S+$/i;

/** The links of a drop, http ones too: those are refused with a reason instead of being left out in silence. */
export function readDroppedLinks(data: Texts): readonly string[] {
  // Lines that begin with # are remarks.
  return linesOf(data.getData(linkDragType)).filter((line) => webAddress.test(line));
}

/** The links of a paste; none where there is any other text beside them, for then the text is meant. */
export function readPastedLinks(data: Texts): readonly string[] {
  const lines = linesOf(data.getData("text/plain"));
  return lines.every((line) => webAddress.test(line)) ? lines : [];
}

function linesOf(text: string): readonly string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
}
