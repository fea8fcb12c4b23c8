import { beforeAll, expect, it } from "vitest";
import { loadParsers } from "../../server/sql";
import { missing, outline, schemaOf } from "./schema-of";

beforeAll(loadParsers);

it("reads MySQL's tables, keys and indexes", () => {
  const { tables, indexes, references } = schemaOf(
    `USE shop;
    CREATE TABLE \`Customer\` (
      \`Id\` int unsigned NOT NULL AUTO_INCREMENT COMMENT 'the key',
      \`Name\` varchar(80) CHARACTER SET utf8mb4 NOT NULL DEFAULT 'x',
      kind enum('a','b') DEFAULT NULL,
      at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
      PRIMARY KEY (\`Id\`), UNIQUE KEY uq_name (\`Name\`(20)), KEY idx_kind (kind, at)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8;
    CREATE TABLE shop.orders (id bigint PRIMARY KEY, customer_id int unsigned,
      CONSTRAINT fk FOREIGN KEY (customer_id) REFERENCES customer (id) ON DELETE CASCADE);
    ALTER TABLE orders ADD COLUMN note text AFTER id, ADD INDEX idx_kind (note(10));
    CREATE UNIQUE INDEX late ON orders (note);`,
    "mysql",
  );
  expect(tables.map(outline)).toEqual([
    {
      name: "public.Customer",
      columns: [
        "Id integer not null identity by default",
        "Name character varying(80) not null default 'x'",
        "kind enum('a','b') default NULL",
        "at timestamp not null default CURRENT_TIMESTAMP",
      ],
      constraints: ["primary key customer_pkey: Id", "unique uq_name: Name"],
    },
    {
      name: "public.orders",
      columns: ["id bigint not null", "customer_id integer", "note text"],
      constraints: [
        "primary key orders_pkey: id",
        "foreign key fk: customer_id -> Customer(Id) on delete cascade",
      ],
    },
  ]);
  expect(indexes.map((index) => [index.table.name, index.name, index.keys.map((key) => key.column)])).toEqual(
    [
      ["Customer", "idx_kind", ["kind", "at"]],
      ["orders", "idx_kind", ["note"]],
      ["orders", "late", ["note"]],
    ],
  );
  expect(references.filter((reference) => reference.resolved === "no")).toEqual([]);
});

it("finds SQLite's foreign keys to nothing, wherever the table stands", () => {
  const text = `CREATE TABLE a (id INTEGER PRIMARY KEY AUTOINCREMENT, b_id INT REFERENCES b(id), c INT REFERENCES c (x));
    CREATE TABLE b (id INTEGER PRIMARY KEY, [group] TEXT, FOREIGN KEY (gruop) REFERENCES A (nothing));
    CREATE INDEX i ON b ([group], missing) WHERE id > 0;`;
  expect(missing(text, "sqlite")).toEqual(["relation c", "column gruop", "column nothing", "column missing"]);
});
