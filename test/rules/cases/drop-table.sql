CREATE TABLE fax (id bigint PRIMARY KEY);
-- the migration:
-- Its own left-overs may go.
CREATE TABLE scratch (id bigint PRIMARY KEY);
DROP TABLE scratch;

  DROP TABLE IF EXISTS fax;
--^^^^^^^^^^ drop-table
