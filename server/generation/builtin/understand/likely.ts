import { isUsualThing } from "../domains";
import { isPropertyName } from "../words/attributes";
import {
  auxiliaries,
  determiners,
  modals,
  prepositions,
  pronouns,
  relatives,
  systemWords,
} from "../words/grammar";
import { kindOf } from "../words/kinds";
import type { Evidence } from "./evidence";
import { thingWeights } from "./likely-weights";
import type { Understanding } from "./model";
import { isOrganisation } from "./weights";

/** What is less likely to be a thing that is kept than this is left out. */
const least = 0.3;

/**
 * Those of the entities that are probably no things to keep, once a first reading has shown what is said of them.
 * Whoever writes little names nothing in passing.
 */
export function unlikely(evidence: Evidence, understanding: Understanding): string[] {
  if (evidence.isShort()) return [];
  return [...understanding.entities.values()]
    .filter(
      ({ name, listed }) =>
        listed !== true &&
        !evidence.isDeclared(name) &&
        likelihood(thingFeatures(name, evidence, understanding)) < least,
    )
    .map(({ name }) => name);
}

/** Words for things of any sort, which seldom are what is kept. */
const vague = new Set(
  `individual person people human activity operation entity aspect interaction relation relationship amenity
  resource facility function matter contribution competition group party stakeholder organization organisation
  institution item object element component part factor area field case situation condition scenario process
  procedure task action effort practice initiative feature functionality capability interest need demand standard
  measure measurement level range stage set list collection pair series kind class type category sort source
  target basis role position status state core center centre heart focus purpose goal objective location place
  site point side industry business company market enterprise environment world industry community public staff
  personnel team user client owner professional expert specialist provider vendor house home name title term
  word thing fact detail datum date day time hour week month year season period moment instance occasion
  example copy version change update history activity event occurrence experience care support help service
  product good material stuff asset content medium work job`
    .trim()
    .split(/\s+/),
);

function likelihood(features: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const [name, value] of features) sum += (thingWeights[name] ?? 0) * value;
  return 1 / (1 + Math.exp(-sum));
}

/** What speaks for or against a noun being a thing that is kept, by name. */
export function thingFeatures(
  name: string,
  evidence: Evidence,
  { entities, relations }: Understanding,
): Map<string, number> {
  const features = new Map<string, number>([["always", 1]]);
  const set = (feature: string, value: number | boolean) => {
    if (value !== false && value !== 0) features.set(feature, Number(value));
  };
  const words = name.split(" ");
  const last = words.at(-1) ?? name;
  const entity = entities.get(name);
  const attributes = entity?.attributes.length ?? 0;
  const links = relations.filter(({ from, to }) => from !== to && (from === name || to === name));
  const partners = new Set(links.map(({ from, to }) => (from === name ? to : from)));
  const use = evidence.uses.of(name);
  const uses = Math.max(1, use.subject + use.object + use.around + use.owner);
  const mentions = evidence.mentionsOf(name);
  for (const mark of evidence.marksOf(name)) set(`marked ${mark}`, true);
  set("points", Math.log2(1 + Math.min(30, evidence.pointsOf(name))));
  set("mentions", Math.log2(1 + Math.min(15, mentions)));
  set("mentioned once", mentions <= 1);
  set("never mentioned", mentions === 0);
  set("in a short brief", evidence.isShort());
  set("mentioned once in a short brief", evidence.isShort() && mentions <= 1);
  set("wanted in a list", evidence.isWanted(name));
  set("attributes", Math.log2(1 + Math.min(15, attributes)));
  set("no attributes", attributes === 0);
  set("partners", Math.log2(1 + Math.min(7, partners.size)));
  set("no partners", partners.size === 0);
  set("neither attributes nor partners", partners.size === 0 && attributes === 0);
  set(
    "has others",
    links.some(({ from, verb }) => from === name && verb === "have"),
  );
  set(
    "is had once",
    links.some(({ to, verb, toMost }) => to === name && verb === "have" && toMost === "one"),
  );
  set(
    "is had several times",
    links.some(({ to, verb, toMost }) => to === name && verb === "have" && toMost === "many"),
  );
  set(
    "does something",
    links.some(({ from, verb }) => from === name && verb !== "have"),
  );
  set(
    "something is done with it",
    links.some(({ to, verb }) => to === name && verb !== "have"),
  );
  set("is a kind", entity?.kindOf !== undefined);
  set(
    "has kinds",
    [...entities.values()].some((each) => each.kindOf === name),
  );
  set(
    "joins",
    relations.some(({ through }) => through === name),
  );
  set("subject", use.subject / uses);
  set("object", use.object / uses);
  set("around", use.around / uses);
  set("kept", use.kept > 0);
  set("universal", use.universal > 0);
  set("plural", use.plural / uses);
  set("bare", use.bare / uses);
  set("indefinite", use.indefinite / uses);
  set("definite", use.definite / uses);
  set("only definite", use.definite > 0 && use.plural + use.universal + use.indefinite + use.bare === 0);
  set("capital", use.capital / uses);
  set(`property: ${isPropertyName(name)}`, true);
  set("usual", isUsualThing(name));
  set("usual last word", !isUsualThing(name) && isUsualThing(last));
  set("organisation", isOrganisation(name));
  set("word of systems", systemWords.has(last));
  set(`kind: ${kindOf(name)}`, true);
  set("unknown", kindOf(name) === "other" && !isUsualThing(last));
  set("vague", vague.has(name));
  set("two words", words.length === 2);
  set("three words", words.length > 2);
  set("odd word", words.some(isOdd));
  return features;
}

/** A word of grammar, which is part of no thing's name. */
function isOdd(word: string): boolean {
  return (
    [pronouns, determiners, auxiliaries, modals, prepositions, relatives].some((words) => words.has(word)) ||
    !/^[a-z][a-z-]+$/.test(word)
  );
}
