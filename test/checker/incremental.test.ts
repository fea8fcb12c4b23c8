import { beforeAll, expect, test } from "vitest";
import { createDocument, prepareChecker, type CheckedDocument } from "../../server/checker";

beforeAll(() => prepareChecker());

/** Numbers from 0 to below 1, the same ones for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Statements of many kinds, which build on and change what earlier ones have made. */
function sample(): string {
  const parts = [
    "CREATE SCHEMA shop;\nCREATE EXTENSION citext;\nCREATE ROLE clerk;\nCREATE TYPE mood AS ENUM ('good', 'bad');",
    "CREATE DOMAIN price AS numeric(10,2);\nCREATE SEQUENCE number_seq;",
  ];
  for (let i = 0; i < 16; i++) {
    const before = i === 0 ? "" : `, parent_id bigint REFERENCES item${i - 1} (id)`;
    parts.push(
      `CREATE TABLE item${i} (id bigserial PRIMARY KEY, name text NOT NULL UNIQUE, price price DEFAULT 'x'${before});`,
      `CREATE INDEX item${i}_name ON item${i} (name);\nCREATE VIEW list${i} AS SELECT * FROM item${i};`,
      `COMMENT ON TABLE item${i} IS 'goods';\nALTER TABLE item${i} ADD COLUMN mood mood, ADD CHECK (id > 0);`,
      `INSERT INTO item${i} (name, colour) VALUES ('a', 'b');`,
      `ALTER TABLE item${i} ENABLE ROW LEVEL SECURITY;\nCREATE POLICY own ON item${i} USING (true);`,
    );
  }
  parts.push(
    "CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN new; END $$;",
    "CREATE TRIGGER t BEFORE UPDATE ON item3 FOR EACH ROW EXECUTE FUNCTION touch();",
    "ALTER SEQUENCE number_seq OWNED BY item2.id;\nALTER TABLE item1 RENAME TO thing;",
    "ALTER TABLE item2 RENAME COLUMN name TO title;\nALTER TABLE item4 DROP COLUMN name;",
    "CREATE TABLE copy (LIKE item5 INCLUDING ALL);\nCREATE TABLE child () INHERITS (item6);",
    "CREATE TABLE parted (id int, day date) PARTITION BY RANGE (day);",
    "CREATE TABLE part PARTITION OF parted FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');",
    "DROP TABLE item7 CASCADE;\nALTER TABLE item8 SET SCHEMA shop;\nALTER TYPE mood ADD VALUE 'fair';",
    "ALTER FUNCTION touch() RENAME TO touched;\nALTER POLICY own ON item9 RENAME TO mine;",
    "ALTER TABLE item10 ALTER COLUMN name DROP NOT NULL, ALTER COLUMN price SET DEFAULT 1;",
    "ALTER TABLE item11 DROP CONSTRAINT item11_name_key;\nALTER INDEX item12_name RENAME TO other;",
    "CREATE TABLE again (parent_id bigint REFERENCES thing, name citext REFERENCES item13 (name));",
    "ALTER TYPE mood RENAME TO feeling;\nSET search_path TO shop;\nCREATE TABLE item14 (id int);",
  );
  parts.push(
    "CREATE EXTENSION hstore;\nCREATE EXTENSION IF NOT EXISTS pg_trgm;\nCREATE EXTENSION unaccent;",
    "GRANT ALL ON item3, item5 TO PUBLIC;\nALTER TABLE item3 OWNER TO clerk;\nREINDEX INDEX item3_name;",
    "CREATE INDEX item3_name2 ON item3 (name);\nCREATE TABLE late (id int, made timestamp, flag boolean);",
    "COPY item5 (id, name) FROM stdin;\n1\ta\n2\tb\n\\.",
    "-- dbscst-ignore missing-primary-key: rows only\nCREATE TABLE bare (name varchar(20));",
  );
  for (let i = 0; i < 12; i++)
    parts.push(`INSERT INTO item${i + 3} (id, name) SELECT id, title FROM item${i + 2};`);
  parts.push("CREATE TABLE last (id int REFERENCES item3, amount real);\nUPDATE item3 SET nothing = 1;");
  return `${parts.join("\n")}\n`;
}

const pieces = ["x", ";", "\n", " ", "(", ")", "'", "$$", "--", ",", "item3", "CREATE TABLE item2 (id int);"];

function edited(text: string, random: () => number): string {
  const at = Math.floor(random() * text.length);
  const gone = random() < 0.4 ? Math.floor(random() * (random() < 0.2 ? 300 : 3)) : 0;
  const piece = random() < 0.7 ? (pieces[Math.floor(random() * pieces.length)] ?? "") : "";
  return text.slice(0, at) + piece + text.slice(at + gone);
}

function outcome(document: CheckedDocument): unknown {
  const { script, schema, problems } = document.fast();
  const statements = script.statements.map(({ kind, span, text, parsed }) => [
    kind,
    span,
    text,
    parsed.problem,
  ]);
  return { text: script.text, statements, directives: script.directives, schema, problems };
}

/** Breaks or changes statements that leave the model as it is, which takes another way through the checker. */
function editedRows(text: string, random: () => number): string {
  const starts = [
    ...text.matchAll(/^(?:INSERT|GRANT|REINDEX|UPDATE|COPY|CREATE EXT|ALTER TABLE item3 OWN)/gm),
  ];
  const start = starts[Math.floor(random() * starts.length)]?.index ?? 0;
  const end = text.indexOf(";", start);
  const at = random() < 0.3 ? start : start + Math.floor(random() * (end - start));
  const piece =
    ["frobnicate ( ", "x", "\n", " ", "-- hm\n", "item4", "'", ";", "\r\n"][Math.floor(random() * 9)] ?? "";
  const whole = random() < 0.15 ? "DELETE FROM item3;\n" : "";
  return text.slice(0, at) + (at === start ? whole : "") + piece + text.slice(random() < 0.2 ? at + 1 : at);
}

test.each(["postgresql", "mysql", "sqlite"] as const)(
  "after any edits a document of %s is what a fresh one is, and the problems that it had stay as they were",
  (dialect) => {
    const random = randomFrom(7);
    let text = sample();
    const document = createDocument("file:///edited.sql", text, { dialect });
    let earlier = document.fast();
    let kept = structuredClone(earlier.problems);
    const rounds = dialect === "postgresql" ? 30 : 6;
    for (let round = 0; round < rounds; round++) {
      const edit = random() < 0.5 ? edited : editedRows;
      const broken = edit(text, random);
      // Mostly mended again, as by a person who types; at times the change stays.
      const versions = random() < 0.7 ? [broken, edit(broken, random), text, broken, text] : [broken];
      for (const version of versions) {
        document.update(version);
        expect(outcome(document)).toEqual(outcome(createDocument("file:///fresh.sql", version, { dialect })));
        text = version;
      }
      expect(earlier.problems).toEqual(kept);
      earlier = document.fast();
      kept = structuredClone(earlier.problems);
    }
  },
  60_000,
);
