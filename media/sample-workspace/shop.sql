-- A small shop. Two things are wrong with it on purpose: hover what is underlined.

CREATE TABLE customer (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email text NOT NULL UNIQUE,
  full_name text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE product (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  sku text NOT NULL UNIQUE,
  name text NOT NULL,
  price numeric(10, 2) NOT NULL CHECK (price >= 0)
);

CREATE TABLE customer_order (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- Wrong: there is no table "customers".
  customer_id bigint NOT NULL REFERENCES customers (id),
  status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'paid', 'shipped', 'cancelled')),
  ordered_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE stock (
  product_id bigint PRIMARY KEY REFERENCES product (id),
  quantity integer NOT NULL DEFAULT 0 CHECK (quantity >= 0)
);

-- Wrong: the column is called "name".
CREATE INDEX product_by_title ON product (title);
