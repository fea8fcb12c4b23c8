import type { SketchColumn } from "../design/sketch";
import type { Sentence } from "../read/sentences";
import { snake } from "../words/inflect";

/** Something that the brief wants kept. */
export interface Entity {
  /** Lower case, singular. */
  readonly name: string;
  readonly attributes: Property[];
  /** The first sentence that speaks of it. */
  readonly sentence: Sentence;
  /** The entity that it is a kind of. */
  kindOf?: string;
  /** It is a part of that entity and has no meaning without it. */
  partOf?: string;
  /** The brief gives the table's name letter by letter. */
  table?: string;
  /** The brief lists the columns, so that no others are added. */
  listed?: boolean;
  /** Columns that are unique together. */
  uniques?: string[][];
  key?: string[];
}

/** What an entity or a relation has. `name` is in snake case. */
export interface Property extends SketchColumn {
  /** It has several of them. */
  many?: boolean;
  readonly sentence: Sentence;
}

/** Two entities and what one does with the other. */
export interface Relation {
  readonly from: string;
  readonly to: string;
  /** Base form. */
  readonly verb: string;
  /** How many of `to` each `from` meets. */
  toMost?: "one" | "many";
  toLeast?: 0 | 1;
  /** How many of `from` each `to` meets. */
  fromMost?: "one" | "many";
  fromLeast?: 0 | 1;
  /** Said with a number word, so that it outweighs a mere plural. */
  toSure?: boolean;
  fromSure?: boolean;
  /** Done again and again, each time a row of its own. */
  repeated?: boolean;
  /** The name of the part that `to` plays ("a manager"), or that `from` plays. */
  toRole?: string;
  fromRole?: string;
  readonly properties: Property[];
  readonly sentence: Sentence;
  /** What `fromMost` usually is for such things, where the brief does not say. */
  fromUsual?: "many";
  /** `to` is a part of `from`. */
  part?: boolean;
  /** An entity that stands for each doing. */
  through?: string;
}

/** What was understood of a brief. */
export interface Understanding {
  readonly entities: Map<string, Entity>;
  readonly relations: Relation[];
  readonly assumptions: string[];
  /** Sentences that something came of. */
  readonly covered: Set<Sentence>;
}

/** Adds a property, or what a later sentence says of one that is known. */
export function addProperty(entity: Entity, property: Property): void {
  const known = entity.attributes.find(
    (each) => each.name === property.name || each.name === snake(`${entity.name} ${property.name}`),
  );
  if (!known) {
    entity.attributes.push(property);
    return;
  }
  const { name: _name, sentence: _sentence, many: _many, ...more } = property;
  Object.assign(known, more);
}
