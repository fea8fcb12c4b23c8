CREATE TABLE fax (id bigint PRIMARY KEY);
-- the migration:
-- Its own left-overs may go.
CREATE TABLE scratch (id bigint PRIMARY KEY);
DROP TABLE scratch;

  DROP TABLE IF EXISTS fax;
--^^^^^^^^^^ drop-table
DROP TABLE IF EXISTS never_made;
CREATE TABLE never_made (id bigint PRIMARY KEY);
