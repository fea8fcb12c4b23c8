import { findKeys, type Listed } from "../explicit/keys";
import type { ListedTable } from "../explicit/listed-table";
import { readLists } from "../explicit/tables";
import { readBlocks } from "../read/blocks";
import { readPhrases } from "../read/phrases";
import type { Sentence } from "../read/sentences";
import { isUsualThing } from "../domains";
import { isPropertyName } from "../words/attributes";
import { systemWords } from "../words/grammar";
import { plural, singular, snake } from "../words/inflect";
import { kindOf } from "../words/kinds";
import { isEvent, isPersonLike } from "../words/things";
import { addActs } from "./acts";
import { askersOf, standInFor, withoutAskers } from "./asker";
import { Evidence } from "./evidence";
import { Interpreter } from "./interpret";
import { addProperty, type Entity, type Relation, type Understanding } from "./model";
import { decide } from "./decide";
import type { Clause } from "./clauses";
import { readDefinition, readKinds } from "./patterns";
import { readSentence, type SentenceReading } from "./clauses-of-sentence";
import { splitSentence, withoutQuestions } from "./prepare";
import { mergeRelations } from "../design/merge-relations";
import { topicOf } from "./kept-nouns";
import { keepNamed } from "./named-alone";
import { pairsOf, type Pair } from "./pairs";
import { partsPlayed } from "./parts-played";
import { thingFeatures, unlikely } from "./likely";
import { isOrganisation } from "./weights";
import { namedAsEntities } from "./told-of-model";

export interface BriefReading extends Understanding {
  readonly uncovered: readonly string[];
  /** The relations as the sentences say them, before anything else is weighed. */
  readonly asSaid: readonly Relation[];
  /** Whether the sentences are in English; if not, only lists were read. */
  readonly english: boolean;
}

/** Reads a brief whole: what its lists name letter by letter, then what its sentences say. */
export function readBrief(brief: string): BriefReading {
  const text = withoutQuestions(clean(brief));
  const english = isEnglish(text);
  const said = readText(text, english);
  // What the brief says of each noun shows only when all of it is read; then those that are no things are left out.
  for (const name of unlikely(said.evidence, interpret(said))) said.evidence.deny(name);
  const understanding = interpret(said);
  const { entities } = understanding;
  const merged = mergeRelations(understanding.relations, entities);
  // A brief of a few sentences means what it says.
  if (!said.evidence.isShort())
    understanding.relations.splice(
      0,
      Infinity,
      ...decide(merged, pairsIn(said, merged, understanding), entities),
    );
  if (english) keepNamed(text, understanding);
  if (!english && said.tables.length > 0)
    understanding.assumptions.push(
      "Only the lists of tables were read, since the sentences are not in English.",
    );
  const uncovered = said.sentences
    .filter(
      ({ sentence, reading }) =>
        !understanding.covered.has(sentence) && reading.clauses.some(({ verb }) => verb !== undefined),
    )
    .map(({ sentence }) => sentence.text);
  return { ...understanding, asSaid: merged, uncovered, english };
}

/** The nouns that a first reading takes for things, with what speaks for each: what the weights are fitted on. @public */
export function readThings(brief: string): Map<string, ReadonlyMap<string, number>> {
  const text = withoutQuestions(clean(brief));
  const said = readText(text, isEnglish(text));
  const understanding = interpret(said);
  return new Map(
    [...understanding.entities.values()]
      .filter(({ listed }) => listed !== true)
      .map(({ name }) => [name, thingFeatures(name, said.evidence, understanding)]),
  );
}

/**
 * The pairs of things that a brief relates or names together, with what speaks for each shape of a relation.
 * @public
 */
export function readPairs(brief: string): Pair[] {
  const text = withoutQuestions(clean(brief));
  const said = readText(text, isEnglish(text));
  for (const name of unlikely(said.evidence, interpret(said))) said.evidence.deny(name);
  const understanding = interpret(said);
  return pairsIn(said, mergeRelations(understanding.relations, understanding.entities), understanding);
}

function pairsIn(
  { sentences, evidence }: Said,
  merged: readonly Relation[],
  understanding: Understanding,
): Pair[] {
  return pairsOf(
    understanding,
    merged,
    sentences,
    (item) => (evidence.entityOf(topicOf(item).name) ?? evidence.entityOf(item.noun.name))?.entity,
  );
}

/** What a brief says: its lists, its sentences, and what speaks for each noun. */
interface Said {
  readonly text: string;
  readonly tables: readonly ListedTable[];
  readonly named: readonly { readonly name: string; readonly sentence: Sentence }[];
  readonly sentences: readonly Spoken[];
  readonly evidence: Evidence;
}

interface Spoken {
  readonly sentence: Sentence;
  readonly reading: SentenceReading;
  readonly topic?: string;
}

