import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import type { Diagnostic } from "vscode-languageserver-protocol/node";
import { LspClient } from "./lsp-client";

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

const base = `CREATE TABLE author (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL);
CREATE TABLE book (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, title text NOT NULL, author_id bigint REFERENCES author (id));
CREATE INDEX book_author_id ON book (author_id);
CREATE VIEW titles AS SELECT b.title, a.name FROM book b JOIN author a ON a.id = b.author_id;
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.title := trim(NEW.title); RETURN NEW; END $$;
CREATE TABLE loan (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, book_id bigint NOT NULL REFERENCES book (id), due date);
`;

/** What is typed: right and wrong, by name, by value and by order. */
const lines = [
  "CREATE INDEX book_title ON book (title);",
  "CREATE INDEX book_titel ON book (titel);",
  "CREATE TRIGGER tidy BEFORE INSERT ON book FOR EACH ROW EXECUTE FUNCTION touch();",
  "CREATE POLICY own ON book USING (true);",
  "COMMENT ON TABLE book IS 'what is lent';",
  "ALTER TABLE book ADD COLUMN isbn text;",
  "ALTER TABLE book DROP COLUMN isbn;",
  "CREATE TABLE shelf (id bigint PRIMARY KEY, book_id bigint UNIQUE REFERENCES book (id));",
  "CREATE VIEW shelved AS SELECT title FROM shelf JOIN book ON book.id = shelf.book_id;",
  "DROP VIEW titles;",
  "INSERT INTO author (name) VALUES ('a'), (1 / 0);",
  "CREATE RULE quiet AS ON DELETE TO book DO INSTEAD NOTHING;",
  "GRANT SELECT ON book TO reader;",
];

/** One document as an editor has it. */
class Typed {
  text: string;
  version = 1;
  readonly before: string[] = [];

  constructor(
    private readonly client: LspClient,
    readonly uri: string,
    text: string,
  ) {
    this.text = text;
  }

  replace(start: number, end: number, by: string): Promise<void> {
    const place = (offset: number) => {
      const lines = this.text.slice(0, offset).split("\n");
      return [lines.length - 1, lines.at(-1)?.length ?? 0] as const;
    };
    const [from, to] = [place(start), place(end)];
    this.text = this.text.slice(0, start) + by + this.text.slice(end);
    return this.client.change(this.uri, ++this.version, from, to, by);
  }
}

function short({ range, code, severity, message: words }: Diagnostic): string {
  const message = typeof words === "string" ? words : words.value;
  return `${range.start.line}:${range.start.character}-${range.end.line}:${range.end.character} ${severity} ${code} ${message}`;
}

/** `DBSCST_TYPING_SEEDS=1,2,3` has other ones typed. */
const seeds = (process.env.DBSCST_TYPING_SEEDS ?? "1,5").split(",").map(Number);

test.each(seeds)(
  "after fast typing in two documents the last verdict is a fresh one's (seed %i)",
  async (seed) => {
    const random = randomFrom(seed);
    const below = (count: number) => Math.floor(random() * count);
    const client = await LspClient.start();
    try {
      const documents = ["a", "b"].map((name) => new Typed(client, `file:///${name}.sql`, base));
      for (const { uri, text } of documents) await client.open(uri, text);

      const type = async (typed: Typed, at: number, text: string): Promise<void> => {
        for (let index = 0; index < text.length;) {
          const burst = text.slice(index, index + 1 + below(random() < 0.2 ? 12 : 1));
          await typed.replace(at + index, at + index, burst);
          index += burst.length;
          // Mostly faster than anything is judged, at times as long as a verdict takes.
          if (random() < 0.3) await pause(below(random() < 0.15 ? 250 : 25));
        }
      };
      const one = async (typed: Typed): Promise<void> => {
        const earlier = typed.before.at(-1);
        if (earlier !== undefined && random() < 0.3) {
          // An undo puts an earlier text back at once.
          typed.before.pop();
          await typed.replace(0, typed.text.length, earlier);
          return;
        }
        typed.before.push(typed.text);
        const line = `${lines[below(lines.length)] ?? ""}\n`;
        const start =
          random() < 0.7 ? typed.text.length : typed.text.indexOf("\n", below(typed.text.length)) + 1;
        await type(typed, start, line);
      };

      for (let round = 0; round < 5; round++) {
        await Promise.all(
          documents.map(async (typed) => {
            for (let count = 1 + below(3); count > 0; count--) await one(typed);
          }),
        );
        for (const typed of documents) {
          await client.whenChecked(typed.uri, typed.version);
          const fresh = `file:///fresh-${round}-${typed.uri.at(-5) ?? ""}.sql`;
          await client.open(fresh, typed.text);
          await client.whenChecked(fresh, 1);
          const expected = client.diagnostics(fresh).map(short);
          expect(client.diagnostics(typed.uri).map(short), `round ${round}\n${typed.text}`).toEqual(expected);
          await client.close(fresh);
        }
      }
    } finally {
      client.process.kill("SIGKILL");
    }
  },
  120_000,
);
