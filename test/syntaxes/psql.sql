\connect library
\set limit 10
COPY app.books (id, title) FROM stdin;
1	CREATE TABLE 'x \N
2	-- no comment
\.
SELECT 'SQL again';
COPY books FROM '/tmp/books.csv' (FORMAT csv);
