/** A small schema that the cases build on; a case writes its own text behind it. */
export const shop = `CREATE SCHEMA app;
CREATE TYPE order_status AS ENUM ('new', 'paid');
CREATE TABLE customers (
  id bigint PRIMARY KEY,
  "E-mail" text NOT NULL UNIQUE,
  name text
);
CREATE TABLE orders (
  id bigint PRIMARY KEY,
  customer_id bigint NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
  status order_status NOT NULL DEFAULT 'new',
  total numeric(12,2),
  CHECK (total >= 0)
);
CREATE TABLE app.settings (key text PRIMARY KEY, value jsonb);
CREATE INDEX orders_customer_idx ON orders (customer_id);
CREATE VIEW big_orders AS
SELECT o.id, c.name FROM orders o JOIN customers c ON c.id = o.customer_id WHERE o.total > 100;
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RETURN NEW;
END;
$$;
CREATE FUNCTION order_total(order_id bigint, with_tax boolean) RETURNS numeric LANGUAGE sql AS 'SELECT 1.0';
CREATE TRIGGER orders_touch BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION touch();
COMMENT ON TABLE orders IS 'What was bought';
COMMENT ON COLUMN orders.total IS 'In euros';
`;
