CREATE TABLE product (
  a integer DEFAULT 'none',
--                  ^^^^^^ default-type-mismatch
  b integer DEFAULT '12',
  c integer DEFAULT 1.5,
  d boolean DEFAULT 1,
--                  ^ default-type-mismatch
  e boolean DEFAULT 'yes',
  f boolean DEFAULT 'maybe',
--                  ^^^^^^^ default-type-mismatch
  g integer DEFAULT true,
--                  ^^^^ default-type-mismatch
  h text DEFAULT 5,
  i uuid DEFAULT '',
--               ^^ default-type-mismatch
  j uuid DEFAULT '00000000-0000-0000-0000-000000000000',
  k timestamptz DEFAULT 0,
--                      ^ default-type-mismatch
  l timestamptz DEFAULT now(),
  m numeric DEFAULT 'NaN',
  n integer[] DEFAULT '{}',
  o jsonb DEFAULT '{}'
);
