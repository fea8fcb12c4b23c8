import {
  printType,
  resolveView,
  type Column,
  type ForeignKey,
  type Reference,
  type Schema,
  type SchemaObject,
  type Table,
  type View,
} from "../schema";
import type { Span } from "../sql";
import { findRelation } from "./completion/scope";
import { isWord, statementAt, type LanguageContext } from "./context";
import { mentionAt } from "./entities";
import { localNameAt } from "./local-names";
import { functionsOf, keywordsOf, manualLink } from "./knowledge";
import { builtinTypes } from "./knowledge/types";
import { fenceFor, inlineCode, prose } from "./markdown";
import { viewColumn } from "./view-columns";

export interface Hover {
  readonly span: Span;
  readonly markdown: string;
}

/** Past this many a table's columns are cut, so that the hover stays readable. */
const columnsShown = 40;

/** Expressions that are longer are left out. */
const longestValue = 400;

/** What is known of the word at the offset, as Markdown. */
export function hoverAt(context: LanguageContext, offset: number): Hover | undefined {
  const found = mentionAt(context, offset);
  const markdown = found && describe(context, { ...found.reference, kind: found.entity.kind });
  if (found && markdown !== undefined) return { span: found.reference.span, markdown };
  return localAt(context, offset) ?? knowledgeAt(context, offset);
}

/** An alias with what it stands for, a table of WITH with its columns. */
function localAt(context: LanguageContext, offset: number): Hover | undefined {
  const local = localNameAt(context, offset);
  const span =
    local && [local.definition, ...local.uses].find(({ start, end }) => start <= offset && offset <= end);
  if (!local || !span) return undefined;
  const { kind, name, relation, columns, value } = local;
  const text = value && context.script.text.slice(value.start, value.end);
  const of = relation
    ? ` of ${relation.name}`
    : columns
      ? ` (${columns.join(", ")})`
      : text !== undefined && text.length <= longestValue
        ? ` = ${text}`
        : "";
  const table = relation && findRelation(context.schema, relation);
  const more = table?.kind === "table" ? tableMarkdown(context.schema, table) : undefined;
  return {
    span,
    markdown: [block(`${kind} ${name}${of}`), ...(more === undefined ? [] : [more])].join("\n\n"),
  };
}

function describe(context: LanguageContext, reference: Reference): string | undefined {
  const { schema } = context;
  const is = (object: SchemaObject) =>
    object.name === reference.name && (reference.schema === undefined || object.schema === reference.schema);
  switch (reference.kind) {
    case "relation":
    case "index": {
      const table = schema.tables.find(is);
      if (table) return tableMarkdown(schema, table);
      const view = schema.views.find(is);
      if (view) {
        const columns = view.columns ? ` (${view.columns.join(", ")})` : "";
        return block(
          `${view.materialized ? "materialized view" : "view"} ${nameOf(view)}${columns}`,
          said(view),
        );
      }
      const { relation } = reference;
      const index = schema.indexes.find(
        (one) => is(one) && (relation === undefined || one.table.name === relation.name),
      );
      if (index) {
        const keys = index.keys.map((key) => key.column ?? "(expression)").join(", ");
        const unique = index.unique ? "unique " : "";
        const where = index.where ? ` where ${index.where.text}` : "";
        return block(
          `${unique}index ${index.name} on ${index.table.name} using ${index.method} (${keys})${where}`,
        );
      }
      const sequence = schema.sequences.find(is);
      if (!sequence) return undefined;
      const owner = sequence.ownedBy && ` owned by ${sequence.ownedBy.table.name}.${sequence.ownedBy.column}`;
      return block(`sequence ${nameOf(sequence)}${owner ?? ""}`);
    }
    case "column": {
      const table = tableOf(schema, reference.relation);
      const column = table?.columns.find((candidate) => candidate.name === reference.name);
      if (table && column) return columnMarkdown(schema, table, column);
      const view =
        reference.relation && resolveView(schema, reference.relation.name, reference.relation.schema);
      return view && viewColumnMarkdown(context, view, reference.name);
    }
    case "type": {
      const type = schema.enums.find(is);
      if (type)
        return block(
          `enum ${nameOf(type)} (${type.values.map(({ value }) => `'${value}'`).join(", ")})`,
          said(type),
        );
      const domain = schema.domains.find(is);
      if (domain)
        return block(
          `domain ${nameOf(domain)} as ${printType(domain.type)}${domain.notNull ? " not null" : ""}`,
          said(domain),
        );
      const composite = schema.compositeTypes.find(is);
      if (composite)
        return block(`type ${nameOf(composite)} as (\n${columnLines(composite.columns)}\n)`, said(composite));
      return undefined;
    }
    case "routine": {
      const routines = schema.routines.filter(is);
      if (routines.length === 0) return undefined;
      return routines
        .map((routine) => {
          const args = routine.arguments
            .map(
              ({ name, type, mode }) =>
                `${mode === "in" ? "" : `${mode} `}${name ? `${name} ` : ""}${printType(type)}`,
            )
            .join(", ");
          const returns = routine.returns
            ? ` returns ${routine.returnsSet ? "setof " : ""}${printType(routine.returns)}`
            : "";
          return block(
            `${routine.kind} ${nameOf(routine)}(${args})${returns}\nlanguage ${routine.language}`,
            said(routine),
          );
        })
        .join("\n\n");
    }
    case "constraint": {
      const table = tableOf(schema, reference.relation);
      const constraint = table?.constraints.find((candidate) => candidate.name === reference.name);
      if (!table || !constraint) return undefined;
      const detail =
        constraint.kind === "foreign key"
          ? ` ${foreignKeyText(constraint)}`
          : constraint.kind === "check"
            ? ` (${constraint.expression.text})`
            : constraint.kind === "exclude"
              ? ""
              : ` (${constraint.columns.map(({ name }) => name).join(", ")})`;
      return block(`constraint ${constraint.name} on ${nameOf(table)}\n${constraint.kind}${detail}`);
    }
    case "trigger": {
      const trigger = schema.triggers.find((candidate) => candidate.name === reference.name);
      return (
        trigger &&
        block(
          `trigger ${trigger.name} ${trigger.timing} on ${trigger.table.name}\nexecute function ${trigger.function.name}()`,
        )
      );
    }
    case "policy": {
      const policy = schema.policies.find((candidate) => candidate.name === reference.name);
      if (!policy) return undefined;
      const roles = policy.roles.length > 0 ? ` to ${policy.roles.join(", ")}` : "";
      return block(
        `${policy.permissive ? "permissive" : "restrictive"} policy ${policy.name} on ${policy.table.name}\nfor ${policy.command}${roles}`,
      );
    }
    case "schema": {
      const namespace = schema.schemas.find((candidate) => candidate.name === reference.name);
      const tables = schema.tables.filter((table) => table.schema === reference.name).length;
      return block(
        `schema ${reference.name} – ${tables} ${tables === 1 ? "table" : "tables"}`,
        namespace && said(namespace),
      );
    }
  }
}

