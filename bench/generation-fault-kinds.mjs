// The faults of bench/generation-faults.mjs. Each takes a good schema and gives what the model answers, request by
// request, and what a person must then be shown: a clean schema, a faulty one that says so, or a failure.

const fence = (sql) => `\`\`\`sql\n${sql}\n\`\`\`\n`;
const pick = (list, random) => list[Math.floor(random() * list.length)];
const join = (statements) => statements.join("\n\n");

/** A faulty draft, then the good schema. */
const repaired = (sql, good) => ({
  behaviours: [{ text: fence(sql) }, { text: fence(good.sql) }],
  expect: "clean",
});

/** The schema with one statement, of those that fit, changed. */
function changed({ good, random }, fits, change) {
  const candidates = good.statements.flatMap((statement, index) => (fits.test(statement) ? [index] : []));
  const at = pick(candidates, random);
  if (at === undefined) return good.sql;
  return join(good.statements.map((statement, index) => (index === at ? change(statement) : statement)));
}

const tableWithKey = /^create table[^]*references/i;
const anyTable = /^create table/i;

/** The tables that others refer to. */
function referenced(good) {
  const targets = new Set([...good.sql.matchAll(/references ("?)(\w+)\1/gi)].map(([, , name]) => name));
  return good.statements.filter((statement) => targets.has(/^create table "?(\w+)/i.exec(statement)?.[1]));
}

const syntax = (input) =>
  changed(input, anyTable, (statement) =>
    pick(
      [
        (text) => text.replace(/,\n/, "\n"),
        (text) => text.replace(/\);?$/, ";"),
        (text) => text.replace(/not null/i, "not nul"),
        (text) => text.replace(/create table/i, "create tabel"),
        (text) => text.replace(/\(/, "(("),
      ],
      input.random,
    )(statement),
  );

const typeMismatch = (input) =>
  changed(input, tableWithKey, (statement) => {
    const [, column] = /foreign key \("?(\w+)"?\)/i.exec(statement) ?? [];
    return statement.replace(new RegExp(`^(\\s+"?${column}"?) bigint`, "m"), "$1 uuid");
  });

export const faults = {
  syntax: (input) => repaired(syntax(input), input.good),

  order: (input) => repaired(join(input.good.statements.toReversed()), input.good),

  "missing table": (input) => {
    const gone = pick(referenced(input.good), input.random);
    return repaired(join(input.good.statements.filter((statement) => statement !== gone)), input.good);
  },

  "type mismatch": (input) => repaired(typeMismatch(input), input.good),

  "unknown column": (input) =>
    repaired(
      changed(input, tableWithKey, (statement) =>
        statement.replace(/foreign key \("?\w+"?\)/i, "foreign key (no_such_id)"),
      ),
      input.good,
    ),

  "duplicate table": (input) =>
    repaired(
      join([...input.good.statements, input.good.statements.find((statement) => anyTable.test(statement))]),
      input.good,
    ),

  "dialect slip": (input) =>
    repaired(
      pick(
        [
          (sql) => sql.replaceAll("generated always as identity", "auto_increment"),
          (sql) => sql.replace(/create table "?(\w+)"? \(/gi, "create table `$1` ("),
          (sql) => sql.replace(/\n\);/g, "\n) ENGINE=InnoDB;"),
          (sql) => sql.replaceAll(" timestamptz", " datetime").replaceAll(" text", " nvarchar(200)"),
          (sql) => sql.replaceAll(" bigint", " bigint unsigned"),
        ],
        input.random,
      )(input.good.sql),
      input.good,
    ),

  "several faults": (input) =>
    repaired(`${typeMismatch(input)}\n\ncreate index on no_such_table (id);\n\n${syntax(input)}`, input.good),

  "repaired in round four": (input) => ({
    behaviours: [...Array(3).fill({ text: fence(syntax(input)) }), { text: fence(input.good.sql) }],
    expect: "clean",
  }),

  "never repaired": (input) => {
    const gone = pick(referenced(input.good), input.random);
    return {
      behaviours: [{ text: fence(join(input.good.statements.filter((statement) => statement !== gone))) }],
      expect: "faulty",
    };
  },

  "repaired in part": (input) => {
    const gone = pick(referenced(input.good), input.random);
    return {
      behaviours: [
        { text: fence(join(input.good.statements.filter((statement) => statement !== gone))) },
        { text: `The table was missing:\n${fence(gone)}` },
        { text: fence(input.good.sql) },
      ],
      expect: "clean",
    };
  },

  "repaired by leaving out": (input) => {
    const target = pick(referenced(input.good), input.random);
    const name = /^create table "?(\w+)/i.exec(target)[1];
    const without = input.good.statements.filter((statement) => statement !== target);
    const silenced = without.filter((statement) => !new RegExp(`\\b${name}\\b`).test(statement));
    return {
      behaviours: [
        { text: fence(join(without)) },
        { text: fence(join(silenced)) },
        { text: fence(input.good.sql) },
      ],
      expect: "any",
    };
  },

  "cut, then continued": (input) => {
    const at = Math.ceil(input.good.statements.length * (0.2 + 0.6 * input.random()));
    const cut = `${join(input.good.statements.slice(0, at))}\n\n${input.good.statements[at]?.slice(0, 30) ?? ""}`;
    return {
      behaviours: [
        { text: `\`\`\`sql\n${cut}`, finish: "length" },
        { text: fence(join(input.good.statements.slice(at))) },
      ],
      expect: at < input.good.statements.length ? "clean" : "any",
    };
  },

  "cut for ever": (input) => {
    const sql = input.good.sql.slice(0, Math.floor(input.good.sql.length * (0.3 + 0.5 * input.random())));
    return { behaviours: [{ text: `\`\`\`sql\n${sql}`, finish: "length" }], expect: "faulty" };
  },

  "connection lost": (input) => ({
    behaviours: [
      { text: fence(input.good.sql), resetAfter: 1 + Math.floor(input.random() * 40) },
      { text: fence(input.good.sql) },
    ],
    expect: "clean",
  }),

  "server error": (input) => ({
    behaviours: [
      { status: pick([429, 500, 502, 503], input.random), retryAfter: 0.01 },
      { text: fence(input.good.sql) },
    ],
    expect: "clean",
  }),

  "error in the stream": (input) => ({
    behaviours: [
      { text: fence(input.good.sql), errorInStream: { message: "overloaded" } },
      { text: fence(input.good.sql) },
    ],
    expect: "clean",
  }),

  stall: (input) => ({
    behaviours: [{ text: fence(input.good.sql), stallAfter: Math.floor(input.random() * 20) }],
    // What came before the silence is kept, as what it is; nothing may have come.
    expect: "not clean",
  }),

  prose: (input) => ({
    behaviours: [{ text: "Could you tell me more about it?" }, { text: fence(input.good.sql) }],
    expect: "clean",
  }),

  "draft and rewrite": (input) => ({
    behaviours: [
      { text: `${fence(syntax(input))}\nWait, there is a slip. Corrected:\n\n${fence(input.good.sql)}` },
    ],
    expect: "clean",
  }),

  "in two blocks": (input) => {
    const half = Math.ceil(input.good.statements.length / 2);
    const [first, second] = [input.good.statements.slice(0, half), input.good.statements.slice(half)];
    return {
      behaviours: [{ text: `First:\n\n${fence(join(first))}\nThen:\n\n${fence(join(second))}` }],
      expect: "any",
    };
  },
};
