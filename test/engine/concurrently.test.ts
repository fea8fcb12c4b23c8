import { expect, test } from "vitest";
import { judge, startEngine } from "./engine-fixture";

const engine = await startEngine();

const partitioned = "CREATE TABLE p (id int) PARTITION BY LIST (id); CREATE INDEX p_id ON p (id); ";
const plain = "CREATE TABLE t (id int, EXCLUDE USING btree (id WITH =)); CREATE INDEX a ON t (id); ";

test.each([
  [
    "CREATE INDEX CONCURRENTLY on a partitioned table",
    `${partitioned}CREATE INDEX CONCURRENTLY i ON p (id)`,
    "0A000 p",
  ],
  [
    "DROP INDEX CONCURRENTLY of a partitioned index",
    `${partitioned}DROP INDEX CONCURRENTLY p_id`,
    "0A000 p_id",
  ],
  ["DROP INDEX CONCURRENTLY of several", `${plain}DROP INDEX CONCURRENTLY a, b`, /^0A000 /],
  ["DROP INDEX CONCURRENTLY with CASCADE", `${plain}DROP INDEX CONCURRENTLY a CASCADE`, /^0A000 /],
  ["REINDEX of a system catalog", "REINDEX TABLE CONCURRENTLY pg_class", /^0A000 /],
  ["REINDEX SYSTEM", "REINDEX (CONCURRENTLY) SYSTEM", /^0A000 /],
  ["REINDEX of an exclusion constraint's index", `${plain}REINDEX INDEX CONCURRENTLY t_id_excl`, /^0A000 /],
  [
    "DETACH beside a default partition",
    "CREATE TABLE p (id int) PARTITION BY LIST (id); CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1); CREATE TABLE p2 PARTITION OF p DEFAULT; ALTER TABLE p DETACH PARTITION p1 CONCURRENTLY",
    /^55000 /,
  ],
])("%s is refused", async (_name, sql, expected) => {
  expect((await judge(engine, sql)).at(-1)).toMatch(expected);
});

test.each([
  `${plain}CREATE INDEX CONCURRENTLY b ON t (id); DROP INDEX CONCURRENTLY a; REINDEX TABLE CONCURRENTLY t`,
  `${plain}REINDEX (VERBOSE, CONCURRENTLY) INDEX a`,
  `${partitioned}REINDEX TABLE p; DROP INDEX p_id`,
])("%s is taken", async (sql) => {
  expect((await judge(engine, sql)).filter((verdict) => !/^ok|^\?environment/.test(verdict))).toEqual([]);
});
