import { describe, expect, it } from "vitest";
import {
  findIdentifier,
  foldIdentifier,
  quoteIdentifier,
  tokenAt,
  tokenize,
  type Dialect,
} from "../../server/sql";

function fold(text: string, dialect: Dialect): string | undefined {
  const [token] = tokenize(text, dialect);
  return token && foldIdentifier(token, dialect);
}

describe("identifiers", () => {
  it("fold as the database folds them", () => {
    expect(fold("OrderItems", "postgresql")).toBe("orderitems");
    expect(fold('"Order""Items"', "postgresql")).toBe('Order"Items');
    expect(fold('U&"d\\0061t\\+000061"', "postgresql")).toBe("data");
    expect(fold("Ä", "postgresql")).toBe("Ä");
    expect(fold("`Order`", "mysql")).toBe("order");
    expect(fold("[Order Items]", "sqlite")).toBe("order items");
  });

  it("are cut to 63 bytes by PostgreSQL, at a character", () => {
    expect(fold("a".repeat(70), "postgresql")).toBe("a".repeat(63));
    expect(fold("é".repeat(40), "postgresql")).toBe("é".repeat(31));
  });

  it("get quotes only where they need them", () => {
    expect(
      ["orders", "Orders", "order", "user", "time", "a-b", 'a"b'].map((name) =>
        quoteIdentifier(name, "postgresql"),
      ),
    ).toEqual(["orders", '"Orders"', '"order"', '"user"', "time", '"a-b"', '"a""b"']);
    expect([
      quoteIdentifier("key", "mysql"),
      quoteIdentifier("Order", "sqlite"),
      quoteIdentifier("Name", "mysql"),
    ]).toEqual(["`key`", '"Order"', "Name"]);
  });

  it("are found by place and by name", () => {
    const tokens = tokenize('SELECT "A".b FROM a', "postgresql");
    expect([7, 10, 11, 12, 13].map((offset) => tokenAt(tokens, offset)?.text)).toEqual([
      '"A"',
      '"A"',
      "b",
      "b",
      "FROM",
    ]);
    expect([
      findIdentifier(tokens, "a", "postgresql"),
      findIdentifier(tokens, "A", "postgresql"),
      findIdentifier(tokens, "x", "postgresql"),
    ]).toEqual([5, 1, -1]);
  });
});
