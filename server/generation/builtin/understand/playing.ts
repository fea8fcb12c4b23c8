import type { Sentence } from "../read/sentences";
import { snake } from "../words/inflect";
import { isPersonLike } from "../words/things";
import type { Clause, Item } from "./clauses";
import { Patterned } from "./patterned";
import type { Relation } from "./model";
import { stateNames } from "./patterns";

/** Parts that those who are known play: "a head, who is an employee". */
export class Playing extends Patterned {
  /** The clauses of the sentence that is read, but for those that tell more of a noun. */
  protected main: readonly Clause[] = [];

  /** "a head, who is an employee": the head is a reference, not a text. */
  protected relativeCopula(clause: Clause, sentence: Sentence): boolean {
    const role = clause.subjects[0];
    if (this.rolesOfMany(clause, sentence)) return true;
    const target = this.meant(clause.objects[0])?.entity;
    const owner = this.lastOwner;
    if (!role || target === undefined) return false;
    for (const each of this.besides(role)) this.besideIt(each, target, sentence);
    for (const { preposition, items } of clause.complements)
      if (/^(?:with|including)$/.test(preposition))
        for (const item of items) if (!this.meant(item)) this.property(target, item, sentence);
    const name = snake(role.noun.name);
    const relation = this.into.relations.findLast(
      (each) => each.sentence === sentence && (each.to === role.noun.name || each.toRole === name),
    );
    if (relation && relation.to !== target && !this.evidence.isDescribed(relation.to)) {
      this.instead(relation, target, name, role.noun.quantity.said);
      return true;
    }
    const main = this.main.find((each) =>
      [...each.objects, ...each.complements.flatMap(({ items }) => items)].some(
        (item) => item.noun === role.noun,
      ),
    );
    const actor = this.meant(main?.subjects[0])?.entity;
    // "Each claim is handled by an adjuster, who is an employee."
    if (relation === undefined && main?.verb && actor !== undefined && !this.hasProperty(owner, name)) {
      const { lemma } = main.verb;
      this.relate({
        from: actor,
        to: target,
        verb: lemma,
        toMost: "one",
        toRole: name,
        properties: [],
        sentence,
      });
      return true;
    }
    return owner === undefined ? relation !== undefined : this.playsPart(owner, name, target, sentence);
  }

  /** What was taken for a thing of its own is a part that one of those who are known plays. */
  private instead(relation: Relation, target: string, role: string, counted: boolean): void {
    const { entities, relations } = this.into;
    relations.splice(relations.indexOf(relation), 1);
    if (
      entities.get(relation.to)?.attributes.length === 0 &&
      !relations.some((each) => each.from === relation.to || each.to === relation.to)
    )
      entities.delete(relation.to);
    const shared = relation.toMost === "many" && counted;
    this.relate({ ...relation, to: target, toRole: role, ...(shared ? { fromMost: "many" } : {}) });
  }

  /** "one or more plaintiffs and one or more defendants, who are persons": what stands in the list beside the last. */
  private besides(role: Item): Item[] {
    const list = this.main
      .map(({ objects }) => objects)
      .find((objects) => objects.some(({ noun }) => noun === role.noun));
    return (list ?? []).filter(
      ({ noun, of }) =>
        noun !== role.noun &&
        of === undefined &&
        !this.evidence.isDescribed(noun.name) &&
        isPersonLike(noun.name),
    );
  }

  /** The same for what stands in the list beside the one of whom the clause tells. */
  private besideIt({ noun }: Item, target: string, sentence: Sentence): void {
    const name = snake(noun.name);
    const relation = this.into.relations.findLast(
      (each) => each.sentence === sentence && each.to === noun.name,
    );
    const owner = this.main.flatMap(({ subjects }) => this.meant(subjects[0])?.entity ?? [])[0];
    if (relation) this.instead(relation, target, name, true);
    else if (owner !== undefined) this.playsPart(owner, name, target, sentence);
  }

  /** "are shared with other users, who are either viewers or editors": the part that each plays there. */
  private rolesOfMany(clause: Clause, sentence: Sentence): boolean {
    const who = this.meant(clause.subjects[0])?.entity;
    const parts = clause.objects.map(({ noun }) => noun);
    const relation = this.into.relations.findLast(
      (each) =>
        each.sentence === sentence &&
        each.toMost === "many" &&
        each.fromMost === "many" &&
        (each.to === who || each.from === who),
    );
    if (!relation || parts.length < 2 || !parts.every(({ name }) => isPersonLike(name))) return false;
    if (parts.some(({ name }) => this.evidence.isDescribed(name))) return false;
    relation.properties.push({ name: "role", states: stateNames(parts.map(({ name }) => name)), sentence });
    return true;
  }

  private hasProperty(owner: string | undefined, name: string): boolean {
    const entity = owner === undefined ? undefined : this.into.entities.get(owner);
    return entity?.attributes.some((property) => property.name === name) ?? false;
  }
}
