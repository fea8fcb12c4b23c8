import type { Entity, Property, Relation, Understanding } from "../understand/model";
import { personFor } from "../words/roles";
import { plural, singular, snake } from "../words/inflect";
import { isEvent, isPersonLike, leavesTrace, nominalsOf } from "../words/things";
import { mergeRelations, withoutGraded } from "./merge-relations";
import { isDoneEachTime, refersToFrom, settle, throughOf } from "./shape";
import type { Sketch, SketchColumn } from "./sketch";
import type { Origin } from "./table";

/** What was understood as sketches of tables: entities, the tables that join them, and lists of values. */
export function sketchesOf(understanding: Understanding): Sketch[] {
  const { entities, assumptions } = understanding;
  const sketches = new Map<string, Sketch>();
  for (const entity of entities.values()) sketches.set(entity.name, sketchOf(entity));
  for (const [name, sketch] of sketches) {
    takeRoles(name, sketch, entities, assumptions);
    takeKeys(name, sketch, entities);
  }
  const names = new Map([...entities.values()].map((entity) => [entity.name, tableName(entity)]));
  for (const entity of entities.values()) {
    const sketch = sketches.get(entity.name);
    if (sketch && entity.kindOf !== undefined && !isCircular(entity, entities)) {
      const parent = names.get(entity.kindOf);
      if (parent !== undefined) sketch.kindOf = parent;
    }
  }
  const extra: Sketch[] = [];
  for (const relation of withoutGraded(mergeRelations(understanding.relations, entities), entities)) {
    const from = sketches.get(relation.from);
    const to = sketches.get(relation.to);
    if (from && to) extra.push(...relate(relation, from, to, sketches, names, entities, assumptions));
  }
  keyJoins(sketches);
  for (const entity of entities.values())
    for (const property of entity.attributes)
      if (property.many) extra.push(...listTable(entity, property, names));
  const taken = new Set([...sketches.values()].map((sketch) => sketch.name));
  const all = [...sketches.values()];
  for (const sketch of extra) {
    if (taken.has(sketch.name)) continue;
    taken.add(sketch.name);
    all.push(sketch);
  }
  return all;
}

export function tableName(entity: Entity): string {
  return entity.table ?? plural(snake(entity.name));
}

function isCircular(entity: Entity, entities: ReadonlyMap<string, Entity>): boolean {
  let each: Entity | undefined = entity;
  for (let depth = 0; each?.kindOf !== undefined; depth++) {
    each = entities.get(each.kindOf);
    if (each === entity || depth > 10) return true;
  }
  return false;
}

function originOf(sentence: Property["sentence"]): Origin {
  return { kind: "brief", sentence: sentence.text, start: sentence.start, end: sentence.end };
}

function sketchOf(entity: Entity): Sketch {
  const columns: SketchColumn[] = [];
  for (const property of entity.attributes) if (!property.many) columns.push(columnOf(property));
  if (!columns.some((column) => column.identifier)) {
    const name = snake(singular(tableName(entity)));
    const own =
      columns.find((column) => column.name === "id" || column.name === `${name}_id`) ??
      columns.slice(0, 1).find((column) => column.name.endsWith("_id"));
    if (own && own.target === undefined) own.identifier = true;
  }
  return {
    name: tableName(entity),
    columns,
    ...(entity.key ? { key: entity.key } : {}),
    uniques: entity.uniques ?? [],
    comment: "",
    origin: originOf(entity.sentence),
    ...(entity.listed ? { exact: true } : {}),
  };
}

function columnOf(property: Property): SketchColumn {
  const { sentence, many: _many, ...column } = property;
  return { ...column, origin: originOf(sentence) };
}

function listTable(entity: Entity, property: Property, names: ReadonlyMap<string, string>): Sketch[] {
  const target = names.get(entity.name) ?? entity.name;
  const owner = snake(singular(target));
  return [
    {
      name: plural(snake(`${owner} ${property.name}`)),
      columns: [
        { name: owner, target, part: true },
        { ...columnOf(property), optional: false, unique: false },
      ],
      key: [owner, property.name],
      uniques: [],
      comment: "",
      origin: originOf(property.sentence),
    },
  ];
}

