CREATE TABLE book (id bigint PRIMARY KEY);
CREATE TABLE author (id bigint PRIMARY KEY);

CREATE TABLE book_author (
--           ^^^^^^^^^^^ join-table-without-composite-key
  id bigint PRIMARY KEY,
  book_id bigint NOT NULL REFERENCES book (id),
  author_id bigint NOT NULL REFERENCES author (id)
);
CREATE INDEX ON book_author (book_id);
CREATE INDEX ON book_author (author_id);

-- A loan of the same copy to the same member may happen again: its dates tell them apart.
CREATE TABLE loan (
  id bigint PRIMARY KEY,
  book_id bigint NOT NULL REFERENCES book (id),
  author_id bigint NOT NULL REFERENCES author (id),
  due_on date NOT NULL
);
CREATE INDEX ON loan (book_id);
CREATE INDEX ON loan (author_id);

-- The values that its own column can have are no partner of a copy.
CREATE TABLE copy_condition (code text PRIMARY KEY);
CREATE TABLE copies (
  id bigint PRIMARY KEY,
  book_id bigint NOT NULL REFERENCES book (id),
  condition text NOT NULL REFERENCES copy_condition (code)
);
CREATE INDEX ON copies (book_id);
CREATE INDEX ON copies (condition);
