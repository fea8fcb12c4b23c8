import type { Dialect } from "../../sql";
import type { KeywordNote } from "./keywords";

/**
 * Clauses and statements that the dialects share: the words, the pages of the manuals of PostgreSQL, MySQL and SQLite
 * (`-` where the dialect has none), and a line of their substance.
 */
const lines = `
SELECT|sql-select|select|lang_select|Reads rows: which columns, FROM where, WHERE what holds.
DISTINCT|queries-select-lists|select|lang_select|Equal rows come once.
FROM|queries-table-expressions|select|lang_select|The tables, views and queries that are read.
WHERE|queries-table-expressions|select|lang_select|Only rows for which the condition is true; false and null leave them out.
LEFT OUTER JOIN|queries-table-expressions|join|lang_select|All rows of the left side, with nulls where nothing on the right fits.
LEFT JOIN|queries-table-expressions|join|lang_select|All rows of the left side, with nulls where nothing on the right fits.
RIGHT JOIN|queries-table-expressions|join|lang_select|All rows of the right side, with nulls where nothing on the left fits.
FULL JOIN|queries-table-expressions|-|lang_select|All rows of both sides, with nulls where nothing fits.
CROSS JOIN|queries-table-expressions|join|lang_select|Each row of one side with each row of the other.
INNER JOIN|queries-table-expressions|join|lang_select|The pairs of rows for which the condition holds.
JOIN|queries-table-expressions|join|lang_select|The pairs of rows for which the condition holds.
GROUP BY|queries-table-expressions|select|lang_select|Puts rows with equal values together, for aggregates.
HAVING|queries-table-expressions|select|lang_select|Only groups for which the condition is true; WHERE looks at rows before they are grouped.
ORDER BY|queries-order|select|lang_select|The order of the rows; without it there is none.
LIMIT|queries-limit|select|lang_select|At most so many rows; which ones only ORDER BY tells.
OFFSET|queries-limit|select|lang_select|Passes over so many rows, which are read all the same.
UNION ALL|queries-union|union|lang_select|The rows of both queries, equal ones too.
UNION|queries-union|union|lang_select|The rows of both queries, equal ones once.
EXCEPT|queries-union|except|lang_select|The rows of the first query that the second does not give.
INTERSECT|queries-union|intersect|lang_select|The rows that both queries give.
WITH RECURSIVE|queries-with|with|lang_with|A query with a name that may read itself, such as for trees.
WITH|queries-with|with|lang_with|Gives a query a name that the statement reads it by.
INSERT INTO|sql-insert|insert|lang_insert|Writes new rows.
INSERT|sql-insert|insert|lang_insert|Writes new rows.
INTO|sql-insert|insert|lang_insert|The table that the rows go into.
VALUES|queries-values|values|lang_insert|Rows as they are written here.
UPDATE|sql-update|update|lang_update|Changes the rows that WHERE tells, else all.
DELETE FROM|sql-delete|delete|lang_delete|Removes the rows that WHERE tells, else all.
DELETE|sql-delete|delete|lang_delete|Removes rows.
RETURNING|dml-returning|-|lang_returning|Gives back the rows that were written.
CASE|functions-conditional|flow-control-functions|lang_expr|The value behind the first WHEN that holds, else that behind ELSE, else null.
WHEN|functions-conditional|flow-control-functions|lang_expr|A condition, and behind THEN what follows where it holds.
THEN|functions-conditional|flow-control-functions|lang_expr|What follows where the condition before it holds.
ELSE|functions-conditional|flow-control-functions|lang_expr|What follows where no condition before it holds; null without it.
IS NOT NULL|functions-comparison|working-with-null|lang_expr|True where there is a value.
IS NULL|functions-comparison|working-with-null|lang_expr|True where there is no value; = NULL never is.
IS NOT DISTINCT FROM|functions-comparison|-|lang_expr|Equal, where two nulls are equal too.
IS DISTINCT FROM|functions-comparison|-|lang_expr|Not equal, where two nulls are equal.
NOT NULL|ddl-constraints|create-table|lang_createtable|The column always has a value.
SET NULL|ddl-constraints|create-table-foreign-keys|foreignkeys|The columns of the key become null when the row that they reference goes; so they must allow null.
SET DEFAULT|ddl-constraints|-|foreignkeys|The columns of the key get their default when the row that they reference goes.
NULL|functions-comparison|working-with-null|lang_expr|No value; comparing with it gives null, neither true nor false.
BETWEEN|functions-comparison|comparison-operators|lang_expr|At least the one and at most the other, both included.
NOT IN|functions-comparisons|comparison-operators|lang_expr|None of the values; never true where one of them is null.
IN|functions-comparisons|comparison-operators|lang_expr|One of the values, or of the rows of a query.
NOT EXISTS|functions-subquery|exists-and-not-exists-subqueries|lang_expr|True where the query gives no row.
EXISTS|functions-subquery|exists-and-not-exists-subqueries|lang_expr|True where the query gives a row.
LIKE|functions-matching|string-comparison-functions|lang_expr|A pattern: % for any text, _ for one character.
AND|functions-logical|logical-operators|lang_expr|True where both are; false where one is, null else.
OR|functions-logical|logical-operators|lang_expr|True where one is.
NOT|functions-logical|logical-operators|lang_expr|The opposite; null of null.
ASC|queries-order|select|lang_select|The smallest first, which is the usual order.
DESC|queries-order|select|lang_select|The largest first.
CAST|sql-expressions|cast-functions|lang_expr|The value in another type.
CREATE TABLE IF NOT EXISTS|sql-createtable|create-table|lang_createtable|Makes a table unless there is one of the name, whatever its columns.
CREATE TABLE|sql-createtable|create-table|lang_createtable|Defines a table with its columns and constraints.
DROP TABLE|sql-droptable|drop-table|lang_droptable|Removes a table with its rows, indexes and triggers.
DROP VIEW|sql-dropview|drop-view|lang_dropview|Removes a view; the rows stay in their tables.
DROP INDEX|sql-dropindex|drop-index|lang_dropindex|Removes an index; the rows stay.
DROP TRIGGER|sql-droptrigger|drop-trigger|lang_droptrigger|Removes a trigger.
ADD CONSTRAINT|sql-altertable|alter-table|-|Adds a constraint under a name; the rows that are there have to meet it.
ADD COLUMN|sql-altertable|alter-table|lang_altertable|Adds a column; rows that are there get its default.
DROP COLUMN|sql-altertable|alter-table|lang_altertable|Removes a column with its values.
RENAME COLUMN|sql-altertable|alter-table|lang_altertable|Gives a column another name, also where views and keys use it.
RENAME TO|sql-altertable|alter-table|lang_altertable|Gives another name.
IF NOT EXISTS|sql-createtable|create-table|lang_createtable|Does nothing, and fails not, where there is one of the name already.
IF EXISTS|sql-droptable|drop-table|lang_droptable|Does nothing, and fails not, where there is none of the name.
TABLE|sql-createtable|create-table|lang_createtable|Rows of the same columns.
COLUMN|sql-altertable|alter-table|lang_altertable|A column of the table.
VIEW|sql-createview|create-view|lang_createview|A query with a name, which is run whenever it is read.
INDEX|indexes-intro|mysql-indexes|lang_createindex|Finds rows by some columns without reading all of them; costs time at each write.
TRIGGER|sql-createtrigger|create-trigger|lang_createtrigger|What runs when rows of a table change.
CONSTRAINT|ddl-constraints|create-table|lang_createtable|Gives the rule that follows a name, by which it can be dropped and errors tell of it.
ON DELETE CASCADE|ddl-constraints|create-table-foreign-keys|foreignkeys|A row goes with the row that it references.
ON DELETE RESTRICT|ddl-constraints|create-table-foreign-keys|foreignkeys|A row that is referenced cannot be deleted.
ON DELETE SET NULL|ddl-constraints|create-table-foreign-keys|foreignkeys|The key becomes null when the row that it references goes; so its columns must allow null.
ON DELETE NO ACTION|ddl-constraints|create-table-foreign-keys|foreignkeys|A row that is referenced cannot be deleted.
ON UPDATE CASCADE|ddl-constraints|create-table-foreign-keys|foreignkeys|The key follows when the one that it references changes.
ON UPDATE NO ACTION|ddl-constraints|create-table-foreign-keys|foreignkeys|A key that is referenced cannot be changed.
ON UPDATE RESTRICT|ddl-constraints|create-table-foreign-keys|foreignkeys|A key that is referenced cannot be changed.
NO ACTION|ddl-constraints|create-table-foreign-keys|foreignkeys|What is referenced cannot be deleted or changed.
RESTRICT|ddl-depend|create-table-foreign-keys|foreignkeys|Refuses where something depends on it.
CASCADE|ddl-depend|create-table-foreign-keys|foreignkeys|Goes on to everything that depends on it.
COLLATE|collation|charset-collate|datatype3|By which rules texts are compared and sorted.
GENERATED ALWAYS AS|ddl-generated-columns|create-table-generated-columns|gencol|The value is computed from other columns of the row.
STORED|ddl-generated-columns|create-table-generated-columns|gencol|The computed value is kept with the row.
VIRTUAL|ddl-generated-columns|create-table-generated-columns|gencol|The value is computed whenever it is read.
FOR EACH ROW|sql-createtrigger|create-trigger|lang_createtrigger|Once for each row that changes.
BEFORE|sql-createtrigger|trigger-syntax|lang_createtrigger|Runs before the row is written, and may change it.
AFTER|sql-createtrigger|trigger-syntax|lang_createtrigger|Runs once the row is written.
INSTEAD OF|sql-createtrigger|-|lang_createtrigger|Runs in place of what would be written, for views.
BEGIN|sql-begin|commit|lang_transaction|Starts a transaction: what follows holds as a whole, or not at all.
COMMIT|sql-commit|commit|lang_transaction|Ends a transaction; what it did holds.
ROLLBACK|sql-rollback|commit|lang_transaction|Ends a transaction; what it did is undone.
OVER|functions-window|window-functions-usage|windowfunctions|Computes over the rows of a window around each row.
`;

const at: Readonly<Record<Dialect, number>> = { postgresql: 1, mysql: 2, mariadb: 2, sqlite: 3 };

/** The notes on what the dialect shares with others. */
export function sharedKeywords(dialect: Dialect): readonly KeywordNote[] {
  return lines
    .trim()
    .split("\n")
    .flatMap((line) => {
      const [words = "", ...rest] = line.split("|");
      const page = rest[at[dialect] - 1] ?? "-";
      const note = rest[3] ?? "";
      return page === "-" ? [] : [{ words, note, page }];
    });
}

/** The longest phrase first, so that a word within one is told as a part of it. */
export function byLength(notes: readonly KeywordNote[]): readonly KeywordNote[] {
  const length = ({ words }: KeywordNote) => words.split(" ").length;
  const seen = new Set<string>();
  return notes
    .filter(({ words }) => !seen.has(words) && seen.add(words))
    .sort((a, b) => length(b) - length(a));
}
