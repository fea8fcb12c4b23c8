import type { Sentence } from "../read/sentences";
import { snake } from "../words/inflect";
import type { Clause } from "./clauses";
import type { SentenceReading } from "./clauses-of-sentence";
import { Doing } from "./doing";
import { readPair } from "./doings";
import { addProperty } from "./model";
import { readKinds, readStates, stateNames } from "./patterns";

/** Sentences that are read whole, by their pattern: pairs, kinds, states, histories. */
export class Patterned extends Doing {
  /** "For each part in each warehouse the quantity is stored": the two meet, and the quantity is theirs. */
  protected pair(sentence: Sentence): boolean {
    const found = readPair(sentence.text);
    const a = found && this.evidence.entityOf(found.first)?.entity;
    const b = found && this.evidence.entityOf(found.second)?.entity;
    if (!found || a === undefined || b === undefined || a === b) return false;
    const known = this.manyBetween(a, b);
    const shared = known?.fromMost === "many" || known?.fromUsual === "many";
    if (!shared && !found.each) return false;
    const relation = known ?? this.relate({ from: a, to: b, verb: "relate", properties: [], sentence });
    Object.assign(relation, { toMost: "many", fromMost: "many" });
    for (const item of found.kept) this.relationProperty(relation, item, sentence);
    return true;
  }

  protected kinds(sentence: Sentence): boolean {
    const kinds = readKinds(sentence.text);
    if (!kinds) return false;
    const parent = this.evidence.entityOf(kinds.parent)?.entity;
    if (parent === undefined) return false;
    const known = kinds.kinds.map((kind) => this.evidence.entityOf(kind)?.entity);
    if (known.filter((kind) => kind !== undefined && this.evidence.isDescribed(kind)).length > 0) {
      this.entity(parent, sentence);
      for (const kind of known) {
        if (kind === undefined || kind === parent) continue;
        this.entity(kind, sentence).kindOf ??= parent;
      }
      return true;
    }
    addProperty(this.entity(parent, sentence), { name: "type", states: stateNames(kinds.kinds), sentence });
    return true;
  }

  /** "Within a workspace a user is an admin or a guest": the part that the one plays in the other. */
  protected roles(clause: Clause, who: string, where: string, sentence: Sentence): boolean {
    const relation = this.into.relations.find(
      (each) => [each.from, each.to].includes(who) && [each.from, each.to].includes(where) && who !== where,
    );
    if (!relation) return false;
    Object.assign(relation, { toMost: "many", fromMost: "many" });
    const states = stateNames(clause.objects.map(({ noun }) => noun.name));
    relation.properties.push({ name: "role", states, sentence });
    this.into.covered.add(sentence);
    return true;
  }

  /** "The stock of an article at a location is recorded: quantity, …": a row for the two. */
  private kept(sentence: Sentence, reading: SentenceReading): boolean {
    const [clause] = reading.clauses;
    const [item] = clause?.subjects ?? [];
    const first = item?.of && this.evidence.entityOf(item.of.name)?.entity;
    if (
      !clause ||
      !item ||
      first === undefined ||
      reading.list === undefined ||
      clause.verb?.passive !== true
    )
      return false;
    if (this.evidence.isEntity(item.noun.name)) return false;
    const others = clause.complements
      .filter(({ preposition }) => /^(?:at|in|on|for|by|from)$/.test(preposition))
      .flatMap(({ items }) => items)
      .flatMap((each) => this.meant(each)?.entity ?? []);
    if (others.length === 0) return false;
    for (const parent of [first, ...others]) this.belongs(item.noun.name, undefined, parent, sentence);
    for (const text of reading.list)
      addProperty(this.entity(item.noun.name, sentence), {
        name: snake(text.replace(/^(?:an?|the) /i, "")),
        sentence,
      });
    return true;
  }

  /** "The salary history of each employee: base salary, …": a row for each time. */
  protected history(sentence: Sentence, reading: SentenceReading): boolean {
    if (this.kept(sentence, reading)) return true;
    const item = reading.clauses
      .flatMap(({ subjects, objects }) => [...objects, ...subjects])
      .find(({ noun, of }) => of && /(?:history|log|track record|timeline)$/.test(noun.name));
    const whose = item?.of && this.evidence.entityOf(item.of.name)?.entity;
    if (!item || whose === undefined) return false;
    const name = item.noun.name;
    const properties = reading.list ?? [];
    if (properties.length === 0) return false;
    this.entity(name, sentence);
    this.relate({
      from: whose,
      to: name,
      verb: "have",
      toMost: "many",
      fromMost: "one",
      properties: [],
      sentence,
      part: true,
    });
    for (const text of properties)
      addProperty(this.entity(name, sentence), { name: snake(text.replace(/^(?:an?|the) /i, "")), sentence });
    return true;
  }

  protected states(sentence: Sentence): boolean {
    const found = readStates(sentence.text);
    if (!found) return false;
    const entity =
      this.evidence.entityOf(found.entity)?.entity ??
      (this.into.entities.has(found.entity) ? found.entity : undefined);
    if (entity === undefined || found.states.some((state) => this.evidence.isEntity(state))) return false;
    addProperty(this.entity(entity, sentence), {
      name: snake(found.property ?? "status"),
      states: stateNames(found.states),
      sentence,
    });
    this.into.covered.add(sentence);
    return true;
  }
}
