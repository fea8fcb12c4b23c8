import { generator } from "./random.mjs";

/**
 * A random schema, as a list of statements that depend on each other in many ways, and the way to edit it at random.
 * The same seed gives the same schema and the same edits.
 */
export function randomSchema(seed) {
  const random = generator(seed);
  const below = (n) => Math.floor(random() * n);
  const pick = (list) => list[below(list.length)];
  const table = () => pick(["a", "b", "c", "d", "e", "a_b", "log"]);
  const column = () => pick(["id", "name", "a_id", "kind", "amount", "b_id"]);
  const type = () =>
    pick(["int", "bigint", "text", "numeric", "mood", "mood[]", "pos", "pair", "a", "uuid", "itn", "serial"]);
  const columns = () =>
    Array.from(
      { length: 1 + below(4) },
      () =>
        `${column()} ${type()}${pick(["", "", "", " NOT NULL", " UNIQUE", ` REFERENCES ${table()}`, " DEFAULT f()", " CHECK (name <> '')", " DEFAULT nextval('s1')"])}`,
    ).join(", ");
  const key = () => pick(["", "", ", PRIMARY KEY (id)"]);
  const index = () => pick(["i1", "i2", "a_name_idx", "b_pkey", "a_name_key", "c_a_id_seq"]);
  const view = () => pick(["v", "w", "x"]);
  const relation = () => pick([table(), table(), view()]);
  const fn = () => pick(["f", "g", "touch"]);
  const shapes = [
    [
      14,
      () =>
        `CREATE TABLE ${pick(["", "", "IF NOT EXISTS "])}${table()} (id ${pick(["int", "int", "serial", "bigint"])}${pick([" PRIMARY KEY", " PRIMARY KEY", ""])}, ${columns()})`,
    ],
    [4, () => `CREATE TABLE ${table()} (${columns()}${key()})`],
    [1, () => `CREATE TABLE ${table()} (LIKE ${table()} INCLUDING ALL)`],
    [1, () => `CREATE TABLE ${table()} (extra int) INHERITS (${table()})`],
    [1, () => `CREATE TABLE part (id int, name text) PARTITION BY RANGE (id)`],
    [
      1,
      () =>
        `CREATE TABLE ${pick(["p1", "p2"])} PARTITION OF part FOR VALUES FROM (${below(3)}) TO (${3 + below(3)})`,
    ],
    [1, () => `CREATE TABLE ${table()} AS SELECT * FROM ${relation()}`],
    [
      6,
      () =>
        `CREATE ${pick(["", "UNIQUE "])}INDEX ${pick(["", index(), index()])} ON ${pick([table(), table(), "part"])} (${column()})`.replace(
          "INDEX  ON",
          "INDEX ON",
        ),
    ],
    [
      6,
      () =>
        `CREATE ${pick(["", "OR REPLACE "])}VIEW ${view()} AS SELECT ${pick(["*", column(), `id, ${column()}`])} FROM ${relation()}${pick(["", "", ` WHERE kind = 'sad'`, ` JOIN ${relation()} r USING (id)`])}`,
    ],
    [1, () => `CREATE MATERIALIZED VIEW m AS SELECT * FROM ${relation()}`],
    [
      4,
      () =>
        `CREATE ${pick(["", "OR REPLACE "])}FUNCTION ${fn()}() RETURNS ${pick(["int", "text", "bigint", "mood", table()])} LANGUAGE sql AS 'SELECT ${pick(["1", "count(*) FROM a", `${column()} FROM ${relation()}`])}'`,
    ],
    [
      2,
      () =>
        `CREATE FUNCTION ${fn()}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${pick(["NEW.name := 'x'", `INSERT INTO log VALUES (1)`, `PERFORM 1 FROM ${table()}`])}; RETURN NEW; END $$`,
    ],
    [
      2,
      () =>
        `CREATE TRIGGER ${pick(["t1", "t2"])} BEFORE INSERT ON ${table()} FOR EACH ROW EXECUTE FUNCTION ${fn()}()`,
    ],
    [3, () => `CREATE TYPE mood AS ENUM (${pick(["'sad'", "'sad', 'glad'"])})`],
    [1, () => `ALTER TYPE mood ADD VALUE ${pick(["", "IF NOT EXISTS "])}'${pick(["glad", "mad"])}'`],
    [1, () => `CREATE TYPE pair AS (left_one ${type()}, right_one int)`],
    [2, () => `CREATE DOMAIN pos AS ${pick(["int", "text", "mood"])}`],
    [2, () => `CREATE SEQUENCE ${pick(["s1", "a_id_seq", "b_id_seq"])}`],
    [1, () => `ALTER SEQUENCE s1 OWNED BY ${table()}.id`],
    [
      6,
      () =>
        `ALTER TABLE ${table()} ADD CONSTRAINT ${pick(["c1", "c2"])} FOREIGN KEY (${column()}) REFERENCES ${table()}${pick(["", " (id)", " (name)"])}`,
    ],
    [
      4,
      () =>
        `ALTER TABLE ${pick(["", "ONLY "])}${table()} ADD ${pick([`COLUMN ${pick(["", "IF NOT EXISTS "])}${column()} ${type()}`, "COLUMN extra int NOT NULL", `CONSTRAINT ${pick(["a_pkey", "k"])} PRIMARY KEY (id)`, `CONSTRAINT k UNIQUE (${column()})`, `UNIQUE (${column()})`, "CHECK (amount > 0)", "PRIMARY KEY USING INDEX i1"])}`,
    ],
    [
      2,
      () =>
        `ALTER TABLE ${table()} ALTER ${column()} SET ${pick(["NOT NULL", "DEFAULT f()", "DEFAULT 1", "DEFAULT 'sad'"])}`,
    ],
    [
      3,
      () =>
        `COMMENT ON ${pick([`TABLE ${relation()}`, `COLUMN ${relation()}.${column()}`, `INDEX ${index()}`, `CONSTRAINT c1 ON ${table()}`, "TYPE mood", `FUNCTION ${fn()}()`])} IS 'what a is'`,
    ],
    [2, () => `GRANT SELECT ON ${relation()} TO ${pick(["PUBLIC", "somebody"])}`],
    [1, () => `ALTER TABLE ${table()} OWNER TO ${pick(["postgres", "somebody"])}`],
    [1, () => `CREATE POLICY p ON ${table()} USING (${column()} IS NOT NULL)`],
    [
      2,
      () =>
        `INSERT INTO ${relation()} (${column()}) VALUES (${pick(["1", "'x'", "f()", "nextval('a_id_seq')", "NULL"])})`,
    ],
    [1, () => `INSERT INTO ${table()} SELECT * FROM ${relation()}`],
    [1, () => `SELECT ${pick(["*", column(), "f()", "count(*)"])} FROM ${relation()}`],
    [1, () => `SELECT pg_catalog.setval('${pick(["s1", "a_id_seq"])}', 5, true)`],
    [
      2,
      () =>
        pick([
          `DROP TABLE ${table()}`,
          `DROP VIEW ${view()} CASCADE`,
          `DROP VIEW IF EXISTS ${view()}`,
          `DROP TABLE IF EXISTS ${table()} CASCADE`,
          `DROP INDEX ${index()}`,
          `DROP FUNCTION ${fn()}()`,
          `DROP FUNCTION IF EXISTS ${fn()} CASCADE`,
          `DROP TRIGGER t1 ON ${table()}`,
          `DROP SEQUENCE ${pick(["s1", "a_id_seq"])}`,
          `DROP MATERIALIZED VIEW IF EXISTS m`,
          "DROP TYPE mood",
          "DROP DOMAIN IF EXISTS pos CASCADE",
        ]),
    ],
    [
      2,
      () =>
        pick([
          `ALTER TABLE ${table()} RENAME TO ${table()}`,
          `ALTER TABLE ${table()} RENAME ${column()} TO title`,
          `ALTER TABLE ${table()} RENAME CONSTRAINT c1 TO c2`,
          `ALTER VIEW ${view()} RENAME TO ${view()}`,
          `ALTER INDEX ${index()} RENAME TO ${index()}`,
          `ALTER TYPE mood RENAME TO temper`,
          `ALTER TYPE mood RENAME VALUE 'sad' TO 'low'`,
          `ALTER TABLE ${table()} DROP COLUMN ${column()}${pick(["", " CASCADE"])}`,
          `ALTER TABLE ${table()} DROP CONSTRAINT ${pick(["c1", "a_pkey", "k", "IF EXISTS b_pkey CASCADE", "b_name_key"])}`,
          `ALTER TABLE ${table()} ALTER ${column()} DROP NOT NULL`,
          `ALTER TABLE ${table()} ALTER ${column()} TYPE ${type()}${pick(["", " USING NULL"])}`,
          `ALTER TABLE ${table()} INHERIT ${table()}`,
          `ALTER DOMAIN pos ${pick(["SET NOT NULL", "ADD CHECK (VALUE > 0)", "DROP NOT NULL"])}`,
          `ALTER TABLE ${pick(["p1", "p2"])} ADD extra int`,
          `ALTER TABLE part DETACH PARTITION p1`,
          `DO $$ BEGIN CREATE TYPE mood AS ENUM ('sad'); EXCEPTION WHEN duplicate_object THEN NULL; END $$`,
          `DO $$ BEGIN ALTER TABLE ${table()} ADD CONSTRAINT c1 FOREIGN KEY (${column()}) REFERENCES ${table()} ON DELETE CASCADE; EXCEPTION WHEN duplicate_object THEN NULL; END $$`,
        ]),
    ],
    [
      0.3,
      () =>
        pick([
          "CREATE SCHEMA s",
          "SET search_path = s, public",
          "RESET search_path",
          "SET check_function_bodies = false",
          "CREATE TABLE s.a (id int)",
        ]),
    ],
    [0.2, () => pick(["BEGIN", "COMMIT", "ROLLBACK", "DO $$ BEGIN CREATE TABLE d (id int); END $$"])],
    [1, () => `CREATE TABL ${table()} (id int)`],
    [0.5, () => `COPY ${table()} (id) FROM stdin;\n${below(9)}\n\\.\n`],
  ];
  // Rows, drops and the like make everything be run again; every other schema has few of them.
  const rare = /DROP|INSERT|SELECT (?!pg)|DO \$|COPY|RENAME|BEGIN|search_path|USING 1|setval/;
  const isGentle = random() < 0.6;
  const total = shapes.reduce((sum, [weight]) => sum + weight, 0);
  const any = () => {
    let left = random() * total;
    for (const [weight, make] of shapes) if ((left -= weight) < 0) return make();
    return shapes[0][1]();
  };
  const statement = () => {
    for (;;) {
      const one = any();
      if (!isGentle || /^CREATE/.test(one) || !rare.test(one) || random() < 0.02) return one;
    }
  };
  // Most schemas begin with what makes sense, so that what follows succeeds more often than not.
  const statements = [
    "CREATE TYPE mood AS ENUM ('sad', 'glad')",
    "CREATE DOMAIN pos AS int",
    "CREATE SEQUENCE s1",
    "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE TABLE a (id int PRIMARY KEY, name text, kind mood, amount numeric)",
    "CREATE TABLE b (id serial PRIMARY KEY, name text UNIQUE, a_id int REFERENCES a)",
  ].filter(() => random() < 0.85);
  statements.push(...Array.from({ length: 12 + below(30) }, statement));
  for (const [index, one] of statements.entries())
    if (one.startsWith("CREATE TABL ")) statements[index] = one.replace("TABL", "TABLE");
  /** Ways to stop in the middle of typing; the one with the parenthesis takes what follows into the statement. */
  const breaks = [
    (one) => one.replace(/^CREATE TABLE\b/, "CREATE TABL"),
    (one) => `frobnicate ( ${one}`,
    (one) => one.slice(0, 6 + below(one.length)),
    (one) => one.replace(/\)$/, ""),
    (one) => one.replace(/,/, ",,"),
    (one) => `${one} WHERE (`,
  ];
  const wounds = [];
  const edit = (list) => {
    // What does not parse is mended soon, though something else may be changed meanwhile.
    const [broken] = wounds;
    if (broken && random() < 0.6) {
      wounds.shift();
      const place = list.indexOf(broken.text);
      if (place >= 0) list[place] = random() < 0.6 ? broken.good : statement();
      return;
    }
    const at = below(list.length);
    const which = random();
    if (wounds.length < 2 && random() < 0.25) {
      const good = list[at];
      const text = pick(breaks)(good);
      wounds.push({ text, good });
      list[at] = text;
    } else if (which < 0.35) list[at] = statement();
    else if (which < 0.55) list.splice(at, 0, statement());
    else if (which < 0.7 && list.length > 4) list.splice(at, 1);
    else if (which < 0.8) list.splice(below(list.length), 0, ...list.splice(at, 1));
    else if (which < 0.9)
      list[at] = list[at].replace(/\b(int|text|name|id|numeric)\b/, () =>
        pick(["int", "text", "name", "id", "bigint"]),
      );
    else list[at] = list[at].replace(/\b(a|b|c|v)\b/, () => pick(["a", "b", "c", "v"]));
  };
  return { statements, edit };
}
