import type { Node, TypeName } from "@pgsql/types";
import { tokenize, type ParsedStatement } from "../../sql";
import { facet, traceless, wild, withoutFacet, type Footprint, type ReadFootprint } from "../footprint";
import { roleName, subjectOf, type Subject } from "./subject";
import { isShort, nameKey, stemsOf, wordsOf } from "./mentioned-words";

const known = new WeakMap<ParsedStatement, Footprint>();

/** What a statement reads and makes; anything that is not known to keep to what it names is wild. */
export const readFootprint: ReadFootprint = ({ kind, parsed }, step) => {
  if (step.op === "none") return traceless;
  // A savepoint that nothing goes back to is of no account; one that something goes back to makes that wild.
  if (step.op === "mark") return step.defer ? wild : { ...traceless, role: "ambient" };
  if (step.op === "commit")
    return step.settle || step.chain || step.ends ? wild : { ...traceless, role: "ambient" };
  if (step.op !== "exec" || kind !== "sql" || !parsed.tree) return wild;
  if (step.sticky || step.locals !== undefined) return wild;
  if (step.extension !== undefined) {
    const name = nameKey(step.extension);
    return { ...traceless, defines: [name], mentions: new Set([name]), brings: true };
  }
  let print = known.get(parsed);
  if (!print) known.set(parsed, (print = read(parsed, parsed.tree)));
  return print;
};

/** What a probe names, and what hangs on that; a plan goes by keys and rules too, and never by rows. */
export function probeFootprint(probe: string): Footprint {
  const mentions = new Set<string>();
  for (const word of wordsOf({ text: probe, tokens: tokenize(probe, "postgresql") }, "read"))
    for (const one of [word, word.replace(/^_+/, ""), ...stemsOf(word, "makes")])
      mentions.add(one).add(facet(withoutFacet(one), "attachments"));
  return { ...traceless, mentions };
}

function read(parsed: ParsedStatement, tree: Node): Footprint {
  const subject = subjectOf(tree, parsed.text);
  if (subject === undefined || /\bu&['"]/i.test(parsed.text)) return wild;
  const roles = subject.roles && { roles: subject.roles };
  if (subject.role === "ambient") return { ...traceless, role: "ambient", ...roles };
  const words = wordsOf(parsed, subject.strings ?? "read");
  const mentions = new Set<string>(words);
  for (const word of words) {
    if (word.startsWith("_")) mentions.add(word.replace(/^_+/, ""));
    for (const stem of stemsOf(word, "makes")) mentions.add(stem);
    if (subject.readsRows) mentions.add(facet(word, "rows"));
    if (subject.firesTriggers) mentions.add(facet(word, "triggers"));
    if (subject.readsAttachments)
      // A sequence goes with the table whose name it was made up from.
      for (const one of [word, ...stemsOf(word, "makes").map(withoutFacet)])
        mentions.add(facet(one, "attachments"));
  }
  for (const name of subject.generates ?? []) for (const one of clashes(name)) mentions.add(one);
  for (const role of subject.roles ?? []) mentions.add(nameKey(roleName(role)));
  const types = typeNames(tree);
  const altered = [...(subject.alters ?? []), ...(subject.disturbs ?? [])];
  return {
    role: subject.role ?? "named",
    defines: definesOf(subject),
    mentions,
    carries: carriesOf(subject, types),
    executes: subject.executes ?? false,
    acts: subject.acts ?? false,
    ...(subject.relation !== undefined && { relation: nameKey(subject.relation) }),
    types: subject.hasColumns ? [...types] : [],
    kin: (subject.kin ?? []).map(nameKey),
    ...(subject.disturbs && { disturbs: subject.disturbs.map(nameKey) }),
    ...(altered.length > 0 && { alters: altered.map(nameKey) }),
    ...(subject.cascades && { cascades: true }),
    ...(subject.late && { late: true }),
    ...roles,
  };
}

function definesOf(subject: Subject): string[] {
  const defines = new Set<string>();
  for (const name of subject.creates ?? []) {
    const own = nameKey(name);
    for (const one of [own, facet(own, "rows"), facet(own, "attachments"), ...stemsOf(own, "takes")])
      defines.add(one);
  }
  for (const name of subject.changes ?? [])
    defines.add(nameKey(name)).add(facet(nameKey(name), "attachments"));
  for (const name of subject.attachesTo ?? []) defines.add(facet(nameKey(name), "attachments"));
  for (const name of subject.fires ?? []) defines.add(facet(nameKey(name), "triggers"));
  for (const name of subject.fills ?? []) defines.add(facet(nameKey(name), "rows"));
  for (const name of subject.generates ?? []) for (const one of made(name)) defines.add(one);
  return [...defines];
}

function carriesOf(subject: Subject, types: ReadonlySet<string>): Footprint["carries"] {
  if (!subject.isSelfContained) return "all";
  // IF NOT EXISTS makes nothing where the name is taken.
  const own = [...(subject.creates ?? []), ...(subject.changes ?? [])].map(nameKey);
  const names = (subject.generates ?? []).flatMap(clashes);
  return new Set([...types, ...own, ...own.flatMap((name) => stemsOf(name, "makes")), ...names]);
}

/**
 * What stands for all names that PostgreSQL makes up for a relation: `a_pkey`, `a_name_key`. It cuts the beginning
 * of a long one, so that names which have their beginning in common may clash as well.
 */
function made(name: string): string[] {
  const own = nameKey(name);
  return [facet(own, "makes"), ...(isShort(own) ? [] : [facet(own.slice(0, 20), "cut")])];
}

/** The names that keep PostgreSQL from making up one for a relation, or that have it make up another. */
function clashes(name: string): string[] {
  return [...made(name), facet(nameKey(name), "takes")];
}

/** All types that are named in a tree, without their schemas. */
function typeNames(tree: unknown, found = new Set<string>()): ReadonlySet<string> {
  if (Array.isArray(tree)) for (const one of tree) typeNames(one, found);
  else if (typeof tree === "object" && tree !== null) {
    if (isTypeName(tree)) for (const name of lastName(tree)) found.add(nameKey(name).replace(/^_+(?=.)/, ""));
    for (const one of Object.values(tree)) if (typeof one === "object") typeNames(one, found);
  }
  return found;
}

function isTypeName(value: object): value is TypeName {
  return "names" in value && "typemod" in value;
}

function lastName({ names = [] }: TypeName): string[] {
  const last = names.at(-1);
  return last && "String" in last && last.String.sval !== undefined ? [last.String.sval] : [];
}
