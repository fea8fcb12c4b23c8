/** A schema of about the given size in bytes: tables with keys, checks, indexes, comments, views and functions. */
export function bigSchema(bytes) {
  const parts = ["CREATE TYPE order_state AS ENUM ('open', 'paid', 'shipped');\n"];
  let length = 0;
  for (let n = 0; length < bytes; n++) {
    const parent = n === 0 ? "" : `,\n  parent_id bigint REFERENCES entity_${n - 1} (id) ON DELETE SET NULL`;
    const part = `
-- Entity ${n} holds what the department of that number keeps.
CREATE TABLE entity_${n} (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code text NOT NULL UNIQUE,
  title text NOT NULL,
  state order_state NOT NULL DEFAULT 'open',
  amount numeric(12, 2) CHECK (amount >= 0),
  starts_on date NOT NULL,
  ends_on date,
  created_at timestamptz NOT NULL DEFAULT now()${parent},
  CHECK (ends_on IS NULL OR ends_on >= starts_on)
);
COMMENT ON TABLE entity_${n} IS 'What the department ${n} keeps';
COMMENT ON COLUMN entity_${n}.amount IS 'In euros, without tax';
CREATE INDEX entity_${n}_state_idx ON entity_${n} (state, created_at);
${n === 0 ? "" : `CREATE INDEX entity_${n}_parent_idx ON entity_${n} (parent_id);\n`}CREATE VIEW open_entity_${n} AS
SELECT e.id, e.code, e.title, e.amount FROM entity_${n} e WHERE e.state = 'open' AND e.amount > 0;
CREATE FUNCTION close_entity_${n}(entity bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE entity_${n} SET state = 'paid' WHERE id = entity;
END;
$$;
`;
    parts.push(part);
    length += part.length;
  }
  return parts.join("");
}
