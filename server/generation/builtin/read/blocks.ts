/** A piece of the brief as it is laid out. Offsets are UTF-16 in the brief. */
export interface Block {
  readonly kind: "heading" | "item" | "text" | "row";
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Columns of indentation, or the level of a heading. */
  readonly depth: number;
  /** The cells of a row. */
  readonly cells?: readonly string[];
  /** What stands below it: the items that it leads in, the section of a heading. */
  readonly children: Block[];
}

interface Line {
  readonly kind: Block["kind"] | "blank" | "rule";
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly depth: number;
  readonly cells?: readonly string[];
}

const marker =
  /^(?:[-*•‣▪◦–—+o]\s+|\[[ x]\]\s+|\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]|[ivx]{1,4})[.)](?!\d)\s*|\(?\d{1,3}\)\s*|\d{1,3}(?:\.\d{1,3})+\s+|(?:[A-Z]{1,4}-?)?(?:REQ|FR|NFR|US|BR|UC|R)[-_ ]?\d+(?:\.\d+)*\s*[:.)–-]\s*|(?:REQ|FR|NFR|US|BR|UC)[-_ ]?\d+(?:\.\d+)*\s+(?=[A-Z]))+/;

/** The brief as a tree of headings, items and paragraphs. Never fails: what has no layout is one paragraph. */
export function readBlocks(brief: string): Block[] {
  return nest(joinLines(readLines(brief)));
}

function readLines(brief: string): Line[] {
  const lines: Line[] = [];
  let offset = 0;
  // Rows go on until a line without cells; what a line was decides how the next is read.
  let table = false;
  for (const raw of brief.split("\n")) {
    const start = offset;
    offset += raw.length + 1;
    const expanded = raw.replace(/\r$/, "").replaceAll("\t", "    ");
    const trimmed = expanded.trim();
    const indent = expanded.length - expanded.trimStart().length;
    const end = start + raw.trimEnd().length;
    const at = start + (raw.length - raw.trimStart().length);
    const push = (kind: Line["kind"], text: string, depth = indent, cells?: readonly string[]) =>
      lines.push({ kind, text, start: at, end, depth, ...(cells ? { cells } : {}) });
    const isRow = /^\|.*\|.*$/.test(trimmed) || (table && trimmed.includes("|"));
    if (/^(\|?\s*:?-{2,}:?\s*)+\|?$/.test(trimmed) && trimmed.includes("|")) {
      table = true;
      continue;
    }
    if (trimmed === "" || trimmed.startsWith("```")) push("blank", "");
    else if (/^([-=_*~]\s?){3,}$/.test(trimmed)) push("rule", "");
    else if (isRow) {
      table = true;
      const cells = trimmed
        .replace(/^\||\|$/g, "")
        .split("|")
        .map((cell) => plain(cell));
      push("row", cells.join(" | "), indent, cells);
      continue;
    } else if (/^#{1,6}\s/.test(trimmed))
      push(
        "heading",
        plain(trimmed.replace(/^#+\s*/, "").replace(/#+$/, "")),
        /^#+/.exec(trimmed)?.[0].length ?? 1,
      );
    else if (/^(\*\*|__)[^*_]+(\*\*|__):?$/.test(trimmed)) push("heading", plain(trimmed), 7);
    else if (marker.test(trimmed) && !/^[a-z]\)?$/i.test(trimmed))
      push("item", plain(trimmed.replace(marker, "")));
    else push("text", plain(trimmed));
    table = false;
  }
  return lines;
}

/** Without the marks of Markdown, and with plain quotes and dashes. */
function plain(text: string): string {
  return text
    .replace(/\*\*|__(?=\S)|(?<=\S)__/g, "")
    .replace(/(?<![\w])\*(?=\S)|(?<=\S)\*(?![\w])/g, "")
    .replaceAll("`", "")
    .replace(/[“”„«»]/g, '"')
    .replace(/[‘’‚]/g, "'")
    .replace(/\[([^\]]+)\]\([^)]+\)/g, "$1")
    .replace(/[\p{Extended_Pictographic}\u{FE0F}\u{200D}]/gu, "")
    .trim();
}

