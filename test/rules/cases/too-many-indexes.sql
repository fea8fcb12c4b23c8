CREATE TABLE sample (
--           ^^^^^^ too-many-indexes
  id bigint PRIMARY KEY,
  value_1 integer,
  value_2 integer,
  value_3 integer,
  value_4 integer,
  value_5 integer,
  value_6 integer,
  value_7 integer,
  value_8 integer,
  value_9 integer,
  value_10 integer,
  value_11 integer,
  value_12 integer,
  value_13 integer,
  value_14 integer,
  value_15 integer,
  value_16 integer,
  value_17 integer,
  value_18 integer,
  value_19 integer,
  value_20 integer,
  value_21 integer
);
CREATE INDEX ON sample (value_1);
CREATE INDEX ON sample (value_2);
CREATE INDEX ON sample (value_3);
CREATE INDEX ON sample (value_4);
CREATE INDEX ON sample (value_5);
CREATE INDEX ON sample (value_6);
CREATE INDEX ON sample (value_7);
CREATE INDEX ON sample (value_8);
CREATE INDEX ON sample (value_9);
CREATE INDEX ON sample (value_10);
CREATE INDEX ON sample (value_11);
CREATE INDEX ON sample (value_12);
CREATE INDEX ON sample (value_13);
CREATE INDEX ON sample (value_14);
CREATE INDEX ON sample (value_15);
CREATE INDEX ON sample (value_16);
CREATE INDEX ON sample (value_17);
CREATE INDEX ON sample (value_18);
CREATE INDEX ON sample (value_19);
CREATE INDEX ON sample (value_20);
CREATE INDEX ON sample (value_21);
