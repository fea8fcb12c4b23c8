import { isRecord } from "./openai/chunk";

/** What a model's answer holds. */
export interface Answer {
  /** Empty where the answer holds no schema. */
  readonly sql: string;
  readonly assumptions: readonly string[];
  readonly uncovered: readonly string[];
  /** The block that holds the SQL was closed, so that it is whole even if the answer was cut off after it. */
  readonly closed: boolean;
}

/** Reads an answer as it arrives. */
export interface AnswerReader {
  /** Takes more text; gives the whole lines of SQL in it, for people to see. */
  push(text: string): string;
  /** Takes the end; gives what the answer holds, all of it considered. */
  end(): Answer;
}

/** Reads a whole answer. */
export function readAnswer(text: string): Answer {
  const reader = answerReader();
  reader.push(text);
  return reader.end();
}

/** The start of a statement that defines something. */
const definition =
  /^[ \t]*(?:create|alter)\s+(?:(?:or\s+replace|unique|unlogged|temp|temporary|global|local|materialized|virtual|recursive)\s+)*(?:table|type|domain|schema|view|index|function|procedure|trigger|sequence|extension|policy)\b/im;

/** The same, in a line of its own that is no prose ("Create table users with two columns"). */
const definitionLine =
  /^\s*(?:create|alter)\s+(?:(?:or\s+replace|unique|unlogged|temp|temporary|materialized|virtual)\s+)*(?:table|type|domain|schema|view|index|function|procedure|trigger|sequence|extension|policy)\s+(?:concurrently\s+)?(?:if\s+not\s+exists\s+)?(?:only\s+)?["`\w.]+\s*(?:\(|;|\$|as\b|on\b|using\b|add\b|enable\b|partition\b|returns\b|before\b|after\b|--|$)/i;

const sqlLanguages =
  /^(sql|ddl|postgres|postgresql|pgsql|psql|plpgsql|mysql|mariadb|sqlite|sqlite3|tsql|ansi-?sql)$/i;

interface Block {
  readonly language: string;
  readonly fence: string;
  readonly lines: string[];
  closed: boolean;
}

export function answerReader(): AnswerReader {
  let all = "";
  let pending = "";
  let lines = lineReader(true);
  return {
    push(text) {
      all += text;
      const parts = (pending + text).split("\n");
      pending = parts.pop() ?? "";
      return parts.map((line) => lines.push(line.replace(/\r$/, ""))).join("");
    },
    end() {
      if (pending !== "") lines.push(pending.replace(/\r$/, ""));
      const answer = lines.end();
      if (answer.sql !== "") return answer;
      // A model that never ended its thoughts may have written the schema among them.
      lines = lineReader(false);
      for (const line of all.split(/\r?\n/)) lines.push(line);
      const unthinking = lines.end();
      if (unthinking.sql !== "") return unthinking;
      return fromJson(all.trim()) ?? answer;
    },
  };
}

interface LineReader {
  push(line: string): string;
  end(): Answer;
}

/** A line is in the thoughts of a reasoning model, in a block, or loose. */
function lineReader(skipThoughts: boolean): LineReader {
  const notes = noteReader();
  let blocks: Block[] = [];
  let loose: string[] = [];
  let open: Block | undefined;
  let thinking = false;
  let begun = false;
  let showLoose = false;

  const intoBlock = (block: Block, line: string): string => {
    const closing = closingOf(block, line);
    if (closing !== undefined) {
      open = undefined;
      block.closed = true;
      if (closing.trim() === "") return "";
      block.lines.push(closing);
      return `${closing}\n`;
    }
    const next = openingOf(line);
    if (next !== undefined && sqlLanguages.test(next.language)) {
      // The model forgot to close one block before it opened the next.
      block.closed = true;
      open = next;
      blocks.push(next);
      return "";
    }
    if (notes.push(line, true)) return "";
    block.lines.push(line);
    return isSqlLanguage(block.language) ? `${line}\n` : "";
  };

  return {
    push(line) {
      const afterThoughts = skipThoughts ? endOfThoughts(line) : undefined;
      if (afterThoughts !== undefined) {
        thinking = false;
        blocks = [];
        loose = [];
        open = undefined;
        if (afterThoughts.trim() === "") return "";
        line = afterThoughts;
      }
      if (skipThoughts && !begun && /^\s*<(think|thinking|reasoning|thought)>/i.test(line)) thinking = true;
      begun ||= line.trim() !== "";
      if (thinking) return "";
      if (open !== undefined) return intoBlock(open, line);
      const opening = openingOf(line);
      if (opening !== undefined) {
        open = opening;
        blocks.push(opening);
        showLoose = false;
        return opening.lines.map((first) => `${first}\n`).join("");
      }
      if (notes.push(line, false)) return "";
      loose.push(line);
      showLoose ||= blocks.length === 0 && definitionLine.test(line);
      return showLoose ? `${line}\n` : "";
    },
    end() {
      const fromBlocks = joinParts(blocks.map((block) => ({ ...block, sql: trimBlank(block.lines) })));
      if (fromBlocks !== undefined) return { ...notes.notes(), ...fromBlocks };
      const json = blocks.flatMap((block) => {
        const value = fromJson(block.lines.join("\n").trim());
        return value === undefined ? [] : [value];
      })[0];
      return json ?? { ...notes.notes(), sql: looseSql(loose), closed: false };
    },
  };
}

function isSqlLanguage(language: string): boolean {
  return language === "" || sqlLanguages.test(language);
}

/** Where a block opens: a fence alone in its line, or after some prose if it names SQL. */
function openingOf(line: string): Block | undefined {
  const match = /^([^`~]*)(`{3,}|~{3,})[ \t]*([\w+.#-]*)[ \t]*(.*)$/.exec(line);
  if (match === null) return undefined;
  const [, before = "", fence = "", language = "", after = ""] = match;
  const alone = /^\s*(?:>|[-*+]|\d+[.)])?\s*$/.test(before);
  if (!alone && !sqlLanguages.test(language)) return undefined;
  if (after.includes("`")) return undefined;
  return { language, fence, lines: definition.test(after) ? [after] : [], closed: false };
}

/** The rest of a block's last line before its closing fence, or undefined where the line closes nothing. */
function closingOf(block: Block, line: string): string | undefined {
  const match = /^([^`~]*)(`{3,}|~{3,})\s*$/.exec(line);
  const [, before = "", fence = ""] = match ?? [];
  return fence.startsWith(block.fence) ? before : undefined;
}

function endOfThoughts(line: string): string | undefined {
  return /<\/(?:think|thinking|reasoning|thought)>(.*)$/i.exec(line)?.[1];
}

/** The objects that a text creates, as written but for case and quotes. */
function created(sql: string): Set<string> {
  const name =
    /\bcreate\s+(?:(?:or\s+replace|unlogged|temp|temporary|global|local)\s+)*(table|type|domain|view|function)\s+(?:if\s+not\s+exists\s+)?((?:"[^"]+"|`[^`]+`|[\w.])+)/gi;
  return new Set(
    [...sql.matchAll(name)].map(([, kind = "", object = ""]) =>
      `${kind} ${object.replace(/["`]/g, "")}`.toLowerCase(),
    ),
  );
}

export interface Part {
  readonly sql: string;
  readonly language: string;
  readonly closed: boolean;
}

/**
 * Several blocks are parts of one schema, or a draft and its rewrite: a block that creates again most of what
 * stands before it replaces it. Examples, queries and clean-up scripts beside the schema are left out.
 */
export function joinParts(parts: readonly Part[]): { sql: string; closed: boolean } | undefined {
  const defining = parts.filter((part) => isSqlLanguage(part.language) && definition.test(part.sql));
  let kept: Part[] = [];
  for (const part of defining) {
    const names = created(part.sql);
    const earlier = new Set(kept.flatMap((other) => [...created(other.sql)]));
    const again = [...earlier].filter((name) => names.has(name)).length;
    const rewrite = again > 0 && again * 2 >= earlier.size;
    if (!rewrite) kept.push(part);
    // Of a rewrite that was cut off, the whole draft before it is worth more.
    else if (part.closed || kept.every((other) => !other.closed)) kept = [part];
  }
  if (kept.length === 0) return undefined;
  return { sql: kept.map((part) => part.sql).join("\n\n"), closed: kept.at(-1)?.closed === true };
}

/** The SQL of an answer without blocks: from the first definition to the last semicolon. */
function looseSql(lines: readonly string[]): string {
  let start = lines.findIndex((line) => definitionLine.test(line));
  if (start < 0) return "";
  while (start > 0 && /^\s*(--|\/\*|begin\b.*;|set\b.*;|pragma\b.*;)/i.test(lines[start - 1] ?? "")) start--;
  const sql = lines.slice(start);
  const last = sql.findLastIndex((line) => /;\s*(--.*)?$/.test(line));
  const unfinished = sql.slice(last + 1).some((line) => definitionLine.test(line));
  return trimBlank(last < 0 || unfinished ? sql : sql.slice(0, last + 1));
}

function trimBlank(lines: readonly string[]): string {
  return lines
    .join("\n")
    .replace(/^(?:[ \t]*\n)+/, "")
    .trimEnd();
}

interface Notes {
  readonly assumptions: readonly string[];
  readonly uncovered: readonly string[];
}

/** Collects the lines that say what was assumed and what is not covered. */
function noteReader(): { push(line: string, inBlock: boolean): boolean; notes(): Notes } {
  const assumptions: string[] = [];
  const uncovered: string[] = [];
  let heading: string[] | undefined;
  const add = (list: string[], text: string) => {
    const note = text
      .replace(/\*\*/g, "")
      .trim()
      .replace(/^["“](.*)["”]$/, "$1");
    if (note !== "" && !/^(none|n\/a|nothing|-)\.?$/i.test(note) && !list.includes(note)) list.push(note);
  };
  return {
    push(line, inBlock) {
      const marked = inBlock
        ? /^\s*--\s*(assumption|uncovered)s?\s*:\s*(.*)$/i.exec(line)
        : /^[\s\-*•#>/]*\**(assumption|uncovered|not covered)s?\**\s*:\**\s*(\S.*)$/i.exec(line);
      if (marked !== null) {
        const [, kind = "", text = ""] = marked;
        add(kind.toLowerCase() === "assumption" ? assumptions : uncovered, text);
        return true;
      }
      if (inBlock) return false;
      const title = /^\W*(assumptions?|uncovered|not covered)( made| sentences?)?\W*$/i.exec(line);
      if (title !== null) {
        heading = (title[1] ?? "").toLowerCase().startsWith("a") ? assumptions : uncovered;
        return true;
      }
      const item = /^\s*(?:--\s*)?(?:[-*•]|\d+[.)])\s+(.*)$/.exec(line);
      if (heading !== undefined && item !== null) {
        add(heading, item[1] ?? "");
        return true;
      }
      if (line.trim() !== "") heading = undefined;
      return false;
    },
    notes: () => ({ assumptions, uncovered }),
  };
}

/** Servers that force JSON wrap the schema: `{"sql": "…", "assumptions": […]}`, or a list of statements. */
function fromJson(text: string): Answer | undefined {
  if (!/^[[{]/.test(text)) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const sql = sqlIn(value, 0);
  if (sql === undefined) return undefined;
  const inner = sql.includes("```") ? readAnswer(sql) : undefined;
  const record = isRecord(value) ? value : {};
  return {
    sql: inner?.sql ?? sql.trim(),
    assumptions: [...(inner?.assumptions ?? []), ...texts(record.assumptions)],
    uncovered: [...(inner?.uncovered ?? []), ...texts(record.uncovered)],
    closed: true,
  };
}

/** The first text in a JSON value that defines something; a list of statements is joined. */
function sqlIn(value: unknown, depth: number): string | undefined {
  if (typeof value === "string") return definition.test(value) ? value : undefined;
  if (depth > 4 || typeof value !== "object" || value === null) return undefined;
  if (!Array.isArray(value)) {
    return Object.values(value)
      .map((inner) => sqlIn(inner, depth + 1))
      .find((sql) => sql !== undefined);
  }
  const parts = value.map((inner) => sqlIn(inner, depth + 1)).filter((sql) => sql !== undefined);
  if (parts.length === 0) return undefined;
  return parts.map((sql) => sql.trim().replace(/;?$/, ";")).join("\n\n");
}

function texts(value: unknown): string[] {
  if (!Array.isArray(value)) return [];
  const list: readonly unknown[] = value;
  return list.filter((item) => typeof item === "string");
}
