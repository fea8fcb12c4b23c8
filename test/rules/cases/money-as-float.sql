CREATE TABLE product (
  id bigint PRIMARY KEY,
  price real,
--      ^^^^ money-as-float
  unit_cost double precision,
--          ^^^^^^^^^^^^^^^^ money-as-float
  "totalAmount" float,
--              ^^^^^ money-as-float
  list_price money,
--           ^^^^^ money-as-float
  weight double precision,
  tax_rate real,
  discount_percent real,
  price_type integer,
  total numeric(12, 2)
);
