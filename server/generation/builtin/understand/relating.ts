import { type NounPhrase, type VerbPhrase } from "../read/phrases";
import type { Sentence } from "../read/sentences";
import { manyVerbs, partVerbs } from "../words/grammar";
import { snake } from "../words/inflect";
import { isEvent, isNominalOf, isPersonLike, leavesTrace } from "../words/things";
import { Attaching } from "./attaching";
import type { Meant } from "./memory";
import { type Relation } from "./model";

/** What a verb says of two things: how many of each meet, and which part they play. */
export class Relating extends Attaching {
  protected relationOf(
    from: Meant,
    to: Meant,
    noun: NounPhrase | undefined,
    target: NounPhrase,
    verb: VerbPhrase,
    preposition: string,
    sentence: Sentence,
  ): Relation {
    const holds = !verb.passive && /^(?:contain|consist|comprise|include)$/.test(verb.lemma);
    const swap = verb.passive && preposition === "by";
    const plural = noun?.plural === true && !noun.universal;
    const subjectMost = noun?.quantity.said && noun.quantity.most === "many" ? "many" : undefined;
    const reversed = target.universal;
    // "Orders are placed by customers" says only that there are many of both.
    // "All students live in the hostels" says no more.
    const vague =
      !holds && (noun?.plural === true || verb.lemma === "concern") && target.plural && !target.quantity.said;
    // "Couriers send updates" and "a shop ships parcels" tell what each has many of.
    const sends =
      !verb.passive && preposition === "" && /^(?:send|report|issue|award|ship|deliver)$/.test(verb.lemma);
    // "Pupils may join clubs": each of them several.
    const joins =
      manyVerbs.has(verb.lemma) && verb.modal !== undefined && target.plural && noun?.plural === true;
    const goes =
      (singleVerbs.test(verb.lemma) &&
        !sends &&
        !joins &&
        !(preposition === "on" && verb.lemma === "work")) ||
      (verb.passive && preposition !== "by" && !manyVerbs.has(verb.lemma)) ||
      // "Buses run on lines."
      (/^(?:in|at|on|from|under|within|during)$/.test(preposition) && !manyVerbs.has(verb.lemma));
    // "An invoice is sent to each company": each invoice goes to one.
    const isSentToEach = !swap && reversed && verb.passive && !plural && isEvent(from.entity);
    // "A patient makes many appointments with several doctors": each appointment with one.
    const isWithOne =
      !swap &&
      noun === undefined &&
      verb.lemma === "concern" &&
      /^(?:with|for)$/.test(preposition) &&
      isOwnedAlone(from.entity) &&
      isPersonLike(to.entity) &&
      !target.universal;
    if (isSentToEach || isWithOne)
      return {
        from: from.entity,
        to: to.entity,
        verb: verb.lemma,
        toMost: "one",
        fromMost: "many",
        properties: [],
        sentence,
        ...(to.role === undefined ? {} : { toRole: snake(to.role) }),
      };
    // "Customers buy tickets", "a ticket is bought by a customer": each is somebody's.
    const [buyer, bought] = swap ? [to, from] : [from, to];
    if (
      /^(?:buy|purchase|order|book|reserve)$/.test(verb.lemma) &&
      (swap || preposition === "") &&
      isOwnedAlone(bought.entity) &&
      isPersonLike(buyer.entity)
    )
      return {
        from: buyer.entity,
        to: bought.entity,
        verb: "have",
        toMost: "many",
        fromMost: "one",
        properties: [],
        sentence,
        ...(buyer.role === undefined ? {} : { fromRole: snake(buyer.role) }),
      };
    // "Teams play in matches": each of them in several.
    if (
      !swap &&
      /^(?:play|compete|appear)$/.test(verb.lemma) &&
      preposition === "in" &&
      plural &&
      target.plural &&
      /(?:match|game|fixture|tournament|competition|race)$/.test(to.entity)
    )
      return {
        from: from.entity,
        to: to.entity,
        verb: verb.lemma,
        toMost: "many",
        fromMost: "many",
        properties: [],
        sentence,
      };
    // "Teams play matches against opponents": each match is one of a team.
    if (
      !swap &&
      verb.lemma === "play" &&
      preposition === "" &&
      plural &&
      target.plural &&
      /(?:match|game|fixture)$/.test(to.entity)
    )
      return {
        from: from.entity,
        to: to.entity,
        verb: "have",
        toMost: "many",
        fromMost: "one",
        properties: [],
        sentence,
      };
    const open = reversed || (vague && (verb.passive || goes || isEvent(from.entity)));
    const targetMost = open ? undefined : target.quantity.most;
    const subjectAll =
      subjectMost ??
      (plural && target.quantity.most === "one" && !reversed
        ? "many"
        : reversed && plural
          ? "many"
          : undefined);
    const optional = /^(?:may|can|might)$/.test(verb.modal ?? "") || target.quantity.least === 0;
    const least = target.quantity.least ?? (optional ? 0 : undefined);
    const relation: Relation = swap
      ? { from: to.entity, to: from.entity, verb: verb.lemma, properties: [], sentence }
      : { from: from.entity, to: to.entity, verb: verb.lemma, properties: [], sentence };
    const set = (key: "toMost" | "fromMost", value: "one" | "many" | undefined) => {
      if (value !== undefined) relation[key] = value;
    };
    set(swap ? "fromMost" : "toMost", targetMost);
    set(swap ? "toMost" : "fromMost", subjectAll);
    const sure = target.quantity.said && !/^an?$/.test(target.determiner ?? "");
    if (sure && targetMost !== undefined) relation[swap ? "fromSure" : "toSure"] = true;
    if (subjectMost !== undefined) relation[swap ? "toSure" : "fromSure"] = true;
    // "Students are supervised by several professors", each of whom supervises others too.
    if (swap && plural && sure && targetMost === "many" && !isEvent(from.entity)) relation.toMost = "many";
    // "A buyer can leave a review": one each time, and many in the end.
    if (
      !swap &&
      !sure &&
      targetMost === "one" &&
      !plural &&
      !verb.passive &&
      (isEvent(to.entity) || makingVerbs.test(verb.lemma)) &&
      (verb.modal !== undefined || isEvent(to.entity)) &&
      !isEvent(from.entity) &&
      !noun?.universal
    )
      relation.toMost = "many";
    // "Each student takes a final test": the test is the student's.
    if (
      !swap &&
      !sure &&
      targetMost === "one" &&
      !verb.passive &&
      noun?.universal === true &&
      isEvent(to.entity) &&
      !isEvent(from.entity) &&
      /^(?:take|write|submit|complete|make|give|file|sit|get|receive|obtain|earn)$/.test(verb.lemma)
    )
      Object.assign(relation, { toMost: "many", fromMost: "one" });
    // "The owner accepts one offer": it is one of the offers made to him.
    if (
      !swap &&
      targetMost === "one" &&
      !verb.passive &&
      /^(?:accept|choose|select|reject)$/.test(verb.lemma) &&
      isPersonLike(from.entity) &&
      isEvent(to.entity)
    )
      Object.assign(relation, { toMost: "many", fromMost: "one" });
    // "Readers receive a library card": each has one of its own.
    if (
      !swap &&
      targetMost === "one" &&
      /^an?$/.test(target.determiner ?? "") &&
      !verb.passive &&
      plural &&
      isEvent(to.entity) &&
      !isEvent(from.entity) &&
      /^(?:get|receive|obtain)$/.test(verb.lemma)
    )
      Object.assign(relation, { toMost: "many", fromMost: "one" });
    // "A skipper can be hired for a charter": each charter has one, and not every charter.
    if (
      !swap &&
      verb.passive &&
      verb.modal !== undefined &&
      preposition === "for" &&
      !sure &&
      isEvent(to.entity) &&
      !isEvent(from.entity) &&
      !plural
    )
      Object.assign(relation, { toMost: "many", fromMost: "one", fromLeast: 0 });
    // Whoever votes or books does so again.
    // "A student must enrol in a programme": in one.
    const bound = verb.modal === "must" && targetMost === "one" && !plural && !isEvent(to.entity);
    if (!swap && !verb.passive && !sure && leavesTrace(verb.lemma) && !reversed && !bound)
      relation.toMost = "many";
    if (bound && !swap && leavesTrace(verb.lemma))
      Object.assign(relation, { verb: "belong", fromMost: "many" });
    // Papers have several authors, whoever the sentence begins with.
    if (
      !swap &&
      /^(?:publish|write|author|compose|invent)$/.test(verb.lemma) &&
      /(?:paper|publication|patent)$/.test(to.entity)
    )
      relation.fromUsual = "many";
    // To belong to several is to share them.
    if (
      !swap &&
      relation.toMost === "many" &&
      /^(?:belong|assign|associate|relate|link|categorize|classify|tag|group)$/.test(verb.lemma)
    )
      relation.fromUsual = "many";
    // "An order is paid by several payments": each payment pays one order.
    if (swap && isNominalOf(to.entity, verb.lemma)) relation.toMost = "one";
    // "is paid with one or more payments".
    if (
      !swap &&
      verb.passive &&
      preposition !== "by" &&
      isNominalOf(to.entity, verb.lemma) &&
      to.entity !== from.entity &&
      target.quantity.most === "many"
    )
      return { ...relation, toMost: "many", fromMost: "one" };
    // "Approved proposals become projects": each project comes of one.
    if (!swap && /^(?:become|yield)$/.test(verb.lemma) && to.entity !== from.entity)
      return {
        from: to.entity,
        to: from.entity,
        verb: "concern",
        toMost: "one",
        fromMost: "many",
        properties: [],
        sentence,
      };
    // "Each order is paid by one bill": the bill is the order's.
    if (swap && verb.lemma === "pay" && /(?:bill|invoice|receipt)$/.test(to.entity))
      return {
        from: from.entity,
        to: to.entity,
        verb: "have",
        toMost: target.quantity.most,
        fromMost: "one",
        properties: [],
        sentence,
      };
    // "Students take quizzes": each of them several, and each is taken by several.
    if (
      !swap &&
      verb.lemma === "take" &&
      plural &&
      target.plural &&
      /(?:quiz|exam|test|survey|assessment|course|class)$/.test(to.entity)
    )
      Object.assign(relation, { toMost: "many", fromMost: "many" });
    // "Dishes are prepared from ingredients".
    if (
      !swap &&
      verb.passive &&
      /^(?:from|of|with)$/.test(preposition) &&
      plural &&
      target.plural &&
      /^(?:prepare|make|assemble|produce|build|cook|mix|brew|construct|compose)$/.test(verb.lemma)
    )
      Object.assign(relation, { toMost: "many", fromMost: "many" });
    // "Users form groups".
    if (!swap && verb.lemma === "form" && plural && target.plural && isPersonLike(from.entity))
      Object.assign(relation, { toMost: "many", fromMost: "many" });
    // "Boards can be shared with other users", "users can be assigned to cards".
    if (
      !swap &&
      verb.passive &&
      plural &&
      target.plural &&
      !reversed &&
      ((verb.lemma === "share" && preposition === "with") ||
        (verb.modal !== undefined &&
          /^(?:assign|allocate|add|invite)$/.test(verb.lemma) &&
          preposition === "to"))
    )
      Object.assign(relation, { toMost: "many", fromMost: "many" });
    // "Samples are taken from batches": each from one.
    if (
      !swap &&
      verb.passive &&
      preposition === "from" &&
      target.plural &&
      !target.quantity.said &&
      verb.lemma === "take"
    )
      Object.assign(relation, { toMost: "one", fromMost: "many" });
    // "Courses are offered in several sections": each of these is of one.
    if (
      !swap &&
      verb.passive &&
      preposition === "in" &&
      target.quantity.most === "many" &&
      to.entity !== from.entity &&
      /^(?:offer|teach|hold|give|run|divide|split|organize|organise|publish|produce|print|issue)$/.test(
        verb.lemma,
      ) &&
      /(?:section|edition|session|group|batch|volume|run|chapter|part|cohort)$/.test(to.entity)
    )
      return { ...relation, verb: "have", toMost: "many", fromMost: "one" };
    // "Objects are shown in exhibitions": each of them in several.
    if (
      !swap &&
      verb.passive &&
      preposition === "in" &&
      plural &&
      target.plural &&
      /^(?:show|exhibit|display|feature|use|include|list|mention|cite|quote|play)$/.test(verb.lemma)
    )
      Object.assign(relation, { toMost: "many", fromMost: "many" });
    // "An election is held in several constituencies": each of them sees others too.
    if (
      !swap &&
      (verb.passive || verb.lemma === "happen") &&
      target.quantity.said &&
      target.quantity.most === "many" &&
      (isEvent(from.entity) ||
        /(?:election|festival|conference|competition|tournament|campaign|exhibition|concert|event|course)$/.test(
          from.entity,
        ))
    )
      relation.fromUsual = "many";
    // "Loans are repaid in instalments": these are parts of the loan.
    if (
      !swap &&
      verb.passive &&
      preposition === "in" &&
      target.plural &&
      /^(?:repay|pay|divide|split|structure|publish|release|bill|invoice|deliver|organize|organise)$/.test(
        verb.lemma,
      ) &&
      (isEvent(to.entity) || /^(?:repay|pay|divide|split|structure)$/.test(verb.lemma))
    )
      return { ...relation, toMost: "many", fromMost: "one", part: true };
    if (least !== undefined) relation[swap ? "fromLeast" : "toLeast"] = least;
    // "picked up at one address and delivered to another": each has the part that its verb gives it.
    const again = this.into.relations.findLast(
      (each) =>
        each.sentence === sentence &&
        to.entity !== from.entity &&
        to.role === undefined &&
        (each.from === from.entity ? each.to : each.from) === to.entity &&
        [each.from, each.to].includes(from.entity) &&
        (each.from === from.entity ? each.toRole : each.fromRole) === undefined,
    );
    if (
      again &&
      (target.other || (again.verb !== verb.lemma && isTravel(again.verb) && isTravel(verb.lemma)))
    ) {
      const isPerson = isPersonLike(to.entity);
      const part = (lemma: string) => snake(isPerson ? agentOf(lemma) : `${partOf(lemma)} ${to.entity}`);
      const [before, now] = [part(again.verb), part(verb.lemma)];
      if (before !== snake(to.entity)) again[again.from === from.entity ? "toRole" : "fromRole"] = before;
      relation[swap ? "fromRole" : "toRole"] = now;
    }
    // "Friends follow friends": the two play the same part.
    const alike = from.entity === to.entity && from.role === to.role;
    if (to.role !== undefined && !alike) relation[swap ? "fromRole" : "toRole"] = snake(to.role);
    if (from.role !== undefined && !alike) relation[swap ? "toRole" : "fromRole"] = snake(from.role);
    // Of what is sent, issued or happens, each goes to one; "employees work in departments".
    const shared = relation.toMost === "many" && relation.fromMost === "many";
    if (!swap && targetMost === undefined && !reversed && !shared) {
      const single = !holds && (goes || isEvent(from.entity));
      if (single && (preposition === "during" || !(isEvent(to.entity) && !isEvent(from.entity)))) {
        relation.toMost = "one";
        relation.fromMost ??= "many";
      }
    }
    if (partVerbs.has(verb.lemma)) relation.part = true;
    return relation;
  }
}

