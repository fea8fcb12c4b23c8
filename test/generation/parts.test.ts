import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createEngines, type Engines } from "../../server/engine/node";
import { parseRecording, replayProvider, type Recording } from "../../server/generation";
import type { RecordedRequest } from "../model-server/server.mjs";
import { answer, run, type RunOptions, type Script } from "./run";

let engines: Engines;
beforeAll(async () => {
  engines = await createEngines();
});
afterAll(() => engines.dispose());

/** Twenty-five tables: hubs refer to each other in a circle, the rest to the first of them. */
const names = Array.from({ length: 25 }, (_, index) => `kept_things_${index + 10}`);
const [first = "", last = ""] = [names[0], names.at(-1)];
const general = "Nothing in this archive is ever deleted, and every change is kept for seven years.";
const brief = [
  "# An archive",
  ...names.map(
    (name) =>
      `The archive holds ${name.replaceAll("_", " ")}. Each has a title.\n${"| 1912 | 2014 | 3,50 | 4.1 |\n".repeat(8)}`,
  ),
  general,
].join("\n\n");

const plan = JSON.stringify({
  tables: names.map((name, index) => ({
    name,
    holds: `What number ${index} holds.`,
    from: [index + 1],
    refers_to: name === first ? [last] : [first],
  })),
  uncovered: ["The keeper is kind."],
});

function table(name: string, dialect = "postgresql"): string {
  const [key, to] = name === first ? ["last_id", last] : ["first_id", first];
  const id = dialect === "sqlite" ? "INTEGER PRIMARY KEY" : "bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY";
  const comment = dialect === "sqlite" ? "" : `COMMENT ON TABLE ${name} IS 'Kept.';\n`;
  return `CREATE TABLE ${name} (
  id ${id},
  title text NOT NULL CHECK (title <> ''),
  ${key} bigint REFERENCES ${to} (id) ON DELETE SET NULL
);
${comment}CREATE INDEX ${name}_${key} ON ${name} (${key});
`;
}

type Planned = NonNullable<Script>[number];

const wanted = (request: RecordedRequest) =>
  /<tables-1>\n([^]*?)\n<\/tables-1>/.exec(request.body!.messages[1]!.content)?.[1]?.split("\n") ?? [];

const part = (request: RecordedRequest) => ({
  text: answer(wanted(request).map((name) => table(name)).join("\n"), `-- assumption: On ${wanted(request)[0]}.`),
}); // prettier-ignore

const write = (script: Script, options: RunOptions = {}) =>
  run(script, { ...options, request: { brief, ...options.request } });

/** The same, run on the engine too. */
const prove = (script: Script, options: RunOptions = {}) =>
  write(script, { ...options, options: { engines: engines.source, ...options.options } });

const errorsOf = (problems: readonly { readonly severity: string }[] = []) =>
  problems.filter(({ severity }) => severity === "error");

test("a long brief is planned, written in parts, joined and proven", async () => {
  const { outcome, chats, events, shown } = await prove([{ text: plan }, part]);
  expect(outcome).toMatchObject({ rounds: 4, problems: [] });
  expect(outcome!.tables.toSorted()).toEqual(names);
  expect(outcome!.sql).toMatch(
    new RegExp(`ALTER TABLE ${first} ADD FOREIGN KEY \\(last_id\\) REFERENCES ${last} \\(id\\)`),
  );
  expect(shown).toBe(outcome!.sql);
  expect(outcome!.uncovered).toContain("The keeper is kind.");
  expect(outcome!.assumptions).toHaveLength(3);

  const [planned, one, two, three] = chats.map(({ body }) => body!);
  expect(planned!.response_format).toMatchObject({ type: "json_schema", json_schema: { name: "plan" } });
  expect(planned!.messages[1]!.content).toContain(`[26] ${general}`);
  expect(one!.response_format).toBeUndefined();
  expect([one, two, three].map((body) => wanted({ body } as RecordedRequest).length)).toEqual([9, 9, 7]);
  const words = two!.messages[1]!.content;
  const mine = wanted({ body: two } as RecordedRequest);
  expect(words).toContain(mine[0]!.replaceAll("_", " "));
  expect(words).toContain(general);
  expect(words).not.toContain("kept things 34.");
  expect(words).toContain(`<written-1>\nCREATE TABLE ${last}`);
  expect(words).not.toMatch(/CREATE INDEX|COMMENT ON/);

  const stages = events.flatMap((event) => (event.kind === "stage" ? [`${event.round} ${event.stage}`] : []));
  expect(stages).toEqual([
    "1 prompt", "1 plan", "1 plan", "2 part", "3 part", "4 part", "4 parse", "4 engine", "4 rules", "4 done",
  ]); // prettier-ignore
});