function readText(text: string, english: boolean): Said {
  const evidence = new Evidence();
  const { tables, named, rest: all } = readLists(readBlocks(text));
  const rest = english ? all : [];
  for (const { name } of [...tables, ...named]) evidence.declare(name);
  const sentences: Spoken[] = [];
  const askers = askersOf(text);
  const standIn = standInFor(text);
  if (askers.length > 0) evidence.asks(standIn);
  for (const { sentence, topic } of rest.flatMap((each, at) => splitSentence(each, rest[at - 1]))) {
    // The sentence itself stays as it is written: it is quoted.
    const said = withoutAskers(sentence.text, askers, standIn);
    const reading = readSentence(said);
    evidence.shortens(said);
    if (readDefinition(said)?.marked !== true)
      for (const clause of [...(reading.intro ?? []), ...reading.clauses]) evidence.read(clause);
    for (const lead of reading.intro ?? [])
      if (!lead.verb && reading.intro?.length === 1) evidence.context(lead);
    const persona = /^as an? ([\w -]+?),? i\b/i.exec(said)?.[1];
    if (persona !== undefined) evidence.persona(singular(persona.toLowerCase()));
    const named = (reading.list ?? []).map((part) =>
      readPhrases(part).filter((phrase) => phrase.kind === "noun"),
    );
    for (const phrase of named.flat()) evidence.listed(phrase);
    const heads = named.flatMap((phrases) => phrases.slice(0, 1));
    const isList = heads.length >= 3 && heads.length === named.length && heads.every(({ plural }) => plural);
    if (isList || namesSystem.test(said)) evidence.want(heads);
    sentences.push({ sentence, reading, ...(topic === undefined ? {} : { topic }) });
  }
  for (const topic of topicsOf(sentences)) evidence.declare(topic);
  for (const { text: whole } of rest.map(({ sentence }) => sentence))
    for (const name of namedAsEntities(whole)) evidence.declare(name);
  const glossary = sentences.flatMap(({ sentence }) => readDefinition(sentence.text) ?? []);
  for (const { term, marked } of glossary)
    if (marked && !systemWords.has(term) && !isDone(term, evidence)) evidence.declare(term);
  for (const kind of ownKinds(sentences.map(({ reading: { clauses }, sentence }) => ({ clauses, sentence }))))
    evidence.declare(kind);
  evidence.settle();
  for (const [name, entity] of bothAre(sentences)) evidence.alias(name, entity);
  for (const [name, entity] of calledByPlace(evidence, text)) evidence.alias(name, entity);
  for (const { sentence } of sentences)
    for (const { part, who } of partsPlayed(sentence.text))
      if (evidence.isEntity(who) && evidence.isEntity(part)) evidence.alias(part, who);
  return { text, tables, named, sentences, evidence };
}

/** "The library … library members … members": the same people, where nobody keeps libraries. */
function calledByPlace(evidence: Evidence, text: string): [string, string][] {
  return evidence.names().flatMap((name): [string, string][] => {
    const [, place = "", tail = ""] = /^([a-z]+) ([a-z]+)$/.exec(name) ?? [];
    if (!isOrganisation(place) || !isPersonLike(tail) || evidence.isDeclared(name)) return [];
    if (!evidence.isEntity(tail) || evidence.isEntity(place)) return [];
    return new RegExp(
      `\\b(?:the|our|this|an?) (?:[a-z]+ )?${place}\\b(?! [a-z]+s?\\b(?<=${tail}s?))`,
      "i",
    ).test(text)
      ? [[name, tail]]
      : [];
  });
}

/** "Booking rides", "payment processing": what is done with the system, rather than a thing. */
function isDone(term: string, evidence: Evidence): boolean {
  const [, what] =
    /^(?:booking|tracking|making|managing|adding|viewing|creating|searching|placing|updating|browsing|processing|handling|assigning|paying|rating|reviewing|posting|sending|ordering|reporting) (.+)$/.exec(
      term,
    ) ?? [];
  return (
    / (?:processing|tracking|allocation|authentication|handling|monitoring|searching|management)$/.test(
      term,
    ) ||
    (what !== undefined && evidence.isEntity(what))
  );
}

/** The things after which a brief calls three or more of its sections, each of which speaks of its own. */
function topicsOf(sentences: readonly Spoken[]): string[] {
  const sections = new Map<string, string>();
  for (const { topic, sentence } of sentences)
    if (topic !== undefined)
      sections.set(topic, `${sections.get(topic) ?? ""} ${sentence.text.toLowerCase()}`);
  if (sections.size < 3) return [];
  return [...sections].flatMap(([topic, text]) =>
    !systemWords.has(topic) &&
    kindOf(topic) !== "talk" &&
    isPropertyName(topic) !== "always" &&
    text.includes(topic)
      ? // "Each staff member has …" below "Staff".
        [text.includes(`${topic} member`) ? `${topic} member` : topic]
      : [],
  );
}

