/**
 * A schema for diagrams: modules of a dozen tables whose keys stay mostly inside, a few tables that many reference,
 * and half as many relations again as tables. The same numbers give the same schema.
 */
export function diagramSchema(tables, { schemas = 1 } = {}) {
  const nouns =
    "account invoice shipment product customer ticket contract employee vehicle course patient booking".split(
      " ",
    );
  let seed = 42;
  const below = (n) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return Math.floor((seed / 2 ** 32) * n);
  };
  const moduleOf = (n) => Math.floor(n / 12);
  const name = (n) => {
    const base = `${nouns[n % 12]}${moduleOf(n) === 0 ? "" : `_${moduleOf(n)}`}`;
    return schemas > 1 ? `app_${moduleOf(n) % schemas}.${base}` : base;
  };
  const parts = schemas > 1 ? Array.from({ length: schemas }, (_, n) => `CREATE SCHEMA app_${n};\n`) : [];
  parts.push("CREATE TYPE work_state AS ENUM ('open', 'running', 'done');\n");
  let relations = 0;
  for (let n = 0; n < tables; n++) {
    const keys = [];
    const wanted = Math.floor((n + 1) * 1.5) - relations;
    const targets = new Set();
    for (let tries = 0; targets.size < Math.min(wanted, n) && tries < 20; tries++) {
      const first = moduleOf(n) * 12;
      const inside = n > first && below(10) < 8;
      // Across modules it is mostly the first tables of another that are referenced.
      targets.add(
        inside ? first + below(n - first) : Math.min(n - 1, below(moduleOf(n) + 1) * 12 + below(2)),
      );
    }
    for (const target of targets) {
      if (target < 0) continue;
      const column = `${name(target).split(".").at(-1)}_id`;
      keys.push(
        `  ${column} bigint${below(3) > 0 ? " NOT NULL" : ""} REFERENCES ${name(target)} (id)${below(4) === 0 ? " ON DELETE CASCADE" : ""}`,
      );
      relations++;
    }
    const columns = Array.from(
      { length: 2 + below(7) },
      (_, at) =>
        [
          "  title text NOT NULL",
          "  state work_state NOT NULL DEFAULT 'open'",
          "  amount numeric(12, 2)",
          "  starts_on date NOT NULL",
          "  ends_on date",
          "  note text",
          "  is_archived boolean NOT NULL DEFAULT false",
          "  updated_at timestamptz",
          "  external_reference varchar(80)",
        ][at],
    );
    parts.push(
      `CREATE TABLE ${name(n)} (\n  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,\n${[...keys, ...columns].join(",\n")}\n);\n`,
    );
  }
  return parts.join("");
}
