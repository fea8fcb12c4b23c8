-- A line comment.
/* Comments /* nest */ in PostgreSQL. */
CREATE TABLE IF NOT EXISTS app.books (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  "Title" text NOT NULL,
  date date,
  tags text[] NOT NULL DEFAULT '{}',
  price numeric(10, 2) CHECK (price >= 0),
  starts_at timestamp(3) with time zone,
  shelf_id int REFERENCES app.shelves(id) ON DELETE SET NULL,
  CONSTRAINT books_title UNIQUE (id, "Title")
);
CREATE UNIQUE INDEX CONCURRENTLY books_lower ON app.books USING gin (lower("Title"));
CREATE TYPE mood AS ENUM ('sad', 'happy');
ALTER TABLE ONLY books ALTER COLUMN price TYPE bigint USING price::bigint, OWNER TO librarian;
ALTER TABLE books ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON books FOR SELECT TO public USING (auth.uid() = owner_id) WITH CHECK (true);
CREATE TRIGGER touch BEFORE INSERT ON books FOR EACH ROW EXECUTE FUNCTION app.touch();
COMMENT ON COLUMN books.date IS $$Not the reader's$$;