/** Turns what is said into entities and relations; the sentences stay as they are. */
function interpret({ text, tables, named, sentences, evidence }: Said): Understanding {
  const understanding: Understanding = {
    entities: new Map(),
    relations: [],
    assumptions: [],
    covered: new Set(),
  };
  addListed(tables, understanding);
  referListed(understanding, evidence);
  const interpreter = new Interpreter(evidence, understanding);
  for (const { name, sentence } of named) interpreter.entity(name, sentence);
  for (const { sentence, reading, topic } of sentences)
    interpreter.sentence(
      sentence,
      reading,
      topic === undefined ? undefined : evidence.entityOf(topic)?.entity,
    );
  interpreter.finish();
  addActs(understanding, sentences, ({ name }) => evidence.entityOf(name)?.entity);
  prune(understanding, evidence, text.split(/\s+/).length <= fewWords);
  interpreter.linkTogether();
  return understanding;
}

/** A brief of fewer words names each thing once. */
const fewWords = 50;

/** What a list of tables is led in by, rather than a list of properties. */
const namesSystem =
  /\b(?:databases?|systems?|schemas?|apps?|applications?|platform|website|software|model|track|manages?|store|stores|entities|keep)\b[^:]*:/i;

const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** What a letter begins and ends with. */
const greeting =
  /^[ \t]*(?:dear|hi|hello|hey|good (?:morning|afternoon|day)|kind regards|best regards|best|regards|thanks(?: a lot)?|thank you|cheers|sincerely|yours(?: sincerely| faithfully)?|greetings)\b[^.:;\n]{0,40}$/gim;

/** Characters that no database takes become spaces, so that places stay the same. */
function clean(text: string): string {
  return (
    text
      .replace(/\p{Cc}/gu, (control) => (/[\t\n\r]/.test(control) ? control : " "))
      .replace(loneSurrogate, "\ufffd")
      .replace(greeting, (line) => " ".repeat(line.length))
      // Whoever asks is no thing to keep.
      .replace(/\b(?:Mr|Mrs|Ms|Dr|Prof)\.? [A-Z][a-z]+(['’]s)?(?![\w'’])/g, (who: string, whose?: string) =>
        (whose === undefined ? "we" : "our").padEnd(who.length),
      )
  );
}

const commonWords =
  /^(?:the|an?|of|and|or|is|are|has|have|each|every|to|in|for|with|can|by|that|which|be|on|as|we|must|should|may|from|it|their|its|at|this)$/;

/** By how many of the words are those that every English text is full of. */
function isEnglish(text: string): boolean {
  const words =
    text
      .slice(0, 20_000)
      .toLowerCase()
      .match(/\p{L}+/gu) ?? [];
  const foreign = words.filter((word) => /[^a-z]/.test(word.normalize("NFKD").replace(/\p{M}/gu, ""))).length;
  if (foreign * 3 > words.length) return false;
  if (words.length < 12)
    return (
      !/\b(?:ein|eine|der|die|das|und|hat|une|les|des|avec|los|las|una|tiene|cada|della|degli|een|het|och|jest)\b/i.test(
        text,
      ) || /\b(?:the|of|has|each|with)\b/i.test(text)
    );
  const common = words.filter((word) => commonWords.test(word)).length;
  if (common * 10 >= words.length) return true;
  // A list of names has none of these words, and no other language's either.
  return !/\b(?:der|die|das|und|eine?|ist|hat|werden|le|la|les|des|une?|est|avec|el|los|las|una|es|con|cada|il|gli|di|che|een|het|van|och|att|jest|oraz|para|com|uma)\b/i.test(
    text,
  );
}

/** "Application: field, product, amount": a column that is called as a thing of the brief refers to it. */
function referListed({ entities, relations }: Understanding, evidence: Evidence): void {
  for (const entity of entities.values())
    for (const property of entity.attributes.filter(
      (each) => !each.exact && each.target === undefined && each.type === undefined,
    )) {
      const name = property.name.replaceAll("_", " ");
      const meant = evidence.entityOf(name)?.entity;
      if (meant === undefined || meant === entity.name || property.identifier || !evidence.isDescribed(meant))
        continue;
      const { sentence } = property;
      relations.push({
        from: entity.name,
        to: meant,
        verb: "have",
        toMost: "one",
        fromMost: "many",
        toSure: true,
        properties: [],
        sentence,
      });
    }
}

