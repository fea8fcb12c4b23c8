import type { Span } from "../../sql";
import { columnsOf, countFillings, intoOf, isRange, isTarget, splitList } from "./phrases";
import type { Operation, Program } from "./program";
import { NotUnderstood, Words } from "./words";

/** What a body's function says of itself. */
export interface Head {
  readonly argumentTypes: readonly string[];
  /** A variable of the type that RETURN gives. */
  readonly result: string | undefined;
}

/** Reads a PL/pgSQL body that the database has compiled; undefined where it is not understood. */
export function readBody(body: string, head: Head): Program | undefined {
  try {
    return new BodyReader(new Words(body), head).read();
  } catch (error) {
    if (error instanceof NotUnderstood) return undefined;
    throw error;
  }
}

/** Blocks, branches and loops within each other that are read; beyond, the stack may run out. */
const deepest = 200;

/** What statements do not end at: BEGIN … EXCEPTION … END, IF … ELSIF … ELSE … END. */
const ends = ["end", "exception", "elsif", "elseif", "else", "when"];

class BodyReader {
  readonly #operations: Operation[] = [];
  readonly #miscounts: Program["miscounts"][number][] = [];
  readonly #untaken: Program["untaken"][number][] = [];
  readonly #returned: Program["returned"][number][] = [];
  /** Names of records, and how often each is given columns. */
  readonly #records = new Set<string>();
  readonly #cursors = new Set<string>();
  readonly #filled: ReadonlyMap<string, number>;
  #depth = 0;

  constructor(
    private readonly words: Words,
    private readonly head: Head,
  ) {
    this.#filled = countFillings(words.list);
  }

  read(): Program {
    const { words } = this;
    const options: string[] = [];
    while (words.take("#")) {
      options.push(`#${words.list[words.at]?.text ?? ""} ${words.list[words.at + 1]?.text ?? ""}`);
      words.at += 2;
    }
    const fallsThrough = !this.#block();
    words.take(";");
    if (words.at < words.list.length) throw new NotUnderstood("something follows the body");
    return {
      ...{ options, operations: this.#operations, fallsThrough, miscounts: this.#miscounts },
      ...{ untaken: this.#untaken, returned: this.#returned },
    };
  }

  /** Gives whether control never comes to its end; so do all below. */
  #block(): boolean {
    const { words } = this;
    if (words.take("<<")) {
      words.at++;
      words.need(">>");
      if (words.is("loop") || words.is("while") || words.is("for") || words.is("foreach"))
        return this.#statement();
    }
    const declarations: string[] = [];
    const later: (() => void)[] = [];
    while (words.take("declare"))
      while (!words.is("begin") && !words.is("declare")) this.#declaration(declarations, later);
    words.need("begin");
    this.#operations.push({ op: "open", declarations });
    for (const ask of later) ask();
    let over = this.#statements();
    if (words.take("exception")) {
      while (words.take("when")) {
        words.upTo("then");
        words.need("then");
        const handled = this.#statements();
        over = over && handled;
      }
    }
    words.need("end");
    if (!words.is(";") && words.at < words.list.length) words.at++;
    this.#operations.push({ op: "close" });
    return over;
  }

  #declaration(declarations: string[], later: (() => void)[]): void {
    const { words } = this;
    if (words.take("<<")) {
      words.at++;
      words.need(">>");
      return;
    }
    const name = words.current.text;
    words.at++;
    if (words.take("alias")) {
      words.need("for");
      const other = words.current;
      words.at++;
      words.need(";");
      const number = /^\$(\d+)$/.exec(other.text)?.[1];
      const type = number === undefined ? undefined : this.head.argumentTypes[Number(number) - 1];
      if (number !== undefined && type === undefined) throw new NotUnderstood("no such argument");
      declarations.push(type === undefined ? `${name} ALIAS FOR ${other.text};` : `${name} ${type};`);
      return;
    }
    if (words.is("cursor") || words.is("no", "scroll") || words.is("scroll")) {
      this.#cursor(name, declarations, later);
      return;
    }
    words.take("constant");
    const type = words.text(words.upTo("not", "default", ":=", "=", "collate"));
    declarations.push(`${name} ${type};`);
    if (type.toLowerCase() === "record") this.#records.add(name.toLowerCase());
    if (words.take("collate")) words.upTo("not", "default", ":=", "=");
    words.take("not", "null");
    if (words.take("default") || words.take(":=") || words.take("=")) {
      const isConstant = this.#isConstant();
      const value = words.upTo();
      later.push(() => this.#askValue(name, value, isConstant));
    }
    words.need(";");
  }

  #cursor(name: string, declarations: string[], later: (() => void)[]): void {
    const { words } = this;
    words.upTo("cursor");
    words.need("cursor");
    let parameters: string[] = [];
    if (words.take("(")) {
      const start = words.current.span.start;
      for (let depth = 1; depth > 0; words.at++) {
        if (words.current.lower === "(") depth++;
        else if (words.current.lower === ")") depth--;
      }
      const end = words.list[words.at - 1]?.span.start ?? start;
      parameters = splitList(words.text({ start, end })).map((one) => `${one};`);
    }
    if (!words.take("for")) words.need("is");
    const query = words.upTo();
    words.need(";");
    declarations.push(`${name} refcursor;`);
    this.#cursors.add(name.toLowerCase());
    later.push(() => {
      this.#operations.push({ op: "open", declarations: parameters });
      this.#ask("EXPLAIN ", query);
      this.#operations.push({ op: "close" });
    });
  }