/** What is made out to one person. */
function isOwnedAlone(name: string): boolean {
  return /(?:ticket|order|booking|reservation|appointment|subscription|membership|pass|voucher|policy)$/.test(
    name,
  );
}

/** Verbs of a way from one place to another. */
function isTravel(verb: string): boolean {
  return /^(?:depart|leave|start|begin|arrive|end|finish|land|collect|deliver|drop|load|unload)$/.test(verb);
}

/** Whoever does it: a reviewer reviews. */
function agentOf(verb: string): string {
  const parts: Readonly<Record<string, string>> = {
    assign: "assignee",
    edit: "editor",
    create: "creator",
    author: "author",
    translate: "translator",
    audit: "auditor",
    inspect: "inspector",
    supervise: "supervisor",
    direct: "director",
  };
  return parts[verb] ?? (verb.endsWith("e") ? `${verb}r` : `${verb}er`);
}

/** The noun for the part that a verb gives to a place or a person. */
function partOf(verb: string): string {
  const parts: Readonly<Record<string, string>> = {
    depart: "departure",
    leave: "departure",
    start: "start",
    begin: "start",
    arrive: "arrival",
    land: "arrival",
    end: "end",
    collect: "pickup",
    deliver: "delivery",
    send: "sending",
    receive: "receiving",
    ship: "shipping",
    bill: "billing",
    return: "return",
    transfer: "target",
    withdraw: "source",
    connect: "start",
  };
  return parts[verb] ?? verb;
}

/** Verbs by which each of many meets one: employees work in a department. */
const singleVerbs =
  /^(?:concern|issue|send|award|ship|deliver|assign|address|belong|work|live|locate|refer|base|install|station|employ|happen|relate|depart|arrive|park|play|hold|join|report|reside|connect|attach|tie)$/;

/** Verbs by which somebody makes a thing that is there afterwards. */
export const makingVerbs =
  /^(?:create|add|place|write|leave|submit|make|post|upload|publish|report|send|request|open|start|issue|give|record|generate|produce|release|organize|organise|host|run|own|build|sign|draft|propose|raise|file|pay|donate|pledge)$/;