/** Joins the lines of a paragraph, and of an item that goes on in the next line. */
function joinLines(lines: readonly Line[]): Block[] {
  const blocks: Block[] = [];
  let open: { text: string; start: number; end: number; kind: "item" | "text"; depth: number } | undefined;
  const close = () => {
    if (open) blocks.push({ ...open, children: [] });
    open = undefined;
  };
  for (const line of lines) {
    if (line.kind === "blank" || line.kind === "rule") {
      // A line that is underlined is a heading.
      if (line.kind === "rule" && open?.kind === "text" && !/[.:;]$/.test(open.text)) {
        blocks.push({ ...open, kind: "heading", depth: 2, children: [] });
        open = undefined;
      }
      close();
      continue;
    }
    if (line.kind === "text" && open && !leaves(open, line) && continues(open.text, line.text)) {
      open.text += ` ${line.text}`;
      open.end = line.end;
      continue;
    }
    close();
    const { kind, text, start, end, depth } = line;
    if (kind === "item" || kind === "text") open = { kind, text, start, end, depth };
    else
      blocks.push({
        kind,
        text,
        start,
        end,
        depth,
        children: [],
        ...(line.cells ? { cells: line.cells } : {}),
      });
  }
  close();
  return blocks;
}

/** Whether a line stands behind a list rather than going on with its last item. */
function leaves(
  open: { readonly kind: string; readonly text: string; readonly depth: number },
  line: Line,
): boolean {
  if (open.kind !== "item" || line.depth > open.depth || !/^[A-Z]/.test(line.text)) return false;
  return /[.!?:;]$/.test(open.text) || open.text.length < 70;
}

/** Whether a line goes on with the paragraph before it, rather than being a line of a list without marks. */
function continues(before: string, line: string): boolean {
  if (before.endsWith(":")) return false;
  if (isListLine(line)) return false;
  if (/[.!?;]$/.test(before) && isListLine(before)) return false;
  // Short lines without an end are a list; long ones are wrapped text.
  if (!/[.!?,;]$/.test(before) && before.length < 40 && /^[A-Z]/.test(line)) return false;
  if (/[.!?]$/.test(before) && before.length < 60 && /^[A-Z]/.test(line)) return false;
  return before.length > 45 || /[a-z],$/.test(before) || /^[a-z]/.test(line) !== /^[a-z]/.test(before);
}

/** `Name: a, b, c` or `name (a, b, c)`. */
function isListLine(line: string): boolean {
  return (
    /^[\w "'-]{1,40}\s?(:\s|->|→|=|–|—| - )/.test(line) ||
    /^(create table |table )?[\w" -]{1,40}\s?\([^()]*(\([^()]*\)[^()]*)*\)?[;,.]?$/i.test(line)
  );
}

/** Puts items under what leads them in and sections under their headings. */
function nest(blocks: readonly Block[]): Block[] {
  const roots: Block[] = [];
  const headings: Block[] = [];
  let stack: Block[] = [];
  for (const block of blocks) {
    const short = block.kind === "text" && /^[\w "'&/-]{2,40}:$/.test(block.text);
    if (block.kind === "heading") {
      while (headings.length > 0 && (headings.at(-1)?.depth ?? 0) >= block.depth) headings.pop();
      (headings.at(-1)?.children ?? roots).push(block);
      headings.push(block);
      stack = [];
      continue;
    }
    while (stack.length > 0 && !isUnder(block, stack.at(-1))) stack.pop();
    (stack.at(-1)?.children ?? headings.at(-1)?.children ?? roots).push(block);
    if (block.kind === "item" || short || block.text.endsWith(":") || block.kind === "text")
      stack.push(block);
  }
  return roots;
}

function isUnder(block: Block, above: Block | undefined): boolean {
  if (!above) return false;
  if (block.kind === "row") return above.kind === "text" && above.text.endsWith(":");
  const leads = above.text.endsWith(":");
  if (block.kind === "item") {
    if (above.kind === "item") return block.depth > above.depth;
    return leads || (above.text.length < 60 && !/[.!?]$/.test(above.text));
  }
  // Lines of text under "Users:" or "Users" when they are indented.
  const short = above.text.length < 40 && !/[.!?,;]$/.test(above.text);
  return block.kind === "text" && above.kind === "text" && (leads || short) && block.depth > above.depth;
}
