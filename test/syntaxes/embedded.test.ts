import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import oniguruma from "vscode-oniguruma";
import textmate from "vscode-textmate";

const root = join(import.meta.dirname, "..", "..");
const require = createRequire(import.meta.url);

interface Contribution {
  readonly scopeName: string;
  readonly path: string;
  readonly injectTo?: readonly string[];
  readonly embeddedLanguages?: Readonly<Record<string, string>>;
}

const { contributes } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  contributes: { grammars: Contribution[] };
};

/** Languages that are the editor's own: here they know a word, so that one sees who was asked. */
const hosts: Readonly<Record<string, string>> = {
  "text.html.markdown": '{"scopeName":"text.html.markdown","patterns":[]}',
  "source.ts":
    '{"scopeName":"source.ts","patterns":[{"match":"\\\\bconst\\\\b","name":"storage.type.ts"},{"begin":"`","end":"`","name":"string.template.ts"},{"begin":"//","end":"$","name":"comment.line.ts"}]}',
};

let registry: textmate.Registry;

beforeAll(async () => {
  const wasm = join(dirname(require.resolve("vscode-oniguruma")), "onig.wasm");
  await oniguruma.loadWASM(readFileSync(wasm).buffer);
  registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (sources) => new oniguruma.OnigScanner(sources),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: (scope) => {
      const found = contributes.grammars.find(({ scopeName }) => scopeName === scope);
      const text = found ? readFileSync(join(root, found.path), "utf8") : hosts[scope];
      return Promise.resolve(text === undefined ? null : textmate.parseRawGrammar(text, `${scope}.json`));
    },
    getInjections: (scope) =>
      contributes.grammars
        .filter(({ injectTo }) => injectTo?.includes(scope))
        .map(({ scopeName }) => scopeName),
  });
});

/** The words of a text whose innermost scope is one of SQL's, and of the rest those that have one. */
async function scopes(scope: string, text: string): Promise<Record<string, string>> {
  const grammar = await registry.loadGrammar(scope);
  if (!grammar) throw new Error(`there is no grammar ${scope}`);
  const found: Record<string, string> = {};
  let state = textmate.INITIAL;
  for (const line of text.split("\n")) {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    for (const { startIndex, endIndex, scopes: all } of tokens) {
      const word = line.slice(startIndex, endIndex).trim();
      if (/^\w+$/.test(word)) found[word] = all.slice(1).join(" ");
    }
  }
  return found;
}

describe("SQL inside of other languages", () => {
  it.each(["```sql", "~~~ SQL", "  ```postgresql", "````pgsql title=x", "```sqlite"])(
    "is SQL in a fence of Markdown that begins with %s",
    async (fence) => {
      const close = /[`~]+/.exec(fence)?.[0] ?? "";
      const words = await scopes(
        "text.html.markdown",
        `before\n${fence}\nSELECT name\nFROM books;\n${close}\nWHERE`,
      );
      expect(words.WHERE).toBe("");
      expect(words.FROM).toMatch(/meta\.embedded\.block\.sql keyword/);
    },
  );

  it("is not in a fence of another language", async () => {
    for (const fence of ["```ts", "```", "```sqlx", "text ```sql"]) {
      const words = await scopes("text.html.markdown", `${fence}\nFROM books\n\`\`\``);
      expect([fence, words.FROM ?? ""]).toEqual([fence, ""]);
    }
  });

  it.each(["sql`", "sql<Row>`", "db.sql`", "sql `"])("is SQL in a template that %s begins", async (begin) => {
    const words = await scopes(
      "source.ts",
      `const rows = ${begin}SELECT \${const} FROM\n  books WHERE id = 1\`;\nconst later = FROM_not;`,
    );
    expect(words.SELECT).toMatch(/meta\.embedded\.block\.sql keyword/);
    expect(words.WHERE).toMatch(/meta\.embedded\.block\.sql keyword/);
    expect(words.const).toBe("storage.type.ts");
    expect(words.FROM_not ?? "").not.toMatch(/sql/);
  });

  it("is not in another template, a comment or a name that ends alike", async () => {
    for (const text of ["`FROM x`", "nosql`FROM x`", "// sql`FROM x`", "mysql`FROM`"]) {
      expect([text, (await scopes("source.ts", text)).FROM ?? ""]).toEqual([
        text,
        expect.not.stringContaining("sql") as string,
      ]);
    }
  });

  it("goes back to the program in a value, also in one with braces and templates of its own", async () => {
    const words = await scopes(
      "source.ts",
      "sql`SELECT ${f({ a: { const: 1 } }, sql`inner FROM y`)} WHERE z`;\nconst end = 1;",
    );
    expect(words.WHERE).toMatch(/meta\.embedded\.block\.sql keyword/);
    expect(words.const).toBe("storage.type.ts");
  });
});