  #statements(): boolean {
    const { words } = this;
    let over = false;
    if (++this.#depth > deepest) throw new NotUnderstood("too much lies within other things");
    while (!ends.some((word) => words.is(word))) {
      const ended = this.#statement();
      over = over || ended;
    }
    this.#depth--;
    return over;
  }

  #statement(): boolean {
    const { words } = this;
    const { lower } = words.current;
    if (words.is("<<") || words.is("declare") || words.is("begin")) {
      const over = this.#block();
      words.take(";");
      return over;
    }
    if (isTarget(words)) {
      this.#assignment();
      return false;
    }
    words.at++;
    switch (lower) {
      case "if":
        return this.#if();
      case "case":
        return this.#case();
      case "loop":
        return this.#loop(true);
      case "while": {
        const condition = words.upTo("loop");
        this.#ask("EXPLAIN SELECT ", condition);
        words.need("loop");
        return this.#loop(words.text(condition).toLowerCase() === "true");
      }
      case "for":
        return this.#for();
      case "foreach":
        words.upTo("in");
        words.need("in", "array");
        this.#ask("EXPLAIN SELECT ", words.upTo("loop"));
        words.need("loop");
        return this.#loop(false);
      case "exit":
      case "continue":
        words.upTo("when");
        if (words.take("when")) this.#ask("EXPLAIN SELECT ", words.upTo());
        words.need(";");
        return false;
      case "return":
        return this.#return();
      case "raise":
        return this.#raise();
      case "assert":
        this.#ask("EXPLAIN SELECT ", words.upTo());
        break;
      case "perform":
        this.#ask("EXPLAIN SELECT ", words.upTo());
        break;
      case "execute":
        this.#execute();
        break;
      case "open":
        words.upTo("for");
        if (words.take("for") && !words.is("execute")) this.#ask("EXPLAIN ", words.upTo());
        else words.upTo();
        break;
      case "truncate":
        words.take("table");
        this.#ask("EXPLAIN SELECT FROM ", words.upTo("restart", "continue", "cascade", "restrict"));
        words.upTo();
        break;
      case "insert":
      case "update":
      case "delete":
      case "merge":
      case "select":
      case "with":
      case "values":
      case "table":
        words.at--;
        this.#query();
        break;
      default:
        // What defines things, and what moves cursors or ends transactions.
        words.upTo();
    }
    words.need(";");
    return false;
  }

  #if(): boolean {
    const { words } = this;
    let over = true;
    do {
      this.#ask("EXPLAIN SELECT ", words.upTo("then"));
      words.need("then");
      const branch = this.#statements();
      over = over && branch;
    } while (words.take("elsif") || words.take("elseif"));
    if (words.take("else")) {
      const branch = this.#statements();
      over = over && branch;
    } else over = false;
    words.need("end", "if");
    words.need(";");
    return over;
  }

  #case(): boolean {
    const { words } = this;
    if (!words.is("when")) this.#ask("EXPLAIN SELECT ", words.upTo("when"));
    let over = true;
    while (words.take("when")) {
      this.#ask("EXPLAIN SELECT ", words.upTo("then"));
      words.need("then");
      const branch = this.#statements();
      over = over && branch;
    }
    if (words.take("else")) {
      const branch = this.#statements();
      over = over && branch;
    }
    words.need("end", "case");
    words.need(";");
    return over;
  }

  /** The body of a loop and its end; one that nothing leaves never comes to its end. */
  #loop(isEndless: boolean): boolean {
    const { words } = this;
    const from = words.at;
    this.#statements();
    const leaves = words.list.slice(from, words.at).some(({ lower }) => lower === "exit");
    words.need("end", "loop");
    words.upTo();
    words.need(";");
    return isEndless && !leaves;
  }

  #for(): boolean {
    const { words } = this;
    const target = words.text(words.upTo("in"));
    words.need("in");
    words.take("reverse");
    if (words.is("execute")) {
      words.upTo("loop");
      words.need("loop");
      return this.#loop(false);
    }
    const from = words.at;
    const source = words.upTo("loop");
    const inside = words.list.slice(from, words.at);
    words.need("loop");
    const name = target.toLowerCase();
    if (isRange(inside)) {
      this.#operations.push({ op: "open", declarations: [`${target} integer;`] });
    } else if (this.#cursors.has(inside[0]?.lower ?? "")) {
      this.#operations.push({ op: "open", declarations: [`${target} record;`] });
    } else {
      this.#ask("EXPLAIN ", source);
      const fills = /^(?:select|with|values|\()/.test(inside[0]?.lower ?? "") && this.#filled.get(name) === 1;
      this.#operations.push({ op: "open", declarations: [] });
      if (fills && this.#records.has(name))
        this.#operations.push({
          op: "prepare",
          text: `SELECT * INTO ${target} FROM (${words.text(source)}\n) dbscst_query LIMIT 0;`,
        });
    }
    this.#loop(false);
    this.#operations.push({ op: "close" });
    return false;
  }

  #return(): boolean {
    const { words } = this;
    if (words.take(";")) return true;
    if (words.take("next")) {
      if (!words.is(";")) this.#ask("EXPLAIN SELECT ", words.upTo());
      words.need(";");
      return false;
    }
    if (words.take("query")) {
      if (words.is("execute")) words.upTo();
      else {
        const query = words.upTo();
        this.#ask("EXPLAIN ", query);
        const columns = columnsOf(words.text(query), { wholeRows: true });
        if (columns !== undefined) this.#returned.push({ span: query, columns });
      }
      words.need(";");
      return false;
    }
    const isConstant = this.#isConstant();
    this.#askValue(this.head.result, words.upTo(), isConstant);
    words.need(";");
    return true;
  }

  #raise(): boolean {
    const { words } = this;
    const level = /^(?:debug|log|info|notice|warning|exception)$/.exec(words.current.lower)?.[0];
    if (level !== undefined) words.at++;
    if (words.current.kind === "string") {
      words.at++;
      if (words.take(",")) this.#ask("EXPLAIN SELECT ", words.upTo("using"));
    } else words.upTo("using");
    if (words.is("using")) words.upTo();
    words.need(";");
    return level === undefined || level === "exception";
  }

  #execute(): void {
    const { words } = this;
    this.#ask("EXPLAIN SELECT ", words.upTo("into", "using"));
    while (!words.is(";")) {
      if (words.take("using")) this.#ask("EXPLAIN SELECT ", words.upTo("into"));
      else {
        words.at++;
        words.upTo("using");
      }
    }
  }

  #assignment(): void {
    const { words } = this;
    const target = words.upTo(":=", "=");
    const name = words.text(target);
    // A field that is assigned to must be there.
    if (/^[\w$]+(?:\s*\.\s*[\w$]+)+$/.test(name)) this.#ask("EXPLAIN SELECT ", target);
    words.at++;
    const isConstant = this.#isConstant();
    this.#askValue(name, words.upTo(), isConstant);
    words.need(";");
  }

  /** Whether a text in quotes is all that comes before the semicolon. */
  #isConstant(): boolean {
    const { words } = this;
    return words.current.kind === "string" && words.list[words.at + 1]?.text === ";";
  }

  /** A value that a variable takes. */
  #askValue(variable: string | undefined, value: Span, isConstant: boolean): void {
    // A constant is read as the variable's type, but for names of objects; what cannot be compared is another matter.
    if (isConstant && variable !== undefined)
      this.#ask(`EXPLAIN SELECT ${variable.replace(/\s+/g, " ")} = `, value, /^22(?!.*\btype oid\b)/);
    else this.#ask("EXPLAIN SELECT ", value);
  }

  #query(): void {
    const { words } = this;
    const from = words.at;
    const whole = words.upTo();
    const into = intoOf(words.list.slice(from, words.at));
    if (!into) {
      this.#ask("EXPLAIN ", whole);
      const [first] = words.list.slice(from, words.at);
      if (first?.lower === "select") this.#untaken.push(first.span);
      return;
    }
    const blank = " ".repeat(into.span.end - into.span.start);
    const text =
      words.body.slice(whole.start, into.span.start) + blank + words.body.slice(into.span.end, whole.end);
    this.#operations.push({ op: "ask", lead: "EXPLAIN ", text, at: whole.start });
    const columns = columnsOf(text);
    const variables = into.targets.length;
    if (columns !== undefined && variables > 1 && columns !== variables)
      this.#miscounts.push({ span: into.span, columns, variables });
    const [name = ""] = into.targets;
    if (variables === 1 && this.#records.has(name) && this.#filled.get(name) === 1 && /^select\b/i.test(text))
      this.#operations.push({
        op: "prepare",
        text: `SELECT * INTO ${name} FROM (${text}\n) dbscst_query LIMIT 0;`,
      });
  }

  #ask(lead: string, span: Span, only?: RegExp): void {
    const operation = { op: "ask", lead, text: this.words.text(span), at: span.start } as const;
    if (span.end > span.start) this.#operations.push({ ...operation, ...(only && { only }) });
  }
}
