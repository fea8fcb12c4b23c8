import fc from "fast-check";
import { expect, it } from "vitest";
import { createDocument } from "../../server/checker";
import { changedTokens, semanticTokens, type LanguageContext } from "../../server/language";
import { at } from "./at";
import { shop } from "./shop";

interface Placed {
  readonly name: string;
  /** Lines and characters from the token before, as an editor is told them. */
  readonly place: string;
  readonly kind: string;
}

function placed(
  { script: { text } }: LanguageContext,
  tokens: ReturnType<typeof semanticTokens>,
  from = 0,
): Placed[] {
  let before = from;
  return tokens.map(({ span, type, declaration }) => {
    const between = text.slice(before, span.start).split("\n");
    const start = text.lastIndexOf("\n", span.start - 1) + 1;
    const character = between.length === 1 ? span.start - before : span.start - start;
    before = span.start;
    return {
      name: text.slice(span.start, span.end),
      place: `${between.length - 1}:${character}`,
      kind: `${type} ${declaration}`,
    };
  });
}

const pieces = fc.constantFrom(
  "",
  "\n",
  " ",
  "x",
  "\n-- a comment\n",
  "CREATE TABLE later (id int PRIMARY KEY, orders_id int REFERENCES orders (id));\n",
  "SELECT name FROM customers;",
  "(",
  ";",
  "'",
);

it("tells what an edit changed, so that the tokens before and after it come together to the new ones", () => {
  const edit = fc.record({
    start: fc.nat(shop.length),
    length: fc.oneof(fc.nat(3), fc.nat(300)),
    text: pieces,
  });
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), (edits) => {
      let before = at(shop);
      let told = placed(before, semanticTokens(before));
      for (const { start, length, text } of edits) {
        const old = before.script.text;
        const after = at(old.slice(0, start) + text + old.slice(start + length));
        const { kept, before: last, removed, added } = changedTokens(before, after);
        told = [
          ...told.slice(0, kept),
          ...placed(after, added, last?.span.start),
          ...told.slice(kept + removed),
        ];
        expect(told).toEqual(placed(after, semanticTokens(after)));
        before = after;
      }
    }),
    { numRuns: 300 },
  );
});

it("tells little of a model that has only moved", () => {
  const text = shop.repeat(3);
  const document = createDocument("file:///moved.sql", text, { dialect: "postgresql" });
  const before = document.fast();
  const told = placed(before, semanticTokens(before));
  document.update(`-- A remark.\n${text}`);
  const after = document.fast();
  const { kept, removed, added } = changedTokens(before, after);
  expect([kept, removed, added.length]).toEqual([0, 1, 1]);
  expect([...placed(after, added), ...told.slice(1)]).toEqual(placed(after, semanticTokens(after)));
});

it("tells of an edit in a long text only what stands by it", () => {
  const [before, after] = [at(shop.repeat(3)), at(`${shop}-- here\nSELECT 1;\n${shop.repeat(2)}`)];
  const { kept, removed, added } = changedTokens(before, after);
  expect([kept > 20, removed, added.length]).toEqual([true, 1, 1]);
});