function tableMarkdown(schema: Schema, table: Table): string {
  const rest = table.columns.length - columnsShown;
  const lines =
    columnLines(table.columns.slice(0, columnsShown)) + (rest > 0 ? `\n  -- and ${rest} more` : "");
  const keys = table.constraints
    .filter((constraint) => constraint.kind === "primary key" || constraint.kind === "unique")
    .map((constraint) => `  ${constraint.kind} (${constraint.columns.map(({ name }) => name).join(", ")})`);
  const foreignKeys = table.constraints
    .filter((constraint) => constraint.kind === "foreign key")
    .map((constraint) => `  foreign key ${foreignKeyText(constraint)}`);
  const body = [lines, ...keys, ...foreignKeys].filter((line) => line !== "").join("\n");
  const referencing = referencingTables(schema, table);
  const notes = [
    said(table),
    referencing.length > 0 ? `Referenced by ${referencing.map(inlineCode).join(", ")}.` : undefined,
  ];
  return block(`${table.temporary ? "temporary " : ""}table ${nameOf(table)} (\n${body}\n)`, ...notes);
}

/** A column of a view: the column of a table that it is, or the expression that computes it. */
function viewColumnMarkdown(context: LanguageContext, view: View, name: string): string | undefined {
  if (view.columns?.includes(name) !== true) return undefined;
  const found = viewColumn(context, view, name);
  const { column, value } = found ?? {};
  const head = `${nameOf(view)}.${name}`;
  if (column) {
    const { type, notNull } = column.column;
    const origin = `${nameOf(column.table)}.${column.column.name}`;
    const text = `${head} ${printType(type)}${notNull ? " not null" : ""}`;
    return block(text, said(column.column), `The column ${inlineCode(origin)}.`);
  }
  const text = value && context.script.text.slice(value.start, value.end);
  return block(text === undefined || text.length > longestValue ? head : `${head} = ${text}`);
}

/** The tables with a foreign key to this one, each once. */
function referencingTables(schema: Schema, target: Table): readonly string[] {
  const names = new Set<string>();
  for (const table of schema.tables) {
    for (const constraint of table.constraints) {
      if (constraint.kind !== "foreign key" || constraint.target.name !== target.name) continue;
      if ((constraint.target.schema ?? target.schema) === target.schema) names.add(nameOf(table));
    }
  }
  return [...names];
}