function relate(
  relation: Relation,
  from: Sketch,
  to: Sketch,
  sketches: Map<string, Sketch>,
  names: ReadonlyMap<string, string>,
  entities: ReadonlyMap<string, Entity>,
  assumptions: string[],
): Sketch[] {
  const { toMost, fromMost } = settle(relation, entities, assumptions);
  const origin = originOf(relation.sentence);
  const self = relation.from === relation.to;
  const event = toMost === "many" && !self && throughOf(relation, sketches) !== undefined;
  if (event || (toMost === "many" && fromMost === "many"))
    return join(relation, from, to, sketches, names, origin, assumptions);
  const [child, parent, role, least] = refersToFrom(relation, toMost, fromMost)
    ? [to, from, relation.fromRole ?? (self ? parentRole(relation.verb) : undefined), relation.fromLeast]
    : [from, to, relation.toRole ?? (self ? parentRole(relation.verb) : undefined), relation.toLeast];
  if (child.kindOf === parent.name && role === undefined) return [];
  const one = toMost === "one" && fromMost === "one";
  const name = role ?? snake(singular(parent.name));
  if (
    child.columns.some(
      (column) => column.target === parent.name && (column.name === name || role === undefined),
    )
  )
    return [];
  const plain = child.columns.findIndex(
    (column) =>
      column.target === undefined &&
      (column.name === name || column.name === `${name}_id` || column.name === `${name}_name`),
  );
  const column: SketchColumn = {
    name,
    target: parent.name,
    origin,
    ...(least === 0 || self ? { optional: true } : {}),
    ...(one ? { unique: true } : {}),
    ...(relation.part && child === to ? { part: true } : {}),
  };
  if (child.exact && plain < 0) {
    if (child.columns.some((each) => each.target === parent.name)) return [];
  }
  if (plain >= 0) {
    const known = child.columns[plain];
    if (known)
      child.columns[plain] =
        known.exact || known.name.endsWith("_id") ? { ...column, name: known.name, exact: true } : column;
  } else child.columns.push(column);
  for (const property of relation.properties)
    if (!child.columns.some((each) => each.name === property.name)) child.columns.push(columnOf(property));
  return [];
}

function parentRole(verb: string): string {
  if (/^(manage|supervise|report|lead|direct)$/.test(verb))
    return verb === "supervise" ? "supervisor" : "manager";
  if (/^(reply|comment|respond|answer)$/.test(verb)) return "parent";
  if (verb === "refer") return "referrer";
  if (verb === "mentor") return "mentor";
  return "parent";
}

/** "a manager" of a department is an employee where the brief knows employees. */
function takeRoles(
  name: string,
  sketch: Sketch,
  entities: ReadonlyMap<string, Entity>,
  assumptions: string[],
): void {
  if (sketch.exact) return;
  for (const column of sketch.columns) {
    if (column.target !== undefined || column.identifier || column.type !== undefined) continue;
    const person = personFor(column.name, (candidate) => entities.has(candidate));
    const target = person === undefined ? undefined : entities.get(person);
    if (!target || column.name === person) continue;
    column.target = tableName(target);
    if (target.name === name) column.optional = true;
    assumptions.push(
      `The ${column.name.replaceAll("_", " ")} of ${name} is one of the ${plural(target.name)}.`,
    );
  }
}

/** "the driver id", "the order number": a trip has a driver where the brief knows drivers, who are known by that. */
function takeKeys(name: string, sketch: Sketch, entities: ReadonlyMap<string, Entity>): void {
  if (sketch.exact) return;
  for (const column of sketch.columns) {
    if (column.target !== undefined || column.identifier || column.unique) continue;
    const [, whose, by] = /^(.+)_(id|identifier|identification|number|no|code|name)$/.exec(column.name) ?? [];
    const target = whose === undefined ? undefined : entities.get(whose.replaceAll("_", " "));
    if (!target || whose === undefined || by === undefined || target.name === name) continue;
    const known =
      by.startsWith("id") || target.attributes.some((each) => each.name === by || each.name === column.name);
    const table = tableName(target);
    if (!known || sketch.columns.some((each) => each.target === table || each.name === whose)) continue;
    column.target = table;
    if (by.startsWith("id")) column.exact = true;
    else column.name = whose;
  }
}

