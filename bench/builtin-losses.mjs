// Why tables and foreign keys are lost or superfluous: sorts them by what stands in their place.
import { mapTables } from "./builtin-match.mjs";

const keysOf = (tables) =>
  tables.flatMap(({ name, columns }) => columns.flatMap(({ target }) => (target ? [[name, target]] : [])));

const refers = (keys, from, to) => keys.some(([a, b]) => a === from && b === to);

function join(keys, a, b) {
  return keys.some(
    ([table]) => table !== a && table !== b && refers(keys, table, a) && refers(keys, table, b),
  );
}

function leads(keys, from, to) {
  const seen = new Set([from]);
  // What is added to a set while it is walked over is walked over too.
  for (const name of seen) for (const [a, b] of keys) if (a === name) seen.add(b);
  return seen.has(to);
}

/** What stands in `keys` between two tables, for a key that is not there. */
function instead(keys, from, to) {
  if (refers(keys, to, from)) return "the other way round";
  if (from === to) return "a table with itself";
  if (join(keys, from, to)) return "many to many";
  if (leads(keys, from, to) || leads(keys, to, from)) return "over others";
  return refers(keys, from, to) ? "another key to the same" : "nothing";
}

/** A table that only joins others, one that refers to others, or one that refers to none. */
function sort({ columns }) {
  const keys = columns.filter(({ target }) => target).length;
  const plain = columns.filter(({ name, target }) => !target && name !== "id").length;
  if (keys >= 2) return plain === 0 ? "joins others" : "refers to several";
  return keys === 1 ? "refers to one" : "refers to none";
}

/** Prints how many tables and keys of each kind are lost and superfluous, with the first examples of each. */
export function explain(rows, print) {
  const kinds = new Map();
  const note = (kind, what) => kinds.set(kind, [...(kinds.get(kind) ?? []), what]);
  let [all, possible] = [0, 0];
  for (const { id, wanted, made, score } of rows) {
    const mapped = mapTables(wanted, made);
    const back = new Map([...mapped].map(([a, b]) => [b, a]));
    const [theirs, ours] = [keysOf(wanted), keysOf(made)];
    all += theirs.length;
    possible += theirs.filter(([from, to]) => mapped.has(from) && mapped.has(to)).length;
    for (const [sign, list, tables] of [
      ["lost", score.tables.missing, wanted],
      ["superfluous", score.tables.extra, made],
    ])
      for (const name of list)
        note(`table ${sign}: ${sort(tables.find((each) => each.name === name))}`, `${id}: ${name}`);
    for (const [sign, list, map, keys] of [
      ["lost", score.keys.missing, mapped, ours],
      ["superfluous", score.keys.extra, back, theirs],
    ])
      for (const key of list) {
        const [from, to] = key.split(">").map((name) => map.get(name));
        const place =
          from === undefined || to === undefined
            ? `no ${from === undefined ? "table that refers" : "table that is referred to"}`
            : instead(keys, from, to);
        note(`key ${sign}: ${place}`, `${id}: ${key}`);
      }
  }
  print(`\n${all} foreign keys in the references, ${possible} of them between tables that were found`);
  for (const [kind, list] of [...kinds].sort())
    print(`${kind.padEnd(48)}${String(list.length).padStart(5)}  ${list.slice(0, 4).join(", ")}`);
}
