import { foldIdentifier, isReserved, type Dialect, type Token } from "../../sql";
import { namesOf, selectList, valueWords, type OutputItem } from "./select-list";

/** Something that a query reads from or writes to. All numbers are indexes of tokens. */
export interface Source {
  /** The name by which its columns are qualified, as the database compares it; undefined for a query without one. */
  readonly name: string | undefined;
  /** Where that name is given, unless it is the relation's own. */
  readonly alias?: number;
  /** Where the relation's name stands: its last part, and the schema's before it. */
  readonly relation?: { readonly at: number; readonly schema?: number };
  /** A table of WITH, or what a query in parentheses gives. */
  readonly table?: CommonTable;
}

/** A query with a name: a common table expression, or one in FROM. */
export interface CommonTable {
  readonly name: string | undefined;
  /** Where WITH names it; undefined for one in FROM. */
  readonly at?: number;
  /** From where on it is known: behind itself unless it is RECURSIVE. */
  readonly from?: number;
  /** Where its query is. */
  readonly query: readonly [from: number, to: number];
  /** The names of its columns; undefined where the words do not tell. */
  readonly columns: readonly string[] | undefined;
  /** What its query gives. */
  readonly items: readonly OutputItem[] | undefined;
  /** Where the names stand that are listed behind its own. */
  readonly listed?: readonly number[];
}

/** A part of a statement with names of its own, and what is around it. */
export interface QueryScope {
  readonly parent: QueryScope | undefined;
  readonly from: number;
  to: number;
  readonly sources: Source[];
  readonly tables: CommonTable[];
}

/** A name in a query that is no definition; a star where all columns of `qualifier` are meant. */
export interface UsedName {
  readonly at: number;
  readonly scope: QueryScope;
  /** The name before the dot, and the schema before that. */
  readonly qualifier?: number;
  readonly schema?: number;
}

export interface QueryNames {
  readonly scopes: readonly QueryScope[];
  /** `x` of `x`, `a.x` and `s.a.x`, wherever a value may stand; other words may be among the bare ones. */
  readonly used: readonly UsedName[];
  /** Names of output columns, with AS or without. */
  readonly outputs: readonly number[];
}

/** Words that may follow a relation and are no alias of it, besides the reserved ones. */
const notAliases = new Set(
  "of on using where join left right full inner outer cross natural group order having limit offset set values returning union except intersect select for default overriding tablesample window fetch do as straight_join use ignore force partition with then loop end begin into is when indexed not for update delete insert if else elseif while repeat return call".split(
    " ",
  ),
);

const functionsWithFrom = new Set(["extract", "trim", "substring", "overlay", "position", "substr"]);

/**
 * Reads what the names in queries are, by the words alone: for dialects whose parser keeps no places, for bodies of
 * functions, and for names that live within one statement. The tokens are those of a statement or of a body, without
 * comments; statements of a body are told apart by their semicolons.
 */
export function queryNames(tokens: readonly Token[], dialect: Dialect, first = 0): QueryNames {
  return new Walk(tokens, dialect).run(first);
}

/** The parts around the token, from the innermost outwards. */
export function scopesAround(names: QueryNames, at: number): readonly QueryScope[] {
  const chain: QueryScope[] = [];
  // Inner ones come later in the list.
  let scope = names.scopes.findLast(({ from, to }) => from <= at && at <= to);
  for (; scope; scope = scope.parent) chain.push(scope);
  return chain;
}

/** The source that a name before a dot means, from the innermost query outwards. */
export function sourceOf(scope: QueryScope, name: string): Source | undefined {
  for (let at: QueryScope | undefined = scope; at; at = at.parent) {
    const found = at.sources.find((source) => source.name === name);
    if (found) return found;
  }
  return undefined;
}

/** What a function gives; its columns are not looked for. */
const rows: CommonTable = { name: undefined, columns: undefined, items: undefined, query: [0, 0] };

