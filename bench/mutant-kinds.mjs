// The kinds of faults that the benchmark `mutants` plants. Each takes what is known of a schema and gives an edit
// `{start, end, text, mark}`: `text` takes the place of `[start, end)`, and `mark` is the part of it that is wrong.
import { templates } from "./mutant-templates.mjs";

/** An edit at the place of a word. */
const replace = ({ start, end }, text) => ({ start, end, text, mark: [0, text.length] });

/** A name with a letter doubled, dropped or changed. */
function misspell(name, { below }) {
  const plain = name.replace(/"/g, "");
  const at = 1 + below(Math.max(1, plain.length - 2));
  const ways = [
    plain.slice(0, at) + plain[at] + plain.slice(at),
    plain.slice(0, at) + plain.slice(at + 1),
    `${plain.slice(0, at)}q${plain.slice(at + 1)}`,
  ];
  const word = ways[below(3)];
  return name.startsWith('"') ? `"${word}"` : word;
}

const q = (name) => (/^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name}"`);
const full = ({ schema, name }) => (schema === "public" ? `public.${q(name)}` : `${q(schema)}.${q(name)}`);

/** A statement after the end; `«…»` marks the words that are wrong. */
function append(s, sql) {
  const lead = /;\s*$/.test(s.text) || /\\\.\s*$/.test(s.text) ? "\n" : "\n;\n";
  const from = sql.indexOf("«");
  const to = sql.indexOf("»") - 1;
  const text = lead + sql.replace(/[«»]/g, "") + ";\n";
  const mark = from < 0 ? undefined : [lead.length + from, lead.length + to];
  return { start: s.text.length, end: s.text.length, text, mark };
}

/** Something at the end of a table's list of columns and constraints. */
function inTable(s, table, sql) {
  const statement = s.script.statements[table.statement];
  const close = statement && closeOfList(statement);
  if (close === undefined) return undefined;
  const from = sql.indexOf("«");
  const to = sql.indexOf("»") - 1;
  const text = `, ${sql.replace(/[«»]/g, "")}`;
  const mark = from < 0 ? undefined : [2 + from, 2 + to];
  return { start: close, end: close, text, mark };
}

function closeOfList(statement) {
  let depth = 0;
  for (const token of statement.parsed.tokens) {
    if (token.kind !== "operator") continue;
    if (token.text === "(") depth++;
    else if (token.text === ")" && --depth === 0) return statement.span.start + token.span.start;
  }
  return undefined;
}

const created = (s) =>
  s.schema.tables.filter(
    ({ partitionOf, asQuery, inherits, name }) =>
      !partitionOf && !asQuery && inherits.length === 0 && name !== "vote",
  );
const ordinary = (s) => s.pick(created(s).filter(({ partitionBy }) => !partitionBy));
const column = (s, table, test = () => true) =>
  s.pick(table.columns.filter((one) => test(one.type) && !one.generated));
const isNumber = ({ name, array }) =>
  !array && /^(int|bigint|smallint|integer|numeric|int4|int8|int2)/.test(name);
const isText = ({ name, array }) => !array && /^(text|varchar|character varying)/.test(name);
const statementsOf = (s, test) =>
  s.script.statements.filter((one) => one.kind === "sql" && one.parsed.tree && test(one.parsed.tree, one));
/** A use of a thing: something that a statement refers to. */
const use = (s, kind, test = () => true) =>
  s.pick(
    s.schema.references.filter(
      (one) => one.kind === kind && one.role === "use" && one.resolved === "yes" && test(one),
    ),
  );
const headOf = (s, index) => Object.keys(s.script.statements[index]?.parsed.tree ?? {})[0];
const misspelt = (s, reference) =>
  reference && replace(reference.span, misspell(s.text.slice(reference.span.start, reference.span.end), s));
const inKind = (s, node) => (reference) => headOf(s, reference.statement) === node;

/** Tokens of the statements of a kind, as spans of the document. */
function token(
  s,
  test,
  statements = s.script.statements.filter(({ kind, parsed }) => kind === "sql" && parsed.tree),
) {
  const found = statements.flatMap((statement) =>
    statement.parsed.tokens.flatMap((one, index, all) =>
      one.kind !== "comment" && test(one, index, all)
        ? [
            {
              start: statement.span.start + one.span.start,
              end: statement.span.start + one.span.end,
              text: one.text,
            },
          ]
        : [],
    ),
  );
  return s.pick(found);
}
const gone = (word) => word && { start: word.start, end: word.end, text: "", mark: undefined };

/** Places in the bodies of PL/pgSQL functions. */
function inBody(s, pattern, change) {
  const bodies = statementsOf(
    s,
    (tree, one) => ("CreateFunctionStmt" in tree || "DoStmt" in tree) && /plpgsql|^do\b/i.test(one.text),
  );
  const places = bodies.flatMap((one) =>
    [...one.text.matchAll(pattern)].map((match) => ({ start: one.span.start + match.index, match })),
  );
  const place = s.pick(places);
  if (!place) return undefined;
  const text = change(place.match);
  return { start: place.start, end: place.start + place.match[0].length, text, mark: undefined };
}

/** A template with its words filled in; undefined where the schema does not have what it asks for. */
function filled(s, template) {
  const asked = new Set([...template.matchAll(/\{(\w+)\}/g)].map(([, word]) => word));
  const has = (table, test) => table.columns.some((one) => !one.generated && test(one.type));
  const tables = created(s).filter(
    (one) =>
      !one.partitionBy && (!asked.has("n") || has(one, isNumber)) && (!asked.has("s") || has(one, isText)),
  );
  const table = s.pick(tables);
  const view = s.pick(s.schema.views.filter(({ materialized }) => !materialized));
  const label = s.pick(s.schema.enums);
  if (!table || (asked.has("v") && !view) || (asked.has("e") && !label)) return undefined;
  const name = (one) => one && q(one.name);
  const words = {
    t: full(table),
    tn: q(table.name),
    n: name(column(s, table, isNumber)),
    s: name(column(s, table, isText)),
    c: name(column(s, table)),
    v: view && full(view),
    e: label && full(label),
  };
  return append(
    s,
    template.replace(/\{(\w+)\}/g, (_, word) => words[word]),
  );
}

/** By name: what is planted. `syntax` marks the kinds that a parser alone must find. */
export const kinds = {
  // Names that are not there.
  "use of a misspelt table": (s) => misspelt(s, use(s, "relation")),
  "use of a misspelt column": (s) => misspelt(s, use(s, "column")),
  "use of a misspelt type": (s) => misspelt(s, use(s, "type")),
  "use of a misspelt function": (s) => misspelt(s, use(s, "routine")),
  "use of a misspelt schema": (s) => misspelt(s, use(s, "schema")),
  "misspelt table in a foreign key": (s) => {
    const fk = s.pick(foreignKeys(s));
    return fk && replace(lastPart(s, fk.target.span), misspell(lastText(s, fk.target.span), s));
  },
  "misspelt column in a foreign key": (s) => {
    const ref = s.pick(foreignKeys(s).flatMap((fk) => fk.targetColumns));
    return ref && replace(ref.span, misspell(s.text.slice(ref.span.start, ref.span.end), s));
  },
  "misspelt column in a key": (s) => {
    const ref = s.pick(keys(s).flatMap(({ columns }) => columns));
    return ref && replace(ref.span, misspell(s.text.slice(ref.span.start, ref.span.end), s));
  },
  "misspelt built-in type": (s) => {
    const word = token(
      s,
      (one) =>
        /^(integer|bigint|timestamptz|numeric|boolean|varchar|jsonb|smallint|text|date)$/i.test(one.text),
      statementsOf(s, (tree) => "CreateStmt" in tree),
    );
    return word && replace(word, misspell(word.text, s));
  },
  "misspelt column in a view": (s) => misspelt(s, use(s, "column", inKind(s, "ViewStmt"))),
  "misspelt table in a view": (s) => misspelt(s, use(s, "relation", inKind(s, "ViewStmt"))),
  "misspelt column in an index": (s) => misspelt(s, use(s, "column", inKind(s, "IndexStmt"))),
  "misspelt column in INSERT": (s) => misspelt(s, use(s, "column", inKind(s, "InsertStmt"))),
  "misspelt column in ALTER": (s) => misspelt(s, use(s, "column", inKind(s, "AlterTableStmt"))),
  "misspelt column in a policy": (s) => misspelt(s, use(s, "column", inKind(s, "CreatePolicyStmt"))),
  "misspelt name in COMMENT": (s) =>
    misspelt(s, s.pick(s.schema.references.filter((one) => headOf(s, one.statement) === "CommentStmt"))),
  "misspelt name in GRANT": (s) =>
    misspelt(s, s.pick(s.schema.references.filter((one) => headOf(s, one.statement) === "GrantStmt"))),
  "misspelt name in CREATE TRIGGER": (s) =>
    misspelt(
      s,
      s.pick(
        s.schema.references.filter(
          (one) => headOf(s, one.statement) === "CreateTrigStmt" && one.role === "use",
        ),
      ),
    ),
  "misspelt enum label in a default": (s) => {
    const word = token(
      s,
      (one, i, all) =>
        one.kind === "string" &&
        /default/i.test(all[i - 1]?.text ?? "") &&
        s.labels.has(one.text.slice(1, -1)),
    );
    return word && replace(word, `'${misspell(word.text.slice(1, -1), s)}'`);
  },
  "misspelt access method": (s) => {
    const word = token(
      s,
      (one, i, all) => /^using$/i.test(all[i - 1]?.text ?? "") && /^(btree|gin|gist|hash)$/i.test(one.text),
    );
    return word && replace(word, misspell(word.text, s));
  },
  "misspelt language": (s) => {
    const word = token(
      s,
      (one, i, all) => /^language$/i.test(all[i - 1]?.text ?? "") && /^(sql|plpgsql)$/i.test(one.text),
    );
    return word && replace(word, `${word.text}x`);
  },
  "misspelt extension": (s) => {
    const ext = s.pick(s.schema.extensions.filter(({ name }) => name !== "plpgsql"));
    return ext && replace(ext.nameSpan, misspell(ext.name, s));
  },
  "unknown schema": (s) =>
    append(s, `CREATE TABLE «${s.pick(["pubilc", "reporting", "billing"])}».extra (id int)`),
  "unknown collation": (s) => {
    const t = ordinary(s);
    return inTable(s, t, `extra_text text COLLATE «"nowhere"»`);
  },
  "unknown operator class": (s) => {
    const t = ordinary(s);
    const c = t && column(s, t);
    return c && append(s, `CREATE INDEX ON ${full(t)} (${q(c.name)} «no_such_ops»)`);
  },
  "unknown storage parameter": (s) => {
    const t = ordinary(s);
    return append(s, `ALTER TABLE ${full(t)} SET («fill_factor» = 70)`);
  },
  "unknown setting": (s) => append(s, `SET «statement_timeoutt» = 5`),
  "unknown sequence in a default": (s) => {
    const t = ordinary(s);
    const c = t && column(s, t, isNumber);
    return c && append(s, `ALTER TABLE ${full(t)} ALTER ${q(c.name)} SET DEFAULT nextval(«'no_such_seq'»)`);
  },
  "unknown sequence in setval": (s) => append(s, `SELECT setval(«'public.no_such_id_seq'», 7, true)`),
  "unknown table in COPY": (s) => append(s, `COPY «no_such_table» (a, b) FROM stdin;\n1\t2\n\\.\n`),
  "unknown constraint is dropped": (s) => {
    const t = ordinary(s);
    return append(s, `ALTER TABLE ${full(t)} DROP CONSTRAINT «no_such_constraint»`);
  },
  "unknown trigger is dropped": (s) => {
    const t = ordinary(s);
    return append(s, `DROP TRIGGER «no_such_trigger» ON ${full(t)}`);
  },
  "unknown trigger is disabled": (s) => {
    const t = ordinary(s);
    return append(s, `ALTER TABLE ${full(t)} DISABLE TRIGGER «no_such_trigger»`);
  },
  "unknown policy is dropped": (s) => {
    const t = ordinary(s);
    return append(s, `DROP POLICY «no_such_policy» ON ${full(t)}`);
  },
  "unknown index is dropped": (s) => append(s, `DROP INDEX «no_such_index»`),
  "unknown function is dropped": (s) => append(s, `DROP FUNCTION «no_such_function»(integer, text)`),
  "unknown type is dropped": (s) => append(s, `DROP TYPE «no_such_type»`),
  "unknown column is dropped": (s) => {
    const t = ordinary(s);
    return append(s, `ALTER TABLE ${full(t)} DROP COLUMN «no_such_column»`);
  },
  "unknown column is renamed": (s) => {
    const t = ordinary(s);
    return append(s, `ALTER TABLE ${full(t)} RENAME COLUMN «no_such_column» TO other`);
  },
  "unknown index for CLUSTER": (s) => {
    const t = ordinary(s);
    return append(s, `ALTER TABLE ${full(t)} CLUSTER ON «no_such_index»`);
  },
  "unknown index for REPLICA IDENTITY": (s) => {
    const t = ordinary(s);
    return append(s, `ALTER TABLE ${full(t)} REPLICA IDENTITY USING INDEX «no_such_index»`);
  },
  "unknown column in UPDATE": (s) => {
    const t = ordinary(s);
    return append(s, `UPDATE ${full(t)} SET «no_such_column» = NULL`);
  },
  "unknown column in RETURNING": (s) => {
    const t = ordinary(s);
    return append(s, `DELETE FROM ${full(t)} RETURNING «no_such_column»`);
  },
  "unknown alias": (s) => {
    const t = ordinary(s);
    const c = column(s, t);
    return append(s, `SELECT a.${q(c.name)}, «b».${q(c.name)} FROM ${full(t)} a`);
  },
  "unknown column in ON CONFLICT": (s) => {
    const t = ordinary(s);
    const c = column(s, t);
    return append(
      s,
      `INSERT INTO ${full(t)} (${q(c.name)}) VALUES (NULL) ON CONFLICT («no_such_column») DO NOTHING`,
    );
  },
  "unknown column in statistics": (s) => {
    const t = ordinary(s);
    const c = column(s, t);
    return append(s, `CREATE STATISTICS extra_stats ON ${q(c.name)}, «no_such_column» FROM ${full(t)}`);
  },
  "unknown column in UPDATE OF": (s) => {
    const t = ordinary(s);
    return append(
      s,
      `CREATE TRIGGER extra_trigger BEFORE UPDATE OF «no_such_column» ON ${full(t)} FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()`,
    );
  },
  "unknown column in a publication": (s) => {
    const t = ordinary(s);
    return append(s, `CREATE PUBLICATION extra_publication FOR TABLE ${full(t)} («no_such_column»)`);
  },
  "unknown parent": (s) => append(s, `CREATE TABLE extra_child (x int) INHERITS («no_such_parent»)`),
  "unknown partitioned table": (s) =>
    append(s, `CREATE TABLE extra_part PARTITION OF «no_such_parent» FOR VALUES IN (1)`),
  "unknown table in LIKE": (s) => append(s, `CREATE TABLE extra_copy (LIKE «no_such_table» INCLUDING ALL)`),
  "unknown type in a function": (s) =>
    append(s, `CREATE FUNCTION extra_function(a «no_such_type») RETURNS int LANGUAGE sql AS 'SELECT 1'`),
  "unknown type that is returned": (s) =>
    append(s, `CREATE FUNCTION extra_function(a int) RETURNS «no_such_type» LANGUAGE sql AS 'SELECT 1'`),
  "unknown type in a cast": (s) => append(s, `SELECT '1'::«no_such_type»`),
  "unknown function of an aggregate": (s) =>
    append(s, `CREATE AGGREGATE extra_aggregate(int) (SFUNC = «no_such_function», STYPE = int)`),
  "unknown function of a trigger": (s) => {
    const t = ordinary(s);
    return append(
      s,
      `CREATE TRIGGER extra_trigger AFTER INSERT ON ${full(t)} FOR EACH ROW EXECUTE FUNCTION «no_such_function»()`,
    );
  },
  "unknown function in a check": (s) => {
    const t = ordinary(s);
    const c = column(s, t);
    return inTable(s, t, `CHECK («no_such_function»(${q(c.name)}))`);
  },
  "unknown column in a generated column": (s) => {
    const t = ordinary(s);
    return inTable(s, t, `extra_gen int GENERATED ALWAYS AS («no_such_column» + 1) STORED`);
  },
  "unknown column in a foreign key": (s) => {
    const t = ordinary(s);
    const o = ordinary(s);
    return inTable(s, t, `FOREIGN KEY («no_such_column») REFERENCES ${full(o)}`);
  },
  "unknown column in INCLUDE": (s) => {
    const t = ordinary(s);
    const c = column(s, t, isNumber);
    return c && append(s, `CREATE INDEX ON ${full(t)} (${q(c.name)}) INCLUDE («no_such_column»)`);
  },
  "unknown column in a partial index": (s) => {
    const t = ordinary(s);
    const c = column(s, t, isNumber);
    return c && append(s, `CREATE INDEX ON ${full(t)} (${q(c.name)}) WHERE «no_such_column» IS NULL`);
  },
  "unknown enum label before another": (s) => {
    const e = s.pick(s.schema.enums);
    return e && append(s, `ALTER TYPE ${full(e)} ADD VALUE 'extra' BEFORE «'no_such_label'»`);
  },
  "unknown enum label in a query": (s) => {
    const e = s.pick(s.schema.enums);
    return e && append(s, `SELECT «'no_such_label'»::${full(e)}`);
  },
  // Names that are there already.
  "table again": (s) => {
    const t = s.pick(s.schema.tables);
    return append(s, `CREATE TABLE «${full(t)}» (id int)`);
  },
  "view with a table's name": (s) => {
    const t = s.pick(s.schema.tables);
    return append(s, `CREATE VIEW «${full(t)}» AS SELECT 1 AS one`);
  },
  "index again": (s) => {
    const i = s.pick(s.schema.indexes.filter(({ named }) => named));
    const t = i && s.schema.tables.find(({ name }) => name === i.table.name);
    return t && append(s, `CREATE INDEX «${q(i.name)}» ON ${full(t)} (${q(t.columns[0].name)})`);
  },
  "type again": (s) => {
    const e = s.pick(s.schema.enums);
    return e && append(s, `CREATE TYPE «${full(e)}» AS ENUM ('a')`);
  },
  "schema again": (s) => {
    const n = s.pick(s.schema.schemas.filter(({ name }) => name !== "public"));
    return n && append(s, `CREATE SCHEMA «${q(n.name)}»`);
  },
  "sequence again": (s) => {
    const n = s.pick(s.schema.sequences);
    return n && append(s, `CREATE SEQUENCE «${full(n)}»`);
  },
  "constraint again": (s) => {
    const t = ordinary(s);
    const c = s.pick(t.constraints.filter(({ named }) => named));
    return c && append(s, `ALTER TABLE ${full(t)} ADD CONSTRAINT «${q(c.name)}» CHECK (true)`);
  },
  "trigger again": (s) => {
    const r = s.pick(s.schema.triggers);
    const t = r && s.schema.tables.find(({ name }) => name === r.table.name);
    return (
      t &&
      append(
        s,
        `CREATE TRIGGER «${q(r.name)}» AFTER INSERT ON ${full(t)} FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()`,
      )
    );
  },
  "policy again": (s) => {
    const r = s.pick(s.schema.policies);
    const t = r && s.schema.tables.find(({ name }) => name === r.table.name);
    return t && append(s, `CREATE POLICY «${q(r.name)}» ON ${full(t)} USING (true)`);
  },
  "column again": (s) => {
    const t = ordinary(s);
    const c = column(s, t);
    return inTable(s, t, `«${q(c.name)}» integer`);
  },
  "column added again": (s) => {
    const t = ordinary(s);
    const c = column(s, t);
    return append(s, `ALTER TABLE ${full(t)} ADD COLUMN «${q(c.name)}» integer`);
  },
  "enum label again": (s) => {
    const e = s.pick(s.schema.enums);
    return e && append(s, `ALTER TYPE ${full(e)} ADD VALUE «'${e.values[0].value}'»`);
  },
  "enum label twice": (s) => append(s, `CREATE TYPE extra_type AS ENUM ('a', 'b', «'a'»)`),
  "second primary key": (s) => {
    const t = s.pick(created(s).filter(hasKey));
    return t && append(s, `ALTER TABLE ${full(t)} ADD «PRIMARY KEY» (${q(t.columns[0].name)})`);
  },
  "second primary key in the table": (s) => {
    const t = s.pick(
      created(s).filter((one) => one.constraints.some((c) => c.kind === "primary key" && !c.added)),
    );
    return t && inTable(s, t, `«PRIMARY KEY» (${q(t.columns[0].name)})`);
  },
  "renamed to a name in use": (s) => {
    const [a, b] = [ordinary(s), ordinary(s)];
    return a.schema === b.schema && a !== b
      ? append(s, `ALTER TABLE ${full(a)} RENAME TO «${q(b.name)}»`)
      : undefined;
  },
  "column renamed to one in use": (s) => {
    const t = ordinary(s);
    const [a, b] = t.columns;
    return b && append(s, `ALTER TABLE ${full(t)} RENAME COLUMN ${q(a.name)} TO «${q(b.name)}»`);
  },
  "column twice in a key": (s) => {
    const t = ordinary(s);
    const c = column(s, t, isNumber);
    return (
      c && append(s, `ALTER TABLE ${full(t)} ADD CONSTRAINT extra_key UNIQUE (${q(c.name)}, «${q(c.name)}»)`)
    );
  },
  "column twice in INSERT": (s) => {
    const t = ordinary(s);
    const c = column(s, t);
    return append(s, `INSERT INTO ${full(t)} (${q(c.name)}, «${q(c.name)}») VALUES (NULL, NULL)`);
  },
  "column twice in a view": (s) => {
    const t = ordinary(s);
    const c = column(s, t);
    return append(s, `CREATE VIEW extra_view AS SELECT ${q(c.name)}, «${q(c.name)}» FROM ${full(t)}`);
  },
  "table twice in FROM": (s) => {
    const t = ordinary(s);
    return append(s, `SELECT 1 FROM ${full(t)}, «${full(t)}»`);
  },
  "function again": (s) => {
    const f = s.pick(
      statementsOf(s, (tree) => "CreateFunctionStmt" in tree && !tree.CreateFunctionStmt.replace),
    );
    return f && append(s, f.text);
  },
  // Types that do not fit.
  "foreign key of another type": (s) => {
    const t = ordinary(s);
    const o = s.pick(created(s).filter((one) => pkOf(one)?.columns.length === 1 && !one.partitionBy));
    return o && inTable(s, t, `extra_ref jsonb REFERENCES «${full(o)}»`);
  },
  "foreign key to a column that is not unique": (s) => {
    const t = ordinary(s);
    const o = ordinary(s);
    const c = column(s, o, isText);
    return c && !isKey(o, c)
      ? inTable(s, t, `extra_ref text REFERENCES ${full(o)} («${q(c.name)}»)`)
      : undefined;
  },
  "foreign key with too few columns": (s) => {
    const t = ordinary(s);
    const o = s.pick(created(s).filter((one) => pkOf(one)?.columns.length === 1));
    return (
      o &&
      append(
        s,
        `ALTER TABLE ${full(t)} ADD FOREIGN KEY (${t.columns
          .slice(0, 2)
          .map((c) => q(c.name))
          .join(", ")}) REFERENCES ${full(o)} (${q(pkOf(o).columns[0].name)})`,
      )
    );
  },
  "default of another type": (s) => {
    const t = ordinary(s);
    return inTable(
      s,
      t,
      s.pick([
        `extra_n integer DEFAULT «'many'»`,
        `extra_d date DEFAULT «'soon'»`,
        `extra_b boolean DEFAULT «'perhaps'»`,
        `extra_u uuid DEFAULT «'7'»`,
        `extra_j jsonb DEFAULT «'{'»`,
        `extra_i interval DEFAULT «'a while'»`,
        `extra_a int[] DEFAULT «'1,2'»`,
        `extra_t timestamptz DEFAULT «now»`,
        `extra_n int DEFAULT «now()»`,
        `extra_n int DEFAULT «true»`,
      ]),
    );
  },
  "default set to another type": (s) => {
    const t = ordinary(s);
    const c = column(s, t, isNumber);
    return c && append(s, `ALTER TABLE ${full(t)} ALTER COLUMN ${q(c.name)} SET DEFAULT «'x'»`);
  },
  "default with a column": (s) => {
    const t = ordinary(s);
    const c = column(s, t, isNumber);
    return c && inTable(s, t, `extra_n integer DEFAULT «${q(c.name)}»`);
  },
  "default with a query": (s) => {
    const t = ordinary(s);
    return inTable(s, t, `extra_n integer DEFAULT «(SELECT 1)»`);
  },
  "check that is no condition": (s) => {
    const t = ordinary(s);
    const c = column(s, t, isNumber);
    return c && inTable(s, t, `CHECK («${q(c.name)}» + 1)`);
  },
  "check with a query": (s) => {
    const t = ordinary(s);
    const c = column(s, t, isNumber);
    return c && inTable(s, t, `CHECK (${q(c.name)} IN «(SELECT 1)»)`);
  },
  "check with an aggregate": (s) => {
    const t = ordinary(s);
    const c = column(s, t, isNumber);
    return c && inTable(s, t, `CHECK («sum(${q(c.name)})» > 0)`);
  },
  "comparison of number and boolean": (s) => {
    const t = ordinary(s);
    const c = column(s, t, isNumber);
    return c && inTable(s, t, `CHECK (${q(c.name)} «=» true)`);
  },
  "function with the wrong argument": (s) => {
    const t = ordinary(s);
    const c = column(s, t, isNumber);
    return c && append(s, `SELECT «upper»(${q(c.name)}) FROM ${full(t)}`);
  },
  "function with too many arguments": (s) => append(s, `SELECT «length»('a', 'b', 'c')`),
  "type changed without USING": (s) => {
    const t = ordinary(s);
    const c = column(s, t, isText);
    return c && append(s, `ALTER TABLE ${full(t)} ALTER COLUMN «${q(c.name)} TYPE integer»`);
  },
  "identity of a text": (s) => {
    const t = ordinary(s);
    return inTable(s, t, `extra_id «text» GENERATED ALWAYS AS IDENTITY`);
  },
  "identity with a default": (s) => {
    const t = ordinary(s);
    return inTable(s, t, `extra_id int DEFAULT 1 «GENERATED» ALWAYS AS IDENTITY`);
  },
  "index without operator class": (s) => {
    const t = ordinary(s);
    return append(
      s,
      `ALTER TABLE ${full(t)} ADD COLUMN extra_json json;\nCREATE INDEX ON ${full(t)} («extra_json»)`,
    );
  },
  "gin on a number": (s) => {
    const t = ordinary(s);
    const c = column(s, t, isNumber);
    return c && append(s, `CREATE INDEX ON ${full(t)} USING gin («${q(c.name)}»)`);
  },
  "index expression that varies": (s) => {
    const t = ordinary(s);
    return append(
      s,
      `ALTER TABLE ${full(t)} ADD COLUMN extra_at timestamptz;\nCREATE INDEX ON ${full(t)} (date_trunc('day', extra_at))`,
    );
  },
  "generated with now()": (s) => {
    const t = ordinary(s);
    return inTable(s, t, `extra_gen timestamptz GENERATED ALWAYS AS (now()) STORED`);
  },
  "generated from a generated one": (s) => {
    const t = ordinary(s);
    const c = column(s, t, isNumber);
    return (
      c &&
      inTable(
        s,
        t,
        `extra_a bigint GENERATED ALWAYS AS (${q(c.name)} * 2) STORED, extra_b bigint GENERATED ALWAYS AS («extra_a» * 2) STORED`,
      )
    );
  },
  "value for a generated column": (s) => {
    const t = s.pick(s.schema.tables.filter(({ columns }) => columns.some(({ generated }) => generated)));
    const c = t?.columns.find(({ generated }) => generated);
    return c && append(s, `INSERT INTO ${full(t)} («${q(c.name)}») VALUES ('x')`);
  },
  "value for an identity column": (s) => {
    const t = s.pick(
      s.schema.tables.filter(({ columns }) => columns.some(({ identity }) => identity === "always")),
    );
    const c = t?.columns.find(({ identity }) => identity === "always");
    return c && append(s, `INSERT INTO ${full(t)} («${q(c.name)}») VALUES (1)`);
  },
  "more values than columns": (s) => {
    const t = ordinary(s);
    const c = column(s, t);
    return append(s, `INSERT INTO ${full(t)} (${q(c.name)}) VALUES (NULL, «NULL»)`);
  },
  "fewer values than columns": (s) => {
    const t = ordinary(s);
    const [a, b] = t.columns;
    return b && append(s, `INSERT INTO ${full(t)} (${q(a.name)}, «${q(b.name)}») VALUES (NULL)`);
  },
  "value of another type": (s) => {
    const t = ordinary(s);
    const c = column(s, t, isNumber);
    return c && append(s, `INSERT INTO ${full(t)} (${q(c.name)}) VALUES («'x'»)`);
  },
  "wrong number of columns in UNION": (s) => {
    const t = ordinary(s);
    const c = column(s, t);
    return append(s, `CREATE VIEW extra_view AS SELECT ${q(c.name)} FROM ${full(t)} UNION ALL SELECT «1», 2`);
  },
  "types of UNION": (s) => append(s, `CREATE VIEW extra_view AS SELECT 1 AS a UNION SELECT «now()»`),
  "types of CASE": (s) => append(s, `SELECT CASE WHEN true THEN 1 ELSE «now()» END`),
  "ambiguous column": (s) => {
    const t = ordinary(s);
    const c = column(s, t);
    return append(
      s,
      `CREATE VIEW extra_view AS SELECT «${q(c.name)}» FROM ${full(t)} a JOIN ${full(t)} b ON true`,
    );
  },
  "column that is not grouped": (s) => {
    const t = s.pick(created(s).filter(({ columns, partitionBy }) => columns.length > 2 && !partitionBy));
    const c = t && t.columns.at(-1);
    return c && append(s, `SELECT «${q(c.name)}», count(*) FROM ${full(t)}`);
  },
  "aggregate in WHERE": (s) => {
    const t = ordinary(s);
    return append(s, `SELECT 1 FROM ${full(t)} WHERE «count(*)» > 1`);
  },
  "window function in WHERE": (s) => {
    const t = ordinary(s);
    return append(s, `SELECT 1 FROM ${full(t)} WHERE «row_number()» OVER () > 1`);
  },
  "query with two columns": (s) => append(s, `SELECT «(SELECT 1, 2)»`),
  "condition that is none": (s) => {
    const t = ordinary(s);
    const c = column(s, t, isNumber);
    return c && append(s, `DELETE FROM ${full(t)} WHERE «${q(c.name)}»`);
  },
  "ORDER BY a place that is not there": (s) => append(s, `SELECT 1 ORDER BY «2»`),
  "USING a column that one has": (s) => {
    const [a, b] = [ordinary(s), ordinary(s)];
    const c = a && a.columns.find(({ name }) => !b.columns.some((one) => one.name === name));
    return c && append(s, `SELECT 1 FROM ${full(a)} JOIN ${full(b)} USING («${q(c.name)}»)`);
  },
  // Things that are not allowed.
  "view that loses a column": (s) => {
    const v = s.pick(s.schema.views.filter(({ materialized }) => !materialized));
    return v && append(s, `CREATE OR REPLACE VIEW «${full(v)}» AS SELECT 1 AS other`);
  },
  "dropped though needed": (s) => {
    const fk = s.pick(foreignKeys(s).filter(({ target }) => target.resolved));
    return fk && append(s, `DROP TABLE «${full(fk.target.resolved)}»`);
  },
  "type dropped though needed": (s) => {
    const e = s.pick(s.schema.enums);
    return e && append(s, `DROP TYPE «${full(e)}»`);
  },
  "column dropped though a view has it": (s) => {
    const r = use(s, "column", (one) => inKind(s, "ViewStmt")(one) && one.foundIn && one.relation);
    return (
      r &&
      append(
        s,
        `ALTER TABLE ${full({ schema: r.foundIn, name: r.relation.name })} DROP COLUMN «${q(r.name)}»`,
      )
    );
  },
  "table dropped as a view": (s) => {
    const t = ordinary(s);
    return append(s, `DROP VIEW «${full(t)}»`);
  },
  "view dropped as a table": (s) => {
    const v = s.pick(s.schema.views);
    return v && append(s, `DROP TABLE «${full(v)}»`);
  },
  "table altered as a view": (s) => {
    const t = ordinary(s);
    return append(s, `ALTER VIEW «${full(t)}» RENAME TO extra_name`);
  },
  "index on a view": (s) => {
    const v = s.pick(s.schema.views.filter(({ materialized }) => !materialized));
    return v && append(s, `CREATE INDEX ON «${full(v)}» (one)`);
  },
  "foreign key to a view": (s) => {
    const v = s.pick(s.schema.views.filter(({ materialized }) => !materialized));
    const t = ordinary(s);
    return v && inTable(s, t, `extra_ref int REFERENCES «${full(v)}» (x)`);
  },
  "INSERT into a view that cannot": (s) =>
    append(
      s,
      `CREATE VIEW extra_view AS SELECT count(*) AS n FROM pg_class;\nINSERT INTO «extra_view» VALUES (1)`,
    ),
  "primary key on a partitioned table without its key": (s) =>
    append(s, `CREATE TABLE extra_p (id int, on_day date, «PRIMARY KEY (id)») PARTITION BY RANGE (on_day)`),
  "partition that overlaps": (s) =>
    append(
      s,
      `CREATE TABLE extra_p (n int) PARTITION BY RANGE (n);\nCREATE TABLE extra_p1 PARTITION OF extra_p FOR VALUES FROM (1) TO (10);\nCREATE TABLE extra_p2 PARTITION OF extra_p FOR VALUES FROM («5») TO (20)`,
    ),
  "partition bound of another kind": (s) =>
    append(
      s,
      `CREATE TABLE extra_p (n int) PARTITION BY RANGE (n);\nCREATE TABLE extra_p1 PARTITION OF extra_p FOR VALUES «IN» (1)`,
    ),
  "empty range of a partition": (s) =>
    append(
      s,
      `CREATE TABLE extra_p (n int) PARTITION BY RANGE (n);\nCREATE TABLE extra_p1 PARTITION OF extra_p FOR VALUES FROM («10») TO (1)`,
    ),
  "partition of a table that has none": (s) => {
    const t = ordinary(s);
    return append(s, `CREATE TABLE extra_part PARTITION OF «${full(t)}» FOR VALUES IN (1)`);
  },
  "unknown partition key": (s) =>
    append(s, `CREATE TABLE extra_p (n int) PARTITION BY LIST («no_such_column»)`),
  "row trigger with BEFORE on a view": (s) => {
    const v = s.pick(s.schema.views.filter(({ materialized }) => !materialized));
    return (
      v &&
      append(
        s,
        `CREATE TRIGGER extra_trigger BEFORE INSERT ON «${full(v)}» FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()`,
      )
    );
  },
  "NEW in a trigger for DELETE": (s) => {
    const t = ordinary(s);
    return append(
      s,
      `CREATE TRIGGER extra_trigger AFTER DELETE ON ${full(t)} FOR EACH ROW WHEN («NEW» IS NOT NULL) EXECUTE FUNCTION suppress_redundant_updates_trigger()`,
    );
  },
  "trigger function that returns something else": (s) => {
    const t = ordinary(s);
    return append(
      s,
      `CREATE FUNCTION extra_function() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END $$;\nCREATE TRIGGER extra_trigger AFTER DELETE ON ${full(t)} FOR EACH ROW EXECUTE FUNCTION «extra_function»()`,
    );
  },
  "WITH CHECK for SELECT": (s) => {
    const t = ordinary(s);
    return append(s, `CREATE POLICY extra_policy ON ${full(t)} FOR SELECT WITH CHECK (true)`);
  },
  "policy that is no condition": (s) => {
    const t = ordinary(s);
    return append(s, `CREATE POLICY extra_policy ON ${full(t)} USING («1»)`);
  },
  "SQL function without the column": (s) => {
    const t = ordinary(s);
    return append(
      s,
      `CREATE FUNCTION extra_function() RETURNS bigint LANGUAGE sql AS $$ SELECT «no_such_column» FROM ${full(t)} $$`,
    );
  },
  "SQL function that returns another type": (s) =>
    append(s, `CREATE FUNCTION extra_function() RETURNS integer LANGUAGE sql AS $$ SELECT 'text'::text $$`),
  "SQL function without a result": (s) =>
    append(
      s,
      `CREATE FUNCTION extra_function() RETURNS integer LANGUAGE sql AS $$ DELETE FROM pg_class WHERE false $$`,
    ),
  "function that changes what it returns": (s) => {
    append(s, "");
    return append(
      s,
      `CREATE FUNCTION extra_function() RETURNS integer LANGUAGE sql AS 'SELECT 1';\nCREATE OR REPLACE FUNCTION extra_function() RETURNS text LANGUAGE sql AS 'SELECT ''a'''`,
    );
  },
  "no language": (s) => append(s, `CREATE FUNCTION extra_function() RETURNS integer AS 'SELECT 1'`),
  "defaults before arguments": (s) =>
    append(
      s,
      `CREATE FUNCTION extra_function(a int DEFAULT 1, «b» int) RETURNS integer LANGUAGE sql AS 'SELECT 1'`,
    ),
  "argument named twice": (s) =>
    append(s, `CREATE FUNCTION extra_function(a int, «a» int) RETURNS integer LANGUAGE sql AS 'SELECT 1'`),
  "sequence with an impossible start": (s) =>
    append(s, `CREATE SEQUENCE extra_seq MINVALUE 10 MAXVALUE 20 START «30»`),
  "sequence that stands still": (s) => append(s, `CREATE SEQUENCE extra_seq INCREMENT «0»`),
  "sequence owned by nothing": (s) => {
    const t = ordinary(s);
    return append(s, `CREATE SEQUENCE extra_seq OWNED BY ${full(t)}.«no_such_column»`);
  },
  "length of zero": (s) => {
    const t = ordinary(s);
    return inTable(s, t, `extra_text varchar«(0)»`);
  },
  "scale above what there is": (s) => {
    const t = ordinary(s);
    return inTable(s, t, `extra_number numeric«(2000, 1)»`);
  },
  "modifier for a type that has none": (s) => {
    const t = ordinary(s);
    return inTable(s, t, `extra_text «text»(20)`);
  },
  "NOT NULL and NULL": (s) => {
    const t = ordinary(s);
    return inTable(s, t, `extra_n int NOT NULL «NULL»`);
  },
  "two defaults": (s) => {
    const t = ordinary(s);
    return inTable(s, t, `extra_n int DEFAULT 1 «DEFAULT» 2`);
  },
  "deferrable check": (s) => {
    const t = ordinary(s);
    return inTable(s, t, `extra_n int CHECK (extra_n > 0) «DEFERRABLE»`);
  },
  "exclusion without operator class": (s) =>
    append(s, `CREATE TABLE extra_x (j json, EXCLUDE USING gist («j» WITH =))`),
  "domain with a wrong default": (s) => append(s, `CREATE DOMAIN extra_domain AS integer DEFAULT «'x'»`),
  "domain with a table's column": (s) => {
    const t = ordinary(s);
    const c = column(s, t);
    return append(s, `CREATE DOMAIN extra_domain AS integer CHECK («${q(c.name)}» > 0)`);
  },
  "cast that is there": (s) => append(s, `CREATE CAST (integer AS bigint) WITH FUNCTION int8(integer)`),
  "operator without a function": (s) =>
    append(s, `CREATE OPERATOR === (LEFTARG = int, RIGHTARG = int, FUNCTION = «no_such_function»)`),
  "comment on a constraint that is not there": (s) => {
    const t = ordinary(s);
    return append(s, `COMMENT ON CONSTRAINT «no_such_constraint» ON ${full(t)} IS 'x'`);
  },
  "comment on a function with other arguments": (s) => {
    const f = s.pick(s.schema.routines.filter(({ kind }) => kind === "function"));
    return f && append(s, `COMMENT ON FUNCTION «${full(f)}»(point, point) IS 'x'`);
  },
  "grant of a right that does not fit": (s) => {
    const t = ordinary(s);
    return append(s, `GRANT «EXECUTE» ON TABLE ${full(t)} TO PUBLIC`);
  },
  "grant on an unknown function": (s) =>
    append(s, `GRANT EXECUTE ON FUNCTION «no_such_function»(integer) TO PUBLIC`),
  "not null violated": (s) => {
    const t = s.pick(
      created(s).filter(
        ({ columns, partitionBy }) =>
          !partitionBy &&
          columns.some((c) => c.notNull && !c.default && !c.identity && !c.generated && isNumber(c.type)),
      ),
    );
    const c = t?.columns.find(
      (one) => one.notNull && !one.default && !one.identity && !one.generated && isNumber(one.type),
    );
    return c && append(s, `INSERT INTO ${full(t)} (${q(c.name)}) VALUES (NULL)`);
  },
  "MERGE with an unknown column": (s) => {
    const t = ordinary(s);
    return append(
      s,
      `MERGE INTO ${full(t)} t USING (SELECT 1 AS one) s ON s.one = 1 WHEN MATCHED THEN UPDATE SET «no_such_column» = s.one`,
    );
  },
  "materialized view that is not one": (s) => {
    const t = ordinary(s);
    return append(s, `REFRESH MATERIALIZED VIEW «${full(t)}»`);
  },
  "TRUNCATE of a referenced table": (s) => {
    const fk = s.pick(foreignKeys(s).filter(({ target }) => target.resolved));
    return fk && append(s, `TRUNCATE «${full(fk.target.resolved)}»`);
  },
  "inheritance with another type": (s) => {
    const t = ordinary(s);
    const c = column(s, t, isNumber);
    return c && append(s, `CREATE TABLE extra_child («${q(c.name)}» text) INHERITS (${full(t)})`);
  },
  "USING INDEX of another table": (s) => {
    const i = s.pick(s.schema.indexes.filter(({ named }) => named));
    const t =
      i && s.pick(created(s).filter(({ name, schema }) => name !== i.table.name && schema === i.schema));
    return (
      t && append(s, `ALTER TABLE ${full(t)} ADD CONSTRAINT extra_key UNIQUE USING INDEX «${q(i.name)}»`)
    );
  },
  "order: used before it is made": (s) => {
    const tables = created(s).filter(({ name }) =>
      s.schema.references.some((one) => one.kind === "relation" && one.name === name && one.role === "use"),
    );
    const t = s.pick(tables);
    const one = t && s.script.statements[t.statement];
    if (!one) return undefined;
    const end = s.text.indexOf(";", one.span.end) + 1;
    return {
      start: one.span.start,
      end: s.text.length,
      text: `${s.text.slice(end)}\n${one.text};\n`,
      mark: undefined,
    };
  },
  "a table is left out": (s) => {
    const t = s.pick(
      created(s).filter(
        ({ name }) =>
          s.schema.references.filter(
            (one) => one.kind === "relation" && one.name === name && one.role === "use",
          ).length > 0,
      ),
    );
    const one = t && s.script.statements[t.statement];
    return one && { start: one.span.start, end: one.span.end, text: "SELECT 1", mark: undefined };
  },
  // Syntax.
  "syntax: comma is missing": (s) => gone(token(s, (one) => one.text === ",")),
  "syntax: comma too many": (s) => {
    const word = token(s, (one) => one.text === ",");
    return word && { ...replace(word, ",,"), mark: [1, 2] };
  },
  "syntax: comma before the end": (s) => {
    const t = ordinary(s);
    const one = s.script.statements[t.statement];
    const close = one && closeOfList(one);
    return close && { start: close, end: close, text: ",", mark: [1, 2] };
  },
  "syntax: opening parenthesis is missing": (s) => gone(token(s, (one) => one.text === "(")),
  "syntax: closing parenthesis is missing": (s) => gone(token(s, (one) => one.text === ")")),
  "syntax: parenthesis too many": (s) => {
    const word = token(s, (one) => one.text === ")");
    return word && { ...replace(word, "))"), mark: [1, 2] };
  },
  "syntax: semicolon is missing": (s) => {
    const one = s.pick(
      s.script.statements.slice(0, -1).filter(({ kind, span }) => kind === "sql" && s.text[span.end] === ";"),
    );
    return one && { start: one.span.end, end: one.span.end + 1, text: "", mark: undefined };
  },
  "syntax: quote is missing": (s) => {
    const word = token(
      s,
      (one) => one.kind === "string" && one.text.startsWith("'") && !one.text.includes("\n"),
    );
    return word && { start: word.end - 1, end: word.end, text: "", mark: undefined };
  },
  "syntax: double quote is missing": (s) => {
    const word = token(s, (one) => one.kind === "quoted");
    return word && { start: word.end - 1, end: word.end, text: "", mark: undefined };
  },
  "syntax: dollar quote is missing": (s) => {
    const word = token(s, (one) => one.kind === "string" && one.text.startsWith("$"));
    return word && { start: word.end - 2, end: word.end, text: "", mark: undefined };
  },
  "syntax: keyword misspelt": (s) => {
    const word = token(
      s,
      (one) =>
        one.kind === "word" &&
        /^(create|table|alter|column|references|primary|foreign|default|constraint|unique|index|view|function|returns|language|select|from|where|group|insert|values|check|not|generated|trigger|begin|policy|using|comment|grant|order|join|having|partition|sequence|type|domain|schema)$/i.test(
          one.text,
        ),
    );
    return word && replace(word, misspell(word.text, s));
  },
  "syntax: keyword is missing": (s) =>
    gone(
      token(
        s,
        (one) =>
          one.kind === "word" &&
          /^(table|column|references|key|constraint|index|view|returns|from|by|into|values|check|on|is|as|to|set|for|each|using)$/i.test(
            one.text,
          ),
      ),
    ),
  "syntax: keyword twice": (s) => {
    const word = token(
      s,
      (one) =>
        one.kind === "word" &&
        /^(table|references|key|primary|index|view|returns|from|by|into|values|check|on|as|to|set|not|default|select|create)$/i.test(
          one.text,
        ),
    );
    return (
      word && {
        ...replace(word, `${word.text} ${word.text}`),
        mark: [word.text.length + 1, word.text.length * 2 + 1],
      }
    );
  },
  "syntax: reserved word as a name": (s) => {
    const t = ordinary(s);
    return inTable(
      s,
      t,
      `«${s.pick(["user", "order", "group", "table", "select", "end", "default", "check", "references", "desc"])}» integer`,
    );
  },
  "syntax: name is missing": (s) =>
    gone(
      token(
        s,
        (one, i, all) =>
          one.kind === "word" &&
          i > 1 &&
          /^(table|view|index|column|references)$/i.test(all[i - 1].text) &&
          !/^(if|only|concurrently)$/i.test(one.text),
      ),
    ),
  "syntax: words exchanged": (s) => {
    const one = s.pick(
      s.script.statements.filter(
        ({ kind, parsed }) => kind === "sql" && parsed.tree && parsed.tokens.length > 4,
      ),
    );
    const words = one.parsed.tokens.filter(({ kind }) => kind === "word");
    const at = s.below(Math.max(1, words.length - 1));
    const [a, b] = [words[at], words[at + 1]];
    if (!b) return undefined;
    const between = one.text.slice(a.span.end, b.span.start);
    return {
      start: one.span.start + a.span.start,
      end: one.span.start + b.span.end,
      text: b.text + between + a.text,
      mark: undefined,
    };
  },
  "syntax: MySQL's AUTO_INCREMENT": (s) => {
    const t = ordinary(s);
    return inTable(s, t, `extra_id int «AUTO_INCREMENT»`);
  },
  "syntax: backticks": (s) => {
    const t = ordinary(s);
    return inTable(s, t, `«\`extra\`» int`);
  },
  "syntax: brackets": (s) => {
    const t = ordinary(s);
    return inTable(s, t, `«[extra]» int`);
  },
  "syntax: MySQL's inline index": (s) => {
    const t = ordinary(s);
    const c = column(s, t);
    return inTable(s, t, `«INDEX» extra_idx (${q(c.name)})`);
  },
  "syntax: ENGINE": (s) => append(s, `CREATE TABLE extra_t (id int) «ENGINE»=InnoDB DEFAULT CHARSET=utf8mb4`),
  "syntax: inline ENUM": (s) => {
    const t = ordinary(s);
    return inTable(s, t, `extra_e ENUM«(»'a', 'b')`);
  },
  "syntax: UNSIGNED": (s) => {
    const t = ordinary(s);
    return inTable(s, t, `extra_n int «UNSIGNED»`);
  },
  "syntax: ON UPDATE CURRENT_TIMESTAMP": (s) => {
    const t = ordinary(s);
    return inTable(s, t, `extra_at timestamp DEFAULT now() «ON» UPDATE CURRENT_TIMESTAMP`);
  },
  "syntax: COMMENT in a column": (s) => {
    const t = ordinary(s);
    return inTable(s, t, `extra_n int «COMMENT» 'what'`);
  },
  DATETIME: (s) => {
    const t = ordinary(s);
    return inTable(s, t, `extra_at «DATETIME»`);
  },
  "syntax: double equals": (s) => {
    const t = ordinary(s);
    const c = column(s, t, isNumber);
    return c && inTable(s, t, `CHECK (${q(c.name)} «==» 1)`);
  },
  "syntax: text in double quotes": (s) => {
    const t = ordinary(s);
    return inTable(s, t, `extra_s text DEFAULT «"open"»`);
  },
  // PL/pgSQL.
  "syntax: PL/pgSQL without END IF": (s) => inBody(s, /END IF;/g, () => ""),
  "syntax: PL/pgSQL without END": (s) => inBody(s, /\bEND;?\s*(?=\$)/g, () => ""),
  "syntax: PL/pgSQL without THEN": (s) => inBody(s, /\bTHEN\b/g, () => ""),
  "syntax: PL/pgSQL without LOOP": (s) => inBody(s, /\bLOOP$/gm, () => ""),
  "syntax: PL/pgSQL without a semicolon": (s) => inBody(s, /;(?=\s*\n)/g, () => ""),
  "syntax: PL/pgSQL with = misspelt": (s) => inBody(s, /:=/g, () => ":-"),
  "syntax: PL/pgSQL with ELSE IF": (s) => inBody(s, /ELSIF/g, () => "ELSE IF"),
  "PL/pgSQL assigns to an unknown variable": (s) =>
    inBody(s, /\bBEGIN\b/g, () => "BEGIN\n no_such_variable := 1;"),
  "PL/pgSQL with an unknown type": (s) => inBody(s, /\bDECLARE\b/g, () => "DECLARE\n extra_v no_such_type;"),
  "PL/pgSQL declares twice": (s) => inBody(s, /\bDECLARE\b/g, () => "DECLARE\n extra_v int; extra_v text;"),
  "PL/pgSQL with an unknown condition": (s) => inBody(s, /unique_violation/g, () => "no_such_condition"),
  "PL/pgSQL with RETURN of a value in a procedure": (s) =>
    append(s, `CREATE PROCEDURE extra_procedure() LANGUAGE plpgsql AS $$ BEGIN RETURN «1»; END $$`),
  "PL/pgSQL with RAISE of too few values": (s) =>
    append(
      s,
      `CREATE FUNCTION extra_function() RETURNS void LANGUAGE plpgsql AS $$ BEGIN RAISE NOTICE 'a % b %', 1; END $$`,
    ),
  "PL/pgSQL with EXIT outside of a loop": (s) =>
    append(s, `CREATE FUNCTION extra_function() RETURNS void LANGUAGE plpgsql AS $$ BEGIN «EXIT»; END $$`),
  "DO with an unknown table": (s) =>
    append(s, `DO $$ BEGIN\n PERFORM 1;\n DELETE FROM «no_such_table»;\nEND $$`),
  ...Object.fromEntries(
    Object.entries(templates).map(([name, template]) => [name, (s) => filled(s, template)]),
  ),
};

function foreignKeys(s) {
  return s.schema.tables.flatMap(({ constraints }) =>
    constraints.filter(({ kind }) => kind === "foreign key"),
  );
}
function keys(s) {
  return s.schema.tables.flatMap(({ constraints }) =>
    constraints.filter(
      ({ kind, columns, span }) =>
        (kind === "primary key" || kind === "unique") && columns.some((one) => one.span.start > span.start),
    ),
  );
}
function hasKey({ constraints, partitionBy }) {
  return !partitionBy && constraints.some(({ kind }) => kind === "primary key");
}
function pkOf({ constraints }) {
  return constraints.find(({ kind }) => kind === "primary key");
}
function isKey(table, { name }) {
  return table.constraints.some(
    (one) => /primary key|unique/.test(one.kind) && one.columns.some((c) => c.name === name),
  );
}
function lastPart(s, span) {
  return { start: span.end - lastText(s, span).length, end: span.end };
}
function lastText(s, span) {
  return /("[^"]*"|[^."]+)$/.exec(s.text.slice(span.start, span.end))[0];
}