function join(
  relation: Relation,
  from: Sketch,
  to: Sketch,
  sketches: Map<string, Sketch>,
  names: ReadonlyMap<string, string>,
  origin: Origin,
  assumptions: string[],
): Sketch[] {
  const properties = relation.properties.map(columnOf);
  const self = relation.from === relation.to;
  const fromName = relation.fromRole ?? snake(singular(from.name));
  const toName =
    relation.toRole ??
    (self ? `${relatedWord(relation.verb)}_${snake(singular(to.name))}` : snake(singular(to.name)));
  const nominals = nominalsOf(relation.verb);
  const through = sketches.get(throughOf(relation, sketches) ?? "") ?? compoundOf(relation, sketches);
  if (through) {
    for (const [sketch, name] of [
      [from, fromName],
      [to, toName],
    ] as const)
      if (!through.columns.some((column) => column.target === sketch.name))
        through.columns.push({ name, target: sketch.name, origin });
    for (const property of properties)
      if (!through.columns.some((each) => each.name === property.name)) through.columns.push(property);
    return [];
  }
  if (
    from.columns.some((c) => c.target === to.name && c.exact) &&
    to.columns.some((c) => c.target === from.name && c.exact)
  )
    return [];
  const kept = leavesTrace(relation.verb) || (isDoneEachTime(relation) && nominals[0] === relation.verb);
  const trace = kept && nominals[0] !== undefined ? nominals[0] : undefined;
  // The watchers of tasks are in task_watchers, the plaintiffs and the defendants of cases in two tables.
  const played = !self && relation.toRole !== undefined ? plural(relation.toRole) : to.name;
  const pair = snake(`${singular(from.name)} ${played}`);
  const name =
    trace === undefined
      ? pair.length > 48
        ? snake(`${from.name.slice(0, 20)} ${to.name.slice(0, 20)}`)
        : pair
      : plural(snake(trace));
  if (names.size === 0) assumptions.push(name);
  const repeated =
    trace !== undefined &&
    !/^(enrollment|enrolment|subscription|rating|review|application|vote|like|favou?rite|bookmark|reaction)$/.test(
      trace,
    );
  return [
    {
      name: plural(name),
      columns: [
        { name: fromName, target: from.name, part: !repeated, origin },
        { name: toName, target: to.name, part: !repeated, origin },
        ...properties,
        ...quantityOf(relation, properties),
      ],
      ...(repeated ? {} : { key: [fromName, toName] }),
      uniques: [],
      comment: "",
      origin,
    },
  ];
}

/** How many of a product an order holds, where the brief says nothing. */
function quantityOf(relation: Relation, properties: readonly SketchColumn[]): SketchColumn[] {
  if (!/(?:order|cart|basket|invoice|purchase|sale)$/.test(relation.from) || properties.length > 0) return [];
  return [{ name: "quantity", minimum: 1, origin: { kind: "assumption", text: "an order says how many" } }];
}

function relatedWord(verb: string): string {
  if (verb === "follow") return "followed";
  if (/^(require|prerequisite)$/.test(verb)) return "required";
  return "related";
}

/** `order item` or `order line` joins orders and products when it has no other partner. */
function compoundOf(relation: Relation, sketches: ReadonlyMap<string, Sketch>): Sketch | undefined {
  for (const [name, sketch] of sketches) {
    if (name === relation.from || name === relation.to) continue;
    const one = name.startsWith(`${relation.from} `);
    const other = name.startsWith(`${relation.to} `);
    if (
      (one || other) &&
      /(item|line|detail|entry|product|position|assignment|allocation|participation|membership)$/.test(name)
    )
      return sketch;
  }
  return undefined;
}

/** What only says that two things belong together is keyed by the two. */
function keyJoins(sketches: ReadonlyMap<string, Sketch>): void {
  for (const [name, sketch] of sketches) {
    const [a, b, ...more] = sketch.columns;
    if (!a || !b || more.length > 0 || sketch.key || sketch.exact || sketch.kindOf !== undefined) continue;
    if (a.target === undefined || b.target === undefined || a.unique || b.unique || isRepeatable(name))
      continue;
    // A patient with a ward and a bed is more than that the two meet.
    const parents = [a.target, b.target].map((target) => singular(target).replaceAll("_", " "));
    if (!isEvent(name) && !/(?:ship|ment|tion|entry|link|skill|role|favorite|like|follow)$/.test(name))
      if (isPersonLike(name) || !parents.some((parent) => name.startsWith(parent) || name.endsWith(parent)))
        continue;
    sketch.key = [a.name, b.name];
    a.optional = false;
    b.optional = false;
  }
}

/** Whether the same two can meet in it again: a loan or an order, but not a favorite or a membership. */
function isRepeatable(name: string): boolean {
  return (
    isEvent(name) &&
    !/(?:enrollment|enrolment|registration|subscription|rating|review|vote|application|like|follow|favorite|membership|assignment)$/.test(
      name,
    )
  );
}