class Walk {
  private readonly scopes: QueryScope[] = [];
  private readonly used: UsedName[] = [];
  private readonly outputs: number[] = [];
  /** What is open: parentheses that hold a query, and the query within each. */
  private readonly open: { scope: QueryScope; readonly isQuery: boolean; readonly depth: number }[] = [];
  /** Definitions, which are no uses. */
  private readonly defined = new Set<number>();
  private depth = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly dialect: Dialect,
  ) {}

  run(first: number): QueryNames {
    this.push(first, false);
    for (let at = first; at < this.tokens.length; at++) this.step(at);
    while (this.open.length > 0) this.pop(this.tokens.length);
    return { scopes: this.scopes, used: this.used, outputs: this.outputs };
  }

  private step(at: number): void {
    const token = this.tokens[at];
    if (!token) return;
    if (token.text === "(") {
      this.depth++;
      if (this.isQuery(at)) this.push(at + 1, false);
    } else if (token.text === ")") {
      while (this.open.length > 1 && (this.open.at(-1)?.depth ?? 0) >= this.depth) this.pop(at);
      this.depth--;
    } else if (token.text === ";") {
      this.depth = 0;
      while (this.open.length > 1) this.pop(at);
      // Tables of WITH end with their statement too.
      this.pop(at);
      this.push(at + 1, false);
    } else if (token.text === "*" && this.tokens[at - 1]?.text === ".") this.name(at);
    else if (this.isName(at) && !this.keyword(at)) this.name(at);
  }

  /** Reads a word that has a meaning in a query; gives whether it was one. */
  private keyword(at: number): boolean {
    if (this.tokens[at]?.kind !== "word" || this.isBehindDot(at)) return false;
    if (this.is(at, "select", "insert", "update", "delete", "merge", "replace")) {
      if (this.is(at, "replace") && !this.is(at + 1, "into")) return this.tokens[at + 1]?.text !== "(";
      if (!this.isInQuery()) this.push(at, true);
      if (this.is(at, "update")) this.relations(at + 1);
      return true;
    }
    if (this.is(at, "union", "except", "intersect")) {
      if (this.isInQuery()) this.pop(at);
      return true;
    }
    if (this.is(at, "with")) this.commonTables(at);
    const isJoined = this.is(at, "using") && this.tokens[at + 1]?.text === "(" && !this.isQuery(at + 1);
    if (this.is(at, "from", "join", "using", "into", "straight_join") && !isJoined && !this.isOtherFrom(at))
      this.relations(at + 1);
    return (
      isReserved(this.tokens[at].text, this.dialect) || notAliases.has(this.tokens[at].text.toLowerCase())
    );
  }

  /** FROM within EXTRACT and the like, IS DISTINCT FROM, and SELECT … INTO. */
  private isOtherFrom(at: number): boolean {
    if (this.is(at, "into"))
      return (
        !this.is(at - 1, "insert", "replace", "ignore", "merge", "abort", "rollback", "fail") &&
        !this.is(at - 2, "insert", "or")
      );
    if (!this.is(at, "from")) return false;
    if (this.is(at - 1, "distinct") && this.is(at - 2, "is", "not")) return true;
    let depth = 0;
    for (let back = at - 1; back >= 0; back--) {
      const text = this.tokens[back]?.text;
      if (text === ")") depth++;
      else if (text === "(" && depth-- === 0)
        return functionsWithFrom.has(this.tokens[back - 1]?.text.toLowerCase() ?? "");
      else if (this.is(back, "select") && depth === 0) return false;
    }
    return false;
  }

  private relations(from: number): void {
    const scope = this.open.at(-1)?.scope;
    if (!scope) return;
    for (let at = from; ; at++) {
      while (
        this.is(at, "only", "lateral", "low_priority", "ignore", "or", "abort", "rollback", "fail") ||
        this.tokens[at]?.text === "("
      )
        if (this.tokens[at++]?.text === "(" && this.is(at, "select", "values", "with")) {
          at--;
          break;
        }
      const next = this.tokens[at]?.text === "(" ? this.derived(at, scope) : this.relation(at, scope);
      if (next === undefined || this.tokens[next]?.text !== ",") return;
      at = next;
    }
  }

  /** A query in parentheses and its alias; gives the index behind them. */
  private derived(open: number, scope: QueryScope): number | undefined {
    const close = this.closing(open);
    const alias = this.aliasAt(close + 1);
    const name = alias && this.fold(alias.at);
    scope.sources.push({
      name,
      ...(alias && { alias: alias.at }),
      table: { name, query: [open + 1, close], ...this.columnsOf([open + 1, close], alias?.listed) },
    });
    return alias ? alias.next : close + 1;
  }

  private relation(at: number, scope: QueryScope): number | undefined {
    if (!this.isName(at) || this.isStop(at)) return undefined;
    const isDotted = this.tokens[at + 1]?.text === "." && this.isName(at + 2);
    const name = isDotted ? at + 2 : at;
    this.defined.add(at).add(name);
    // A function that gives rows: the names between its parentheses are read like all others.
    const isCall = this.tokens[name + 1]?.text === "(" && !this.is(at - 1, "into");
    const alias = this.aliasAt(isCall ? this.closing(name + 1) + 1 : name + 1);
    const folded = this.fold(name);
    const table = isDotted || isCall ? undefined : this.commonTable(scope, folded, at);
    const own = isCall ? { table: rows } : undefined;
    const written = isDotted ? { at: name, schema: at } : { at: name };
    scope.sources.push({
      name: alias ? this.fold(alias.at) : folded,
      ...(alias && { alias: alias.at }),
      ...(own ?? { relation: written, ...(table && { table }) }),
    });
    return alias ? alias.next : isCall ? this.closing(name + 1) + 1 : name + 1;
  }

  private aliasAt(
    from: number,
  ): { readonly at: number; readonly next: number; readonly listed?: readonly number[] } | undefined {
    const at = this.is(from, "as") ? from + 1 : from;
    if (!this.isName(at) || this.isStop(at)) return undefined;
    this.defined.add(at);
    if (
      this.tokens[at + 1]?.text !== "(" ||
      this.is(this.behindParentheses(at + 1), "select", "values", "with")
    )
      return { at, next: at + 1 };
    const close = this.closing(at + 1);
    const isPlain =
      at === from ||
      this.tokens.slice(at + 2, close).every(({ text }) => text === "," || /^[\w"`]/.test(text));
    if (!isPlain) return { at, next: at + 1 };
    return { at, next: close + 1, listed: this.listed(at + 1, close) };
  }

  private commonTables(at: number): void {
    const scope = this.open.at(-1)?.scope;
    const isRecursive = this.is(at + 1, "recursive");
    let name = isRecursive ? at + 2 : at + 1;
    while (scope && this.isName(name)) {
      const listed = this.tokens[name + 1]?.text === "(" ? this.closing(name + 1) : undefined;
      let as = listed === undefined ? name + 1 : listed + 1;
      if (!this.is(as, "as")) return;
      while (this.is(as, "as", "not", "materialized")) as++;
      if (this.tokens[as]?.text !== "(") return;
      const close = this.closing(as);
      const names = listed === undefined ? undefined : this.listed(name + 1, listed);
      scope.tables.push({
        name: this.fold(name),
        at: name,
        from: isRecursive ? at : close,
        query: [as + 1, close],
        ...this.columnsOf([as + 1, close], names),
      });
      this.defined.add(name);
      if (this.tokens[close + 1]?.text !== ",") return;
      name = close + 2;
    }
  }

  private columnsOf(
    [from, to]: CommonTable["query"],
    listed: readonly number[] | undefined,
  ): Pick<CommonTable, "columns" | "items" | "listed"> {
    const items = selectList(this.tokens, this.dialect, from, to);
    const columns = listed?.map((at) => this.fold(at)) ?? namesOf(this.tokens, this.dialect, items);
    return { columns, items, ...(listed && { listed }) };
  }

  /** The names between parentheses, which are definitions. */
  private listed(open: number, close: number): number[] {
    const names: number[] = [];
    for (let at = open + 1; at < close; at++) {
      if (!this.isName(at) || (this.tokens[at - 1]?.text !== "(" && this.tokens[at - 1]?.text !== ","))
        continue;
      this.defined.add(at);
      names.push(at);
    }
    return names;
  }

  private name(at: number): void {
    const scope = this.open.at(-1)?.scope;
    const [previous, next] = [this.tokens[at - 1], this.tokens[at + 1]];
    if (!scope || this.defined.has(at) || next?.text === "(") return;
    if (next?.text === ".") {
      // Nothing has been typed behind the dot yet.
      const isOpen = !this.isBehindDot(at + 2) && this.tokens[at + 2]?.text !== "*";
      if (isOpen && previous?.text !== ".") this.used.push({ at: at + 1, scope, qualifier: at });
      return;
    }
    if (previous?.text === ".") {
      if (!this.isName(at - 2) || this.defined.has(at - 2)) return;
      const schema = this.tokens[at - 3]?.text === "." && this.isName(at - 4) ? at - 4 : undefined;
      this.used.push({ at, scope, qualifier: at - 2, ...(schema !== undefined && { schema }) });
    } else if (this.isOutput(at)) {
      this.defined.add(at);
      this.outputs.push(at);
    } else this.used.push({ at, scope });
  }

  /** Whether a name goes on here; a word apart from the dot begins something else. */
  private isBehindDot(at: number): boolean {
    const [dot, name] = [this.tokens[at - 1], this.tokens[at]];
    return dot?.text === "." && name !== undefined && (name.span.start === dot.span.end || !this.isStop(at));
  }

  /** Behind AS, or right behind a value. */
  private isOutput(at: number): boolean {
    const previous = this.tokens[at - 1];
    if (!previous || previous.text === ".") return false;
    if (this.is(at - 1, "as")) return true;
    if (previous.kind === "quoted" || previous.kind === "string" || previous.kind === "number") return true;
    if (previous.text === ")") return true;
    return previous.kind === "word" && !this.isStop(at - 1) && !this.is(at - 1, ...valueWords);
  }

  private commonTable(scope: QueryScope, name: string, place: number): CommonTable | undefined {
    for (let at: QueryScope | undefined = scope; at; at = at.parent) {
      const found = at.tables.findLast((table) => table.name === name && (table.from ?? 0) <= place);
      if (found) return found;
    }
    return undefined;
  }

  private push(from: number, isQuery: boolean): void {
    const parent = this.open.at(-1)?.scope;
    const scope: QueryScope = { parent, from, to: this.tokens.length, sources: [], tables: [] };
    this.scopes.push(scope);
    this.open.push({ scope, isQuery, depth: this.depth });
  }

  private pop(to: number): void {
    const last = this.open.pop();
    if (last) last.scope.to = to;
  }

  private isInQuery(): boolean {
    return this.open.at(-1)?.isQuery === true;
  }

  private isStop(at: number): boolean {
    const token = this.tokens[at];
    if (token?.kind !== "word") return false;
    return notAliases.has(token.text.toLowerCase()) || isReserved(token.text, this.dialect);
  }

  /** The index of the first token behind the parentheses that open here. */
  private behindParentheses(at: number): number {
    while (this.tokens[at]?.text === "(") at++;
    return at;
  }

  /** Whether the parenthesis holds a query. */
  private isQuery(open: number): boolean {
    return this.is(this.behindParentheses(open), "select", "with", "values", "insert", "update", "delete");
  }

  private closing(open: number): number {
    for (let at = open, depth = 0; at < this.tokens.length; at++) {
      if (this.tokens[at]?.text === "(") depth++;
      else if (this.tokens[at]?.text === ")" && --depth === 0) return at;
    }
    return this.tokens.length;
  }

  private isName(at: number): boolean {
    const token = this.tokens[at];
    return token?.kind === "word" || token?.kind === "quoted";
  }

  private is(at: number, ...words: readonly string[]): boolean {
    const token = this.tokens[at];
    return token?.kind === "word" && words.includes(token.text.toLowerCase());
  }

  private fold(at: number): string {
    const token = this.tokens[at];
    return token ? foldIdentifier(token, this.dialect) : "";
  }
}