test("tables appear as they complete, and what is shown only grows until all is put in order", async () => {
  const { events } = await write([{ text: plan }, part]);
  const pieces = events.filter((event) => event.kind === "sql");
  expect(pieces.filter(({ reset }) => reset)).toHaveLength(2);
  expect(pieces.length).toBeGreaterThan(25);
});

test("a plan is asked for with all words of the brief, under their titles", async () => {
  const long = `# One\n\n${"Halls are large. ".repeat(200)}\n\n2. Two\nFirst\n- a hall: ${"x ".repeat(900)}\n\n\n1. One hall.\n2. Two halls.\n\n${"word".repeat(500)}`;
  const { chats } = await write([{ text: "No." }], { request: { brief: long } });
  const words = chats[0]!.body!.messages[1]!.content;
  const plain = (text: string) => text.replaceAll(/\[\d+\] /g, "").split(/\s+/);
  expect(plain(/<brief-1>\n([^]*)\n<\/brief-1>/.exec(words)![1]!)).toEqual(plain(long.trim()));
  expect(words).toMatch(/# One\n\n\[1\] Halls are large\./);
  expect(words).toMatch(/\[\d+\] 1\. One hall\.\n2\. Two halls\./);
});

describe("a part that fails", () => {
  test("by being cut off is asked for what it lacks", async () => {
    const cut: Planned = (request) => {
      const text = part(request).text;
      return { text: text.slice(0, text.indexOf("CREATE TABLE", text.length / 2) + 60), finish: "length" };
    };
    const { outcome, chats } = await write([{ text: plan }, part, cut, part]);
    expect(outcome).toMatchObject({ rounds: 5 });
    expect(errorsOf(outcome!.problems)).toEqual([]);
    expect(outcome!.tables).toHaveLength(25);
    expect(wanted(chats[3]!).length).toBeLessThan(wanted(chats[2]!).length);
  });

  test("by a connection that breaks in its middle keeps what came, and is asked for the rest", async () => {
    const broken: Planned = (request) => ({ ...part(request), resetAfter: 60 });
    const { outcome } = await write([{ text: plan }, part, broken, part]);
    expect(errorsOf(outcome!.problems)).toEqual([]);
    expect(outcome!.tables).toHaveLength(25);
  });

  test.each([
    ["a refusal", { refusal: "I cannot." }, /refused to write them/],
    ["prose", { text: "I would love to." }, /answered without a schema/],
    ["an error of the server", { status: 400, message: "Too hot." }, /Too hot/],
  ])("for good by %s loses nothing of the others, and is told", async (_name, fault, words) => {
    const faulty: Planned = (request) =>
      wanted(request).some((name) => name === names[10]) ? fault : part(request);
    const { outcome } = await write([{ text: plan }, faulty]);
    expect(outcome!.tables.length).toBeGreaterThanOrEqual(16);
    const [error, ...more] = errorsOf(outcome!.problems);
    expect(more).toEqual([]);
    expect(error).toMatchObject({ code: "incomplete", message: expect.stringMatching(words) as string });
    expect(error).toMatchObject({ message: expect.stringContaining(names[10]!) as string });
  });

  test("with a server that is gone ends the run with what there is", async () => {
    const { outcome, chats } = await write([{ text: plan }, part, { status: 401, message: "revoked" }]);
    expect(chats).toHaveLength(3);
    expect(outcome!.tables).toHaveLength(9);
    // The rest is asked for nowhere, but told.
    const incomplete = outcome!.problems.filter(({ code }) => code === "incomplete");
    expect(incomplete).toHaveLength(2);
    expect(incomplete[0]!.message).toContain("revoked");
  });

  test("before anything was written is the failure of the run", async () => {
    const { failure } = await write([{ text: plan }, { status: 401, message: "revoked" }]);
    expect(failure).toMatchObject({ code: "unauthorized" });
  });

  test("by leaving a table out of a whole answer is asked once, then believed", async () => {
    const without: Planned = (request) => ({
      text: answer(wanted(request).filter((name) => name !== names[12]).map((name) => table(name)).join("\n") || "-- Nothing."),
    }); // prettier-ignore
    const { outcome } = await write([{ text: plan }, without]);
    expect(outcome!.tables).toHaveLength(24);
    expect(errorsOf(outcome!.problems)).toEqual([]);
    expect(outcome!.problems.map(({ code }) => code)).toEqual(["not-proven", "left-out"]);
  });
});

describe("a plan", () => {
  test("with words and a fence around it is read", async () => {
    const { outcome } = await write([{ text: `Here you are:\n\`\`\`json\n${plan}\n\`\`\`\nDone.` }, part]);
    expect(outcome).toMatchObject({ rounds: 4 });
    expect(errorsOf(outcome!.problems)).toEqual([]);
  });

  test.each([
    ["in prose", { text: "First I would make a table of halls." }],
    ["that was cut off", { text: plan.slice(0, 900), finish: "length" }],
    ["that was refused", { refusal: "No." }],
  ])("%s is asked for once more", async (_name, behaviour) => {
    const { outcome } = await write([behaviour, { text: plan }, part]);
    expect(outcome).toMatchObject({ rounds: 5 });
    expect(errorsOf(outcome!.problems)).toEqual([]);
    expect(outcome!.tables).toHaveLength(25);
  });

  test("that never comes leaves the schema to be written in one go", async () => {
    const all = answer(
      table(first)
        .replace(/,\n {2}last_id.*/, "")
        .replace(/CREATE INDEX.*\n/, ""),
    );
    const { outcome, chats } = await write([{ text: "Well." }, { text: "Well." }, { text: all }]);
    expect(chats).toHaveLength(3);
    expect(outcome).toMatchObject({ rounds: 3, tables: [first] });
  });

  test("in place of which the schema comes is not missed", async () => {
    const all = answer(
      table(first)
        .replace(/,\n {2}last_id.*/, "")
        .replace(/CREATE INDEX.*\n/, ""),
    );
    const { outcome, shown } = await write([{ text: all }]);
    expect(outcome).toMatchObject({ rounds: 1, tables: [first] });
    expect(shown).toBe(outcome!.sql);
  });

  test("is asked for without a form where a server takes none", async () => {
    const { outcome, chats } = await write([
      { status: 400, message: "This response_format type is unavailable now" },
      { text: plan },
      part,
    ]);
    expect(outcome).toMatchObject({ rounds: 4 });
    expect(errorsOf(outcome!.problems)).toEqual([]);
    expect(chats[1]!.body!.response_format).toBeUndefined();
  });

  test("is not made of a short brief", async () => {
    const { chats } = await write([{ text: answer(table(first)) }], { request: { brief: "Halls." } });
    expect(chats[0]!.body!.messages[1]!.content).toContain("Write the schema for this brief.");
  });
});

test("of a table that an earlier part wrote as a stub, the part that it belongs to decides", async () => {
  let asked = 0;
  const stubbing: Planned = (request) => {
    const stub = ++asked === 1 ? `CREATE TABLE ${names[11]} (id bigint PRIMARY KEY);\n` : "";
    const enumeration = asked < 3 ? "CREATE TYPE mood AS ENUM ('good', 'bad');\n" : "";
    return { text: answer(`${enumeration}${stub}${wanted(request).map((name) => table(name)).join("\n")}`) };
  }; // prettier-ignore
  const { outcome, chats } = await prove([{ text: plan }, stubbing]);
  expect(outcome).toMatchObject({ rounds: 4, problems: [] });
  expect(outcome!.sql.match(/CREATE TYPE/g)).toHaveLength(1);
  expect(outcome!.sql.match(new RegExp(`CREATE TABLE ${names[11]} `, "g"))).toHaveLength(1);
  expect(outcome!.sql).toMatch(new RegExp(`CREATE TABLE ${names[11]} \\(\n {2}id bigint GENERATED`));
  expect(chats[2]!.body!.messages[1]!.content).not.toContain(`CREATE TABLE ${names[11]} `);
});

describe("the whole", () => {
  const faulty: Planned = (request) => ({
    text: part(request).text.replaceAll(/ON kept_things_20 \(\w+\)/g, "ON kept_things_20 (nothing)"),
  });

  test("is repaired by the statements alone that have to change, under whatever name they come", async () => {
    const mended = answer("CREATE INDEX another_name ON kept_things_20 (first_id);");
    const { outcome, chats } = await prove([{ text: plan }, faulty, faulty, faulty, { text: mended }]);
    expect(outcome).toMatchObject({ rounds: 5, problems: [] });
    expect(outcome!.tables).toHaveLength(25);
    expect(outcome!.sql).not.toContain("(nothing)");
    expect(chats[4]!.body!.messages.at(-1)!.content).toContain("answer with the statements alone");
    expect(outcome!.assumptions).toHaveLength(3);
  });

  test("is asked to be repaired three times at most, and never loses a table", async () => {
    const { outcome, chats } = await write([
      { text: plan },
      faulty,
      faulty,
      faulty,
      { text: answer("CREATE INDEX x ON kept_things_20 (still_nothing);") },
    ]);
    expect(chats).toHaveLength(7);
    expect(outcome!.tables).toHaveLength(25);
    expect(errorsOf(outcome!.problems)).toHaveLength(1);
  });
});

test("SQLite needs no constraint to be added afterwards", async () => {
  const { outcome } = await write(
    [
      { text: plan },
      (request) => ({
        text: answer(
          wanted(request)
            .map((name) => table(name, "sqlite"))
            .join("\n"),
        ),
      }),
    ],
    { request: { dialect: "sqlite" } },
  );
  expect(errorsOf(outcome!.problems)).toEqual([]);
  expect(outcome!.sql).not.toContain("ALTER TABLE");
  expect(outcome!.tables).toHaveLength(25);
});

test("a recorded run plays back to the same outcome", async () => {
  const recordings: Recording[] = [];
  const { outcome } = await write([{ text: plan }, part, { refusal: "No." }, part], {
    options: { record: (recording) => recordings.push(recording) },
  });
  const recording = parseRecording(JSON.parse(JSON.stringify(recordings[0])));
  const replayed = await write([], { options: { providers: [replayProvider(recording!)] } });
  expect({ ...replayed.outcome, timings: {} }).toEqual({ ...outcome, timings: {} });
});

test("cancelling in the middle of a part ends the run with the reason", async () => {
  const cancel = new AbortController();
  const reason = new Error("cancelled by the person");
  const cancelled = write([{ text: plan }, part, (request) => ({ ...part(request), stallAfter: 20 })], {
    options: {
      signal: cancel.signal,
      onProgress: (event) =>
        event.kind === "stage" &&
        event.message.startsWith("Part 2") &&
        setTimeout(() => cancel.abort(reason), 100),
    },
  });
  await expect(cancelled).rejects.toBe(reason);
});