function columnMarkdown(schema: Schema, table: Table, column: Column): string {
  const facts: string[] = [];
  for (const constraint of table.constraints) {
    if (constraint.kind === "check" || constraint.kind === "exclude") continue;
    if (!constraint.columns.some(({ name }) => name === column.name)) continue;
    if (constraint.kind === "foreign key") facts.push(`Foreign key ${prose(foreignKeyText(constraint))}.`);
    else
      facts.push(
        `Part of the ${constraint.kind === "unique" ? "unique key" : "primary key"} ${prose(`(${constraint.columns.map(({ name }) => name).join(", ")})`)}.`,
      );
  }
  const indexes = schema.indexes
    .filter(
      (index) => index.table.name === table.name && index.keys.some((key) => key.column === column.name),
    )
    .map((index) => inlineCode(index.name));
  if (indexes.length > 0) facts.push(`Indexed by ${indexes.join(", ")}.`);
  return block(
    `${nameOf(table)}.${columnLines([column]).trim()}`,
    said(column),
    facts.join(" ") || undefined,
  );
}

function columnLines(columns: readonly Column[]): string {
  return columns
    .map((column) => {
      const parts = [`  ${column.name} ${printType(column.type)}`];
      if (column.notNull) parts.push("not null");
      if (column.identity) parts.push(`generated ${column.identity} as identity`);
      if (column.generated) parts.push(`generated always as (${column.generated.text}) stored`);
      if (column.default) parts.push(`default ${column.default.text}`);
      return parts.join(" ");
    })
    .join("\n");
}

function foreignKeyText(key: ForeignKey): string {
  const target =
    key.targetColumns.length > 0 ? ` (${key.targetColumns.map(({ name }) => name).join(", ")})` : "";
  const onDelete = key.onDelete === "no action" ? "" : ` on delete ${key.onDelete}`;
  return `(${key.columns.map(({ name }) => name).join(", ")}) → ${key.target.name}${target}${onDelete}`;
}

function knowledgeAt({ script }: LanguageContext, offset: number): Hover | undefined {
  const at = statementAt(script, offset);
  if (at?.statement.kind !== "sql") return undefined;
  const { statement } = at;
  const tokens = statement.parsed.tokens;
  const index = tokens.findIndex((token) => {
    const start = statement.span.start + token.span.start;
    return token.kind === "word" && offset >= start && offset <= statement.span.start + token.span.end;
  });
  const token = tokens[index];
  if (!token) return undefined;
  const span = { start: statement.span.start + token.span.start, end: statement.span.start + token.span.end };
  const word = token.text.toLowerCase();
  const call = functionsOf[script.dialect].find((candidate) => candidate.name === word);
  if (call && (tokens[index + 1]?.text === "(" || word.startsWith("current_"))) {
    return {
      span,
      markdown: block(call.signature, call.note, manualLink(script.dialect, call.page, call.name)),
    };
  }
  const types = script.dialect === "postgresql" ? builtinTypes : [];
  const type = types.find((candidate) => candidate.name === word || candidate.aliases.includes(word));
  if (type) return { span, markdown: block(type.name, type.note, manualLink(script.dialect, type.page)) };
  // What stands behind a dot is a name.
  if (tokens[index - 1]?.text === ".") return undefined;
  for (const { words, note, page } of keywordsOf[script.dialect]) {
    const phrase = words.split(" ");
    for (let before = 0; before < phrase.length; before++) {
      const first = index - before;
      if (!phrase.every((expected, nth) => isWord(tokens[first + nth], expected))) continue;
      const [start, end] = [tokens[first]?.span.start ?? 0, tokens[first + phrase.length - 1]?.span.end ?? 0];
      const whole = { start: statement.span.start + start, end: statement.span.start + end };
      return { span: whole, markdown: block(words, note, manualLink(script.dialect, page)) };
    }
  }
  return undefined;
}

function tableOf(schema: Schema, relation: Reference["relation"]): Table | undefined {
  if (!relation) return undefined;
  const named = schema.tables.filter((table) => table.name === relation.name);
  if (relation.schema !== undefined) return named.find((table) => table.schema === relation.schema);
  return named.find((table) => table.schema === "public") ?? named[0];
}

function nameOf(object: SchemaObject): string {
  return object.schema === "public" || object.schema === "" ? object.name : `${object.schema}.${object.name}`;
}

/** What COMMENT ON says of a thing. */
function said({ comment }: { readonly comment?: string | undefined }): string | undefined {
  return comment === undefined ? undefined : prose(comment);
}

/** A fenced block with paragraphs under it; a fence inside of the code cannot end it early. */
function block(code: string, ...paragraphs: readonly (string | undefined)[]): string {
  const fence = fenceFor(code, 3);
  return [
    `${fence}sql\n${code}\n${fence}`,
    ...paragraphs.filter((text) => text !== undefined && text !== ""),
  ].join("\n\n");
}
