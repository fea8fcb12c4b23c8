import type { Catalog, Relation, TableEntry, UserType, Writable } from "./catalog";
import type { Column, Constraint, ObjectName, Routine } from "./model";

/**
 * A copy that goes its own way: what happens to either catalog leaves the other as it is. What is only ever
 * replaced, never changed (spans, types, expressions), is shared.
 */
export function copyCatalog(from: Catalog): Catalog {
  const to = from.sameSettings();
  const copies = new Copies();
  for (const [name, value] of from.namespaces) to.namespaces.set(name, { ...value });
  copyNames(from.relations, to.relations, (relation) => copies.relation(relation));
  copyNames(from.types, to.types, (type) => copies.type(type));
  copyNames(from.routines, to.routines, (routines) => routines.map((routine) => copies.routine(routine)));
  for (const [name, value] of from.extensions) to.extensions.set(name, { ...value });
  for (const [name, value] of from.roles) to.roles.set(name, { ...value });
  to.triggers = from.triggers.map(({ home, value }) => ({
    home: home && copies.relation(home),
    value: { ...value, table: copies.name(value.table), function: copies.name(value.function) },
  }));
  to.policies = from.policies.map(({ home, value }) => ({
    home: home && copies.relation(home),
    value: { ...value, table: copies.name(value.table) },
  }));
  for (const [name, entry] of from.links)
    to.links.set(
      copies.name(name),
      entry.kind === "routine"
        ? { kind: "routine", value: copies.routine(entry.value) }
        : copies.relation(entry),
    );
  return to;
}

function copyNames<T>(
  from: ReadonlyMap<string, ReadonlyMap<string, T>>,
  to: Map<string, Map<string, T>>,
  copy: (value: T) => T,
): void {
  for (const [schema, names] of from) {
    const copied = new Map<string, T>();
    for (const [name, value] of names) copied.set(name, copy(value));
    to.set(schema, copied);
  }
}

/** Each thing is copied once, so that what was one thing stays one. */
class Copies {
  private readonly relations = new Map<Relation, Relation>();
  private readonly routines = new Map<Writable<Routine>, Writable<Routine>>();
  private readonly names = new Map<ObjectName, ObjectName>();

  relation<T extends Relation>(relation: T): T;
  relation(relation: Relation): Relation {
    const known = this.relations.get(relation);
    if (known) return known;
    const copy = this.copyRelation(relation);
    this.relations.set(relation, copy);
    return copy;
  }

  private copyRelation(relation: Relation): Relation {
    switch (relation.kind) {
      case "table":
        return this.table(relation);
      case "view":
        return { kind: "view", value: { ...relation.value } };
      case "index":
        return {
          kind: "index",
          value: { ...relation.value, table: this.name(relation.value.table) },
          table: relation.table && this.relation(relation.table),
        };
      case "sequence": {
        const { ownedBy } = relation.value;
        const value = { ...relation.value };
        if (ownedBy) value.ownedBy = { ...ownedBy, table: this.name(ownedBy.table) };
        return { kind: "sequence", value };
      }
      case "composite":
        return { kind: "composite", value: { ...relation.value } };
      case "other":
        return {
          ...relation,
          value: { ...relation.value },
          ...(relation.owner && { owner: this.relation(relation.owner) }),
        };
    }
  }

  private table(entry: TableEntry): TableEntry {
    const { value } = entry;
    const byName = new Map<string, Writable<Column>>();
    const columns = value.columns.map((column): Column => {
      const copy = { ...column };
      if (entry.byName.get(column.name) === column) byName.set(column.name, copy);
      return copy;
    });
    const copied: TableEntry["value"] = {
      ...value,
      columns,
      constraints: value.constraints.map((constraint) => this.constraint(constraint)),
      inherits: value.inherits.map((name) => this.name(name)),
    };
    if (value.partitionOf) copied.partitionOf = this.name(value.partitionOf);
    return { kind: "table", value: copied, byName, otherConstraints: new Set(entry.otherConstraints) };
  }

  private constraint(constraint: Constraint): Constraint {
    return constraint.kind === "foreign key"
      ? { ...constraint, target: this.name(constraint.target) }
      : constraint;
  }

  type(type: UserType): UserType {
    switch (type.kind) {
      case "enum":
        return { kind: "enum", value: { ...type.value } };
      case "domain":
        return { kind: "domain", value: { ...type.value } };
      case "other":
        return { kind: "other", value: { ...type.value } };
    }
  }

  routine(routine: Writable<Routine>): Writable<Routine> {
    const known = this.routines.get(routine);
    if (known) return known;
    const copy = { ...routine };
    this.routines.set(routine, copy);
    return copy;
  }

  /** What a name means is written into it at the end of the script. */
  name(name: ObjectName): ObjectName {
    const known = this.names.get(name);
    if (known) return known;
    const copy = { ...name };
    this.names.set(name, copy);
    return copy;
  }
}