/** "Sent by senders and delivered to recipients. Both are customers": two words for one thing. */
function bothAre(sentences: readonly { sentence: Sentence; reading: SentenceReading }[]): [string, string][] {
  return sentences.flatMap(({ sentence }, index) => {
    const [, whole] =
      /^(?:both|they both|all|these)(?: of (?:them|these))? are ([a-z]+s)\b/i.exec(sentence.text) ?? [];
    const before = sentences[index - 1]?.reading.clauses ?? [];
    if (whole === undefined) return [];
    const named = before.flatMap(({ complements, objects }) => [
      ...objects,
      ...complements.flatMap(({ items }) => items),
    ]);
    return named.slice(-2).map(({ noun }): [string, string] => [noun.name, singular(whole.toLowerCase())]);
  });
}

/** Kinds of which another sentence says more than the one that lists them: they are things of their own. */
function ownKinds(sentences: readonly { sentence: Sentence; clauses: readonly Clause[] }[]): string[] {
  const listed = sentences.flatMap(({ sentence }) => readKinds(sentence.text)?.kinds ?? []);
  return listed.filter((kind) =>
    sentences.some(
      ({ sentence, clauses }) =>
        !readKinds(sentence.text) &&
        clauses.some(
          ({ subjects, verb }) =>
            verb !== undefined && !verb.copula && subjects.some(({ noun }) => noun.name === kind),
        ),
    ),
  );
}

/** What was made up for what several do together, such as a `guard assignment`, is there because the brief says so. */
function isThere(name: string, evidence: Evidence): boolean {
  return evidence.isDescribed(name) || evidence.mentionsOf(name) > 1 || name.endsWith(" assignment");
}

/** Takes away what was named once in passing: nothing is said of it and nobody usually keeps such a thing. */
function prune({ entities, relations }: Understanding, evidence: Evidence, short: boolean): void {
  for (const entity of [...entities.values()]) {
    if (
      entity.attributes.length > 0 ||
      entity.listed ||
      evidence.isWanted(entity.name) ||
      evidence.isDeclared(entity.name) ||
      entity.kindOf !== undefined ||
      evidence.mentionsOf(entity.name) > 1 ||
      // Whoever writes one sentence names nothing in passing that does something with another thing.
      (short &&
        isPropertyName(entity.name) !== "always" &&
        !systemWords.has(entity.name) &&
        relations.some(({ from, to }) => from !== to && (from === entity.name || to === entity.name))) ||
      // What a described thing does something with is a thing.
      relations.some(
        ({ from, to, verb }) =>
          verb !== "have" &&
          from !== to &&
          !systemWords.has(entity.name) &&
          !/(?:piece|point|question|thing|change)$/.test(entity.name) &&
          ((from === entity.name && isThere(to, evidence)) ||
            (to === entity.name && isThere(from, evidence))),
      )
    )
      continue;
    if (isUsualThing(entity.name) || isPersonLike(entity.name)) continue;
    // "Donors donate, and each donation is tested": what somebody makes time and again is there.
    if (
      isEvent(entity.name) &&
      relations.some(({ from, to, toMost }) => to === entity.name && toMost === "many" && isPersonLike(from))
    )
      continue;
    // "may raise objections": what somebody makes is there.
    if (
      isEvent(entity.name) &&
      relations.some(
        ({ to, verb }) => to === entity.name && /^(?:raise|file|lodge|submit|issue|make)$/.test(verb),
      )
    )
      continue;
    if (
      relations.some((each) => each.through === entity.name) ||
      [...entities.values()].some((each) => each.kindOf === entity.name)
    )
      continue;
    const links = relations.filter((each) => each.from === entity.name || each.to === entity.name);
    // What something consists of, or has several of, was meant to be kept.
    if (
      links.some(
        (each) =>
          each.to === entity.name &&
          each.toMost === "many" &&
          each.from !== entity.name &&
          /^(?:have|contain|consist|include|offer|own|hold)$/.test(each.verb),
      )
    )
      continue;
    entities.delete(entity.name);
    for (const each of links) relations.splice(relations.indexOf(each), 1);
  }
}

/** Listed tables become entities whose columns are as the brief says; a second list of the same adds to the first. */
function addListed(tables: readonly ListedTable[], into: Understanding): void {
  const listed = new Map<string, Listed & { columns: ListedTable["columns"] }>();
  for (const table of tables) {
    into.covered.add(table.sentence);
    let known = listed.get(table.name);
    if (!known) {
      const entity: Entity = { name: table.name, attributes: [], sentence: table.sentence, listed: true };
      if (table.exact) entity.table = snake(table.written);
      into.entities.set(table.name, entity);
      known = { entity, table: entity.table ?? plural(snake(singular(table.name))), columns: [] };
      listed.set(table.name, known);
    }
    known.columns.push(...table.columns);
    for (const column of table.columns)
      for (const property of column.properties) {
        if (column.identifier) property.exact = true;
        addProperty(known.entity, property);
      }
  }
  findKeys([...listed.values()]);
}
