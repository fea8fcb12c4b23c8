import type { Entity, Relation } from "../understand/model";
import { isNominalOf, leavesTrace, nominalsOf } from "../words/things";

/** Verbs that give a part of its own, so that a second relation between the same two is meant. */
const roles =
  /^(manage|head|lead|supervise|chair|direct|coordinate|approve|review|edit|moderate|host|captain|advise|represent|translate|audit|verify|inspect|referee|win|like|follow|favorite|bookmark|rate|invite|attend|befriend)$/;
const plainVerbs =
  /^(have|belong|contain|consist|include|comprise|compose|associate|relate|link|make|assign|own|be|involve|connect|get|receive|need|refer)$/;

/** What the sentences say of the same two things from both sides, as one relation each. */
export function mergeRelations(
  relations: readonly Relation[],
  entities: ReadonlyMap<string, Entity>,
): Relation[] {
  const merged: Relation[] = [];
  for (const relation of relations) {
    const known = merged.find((each) => isSame(each, relation));
    if (known) absorb(known, relation);
    else merged.push({ ...relation, properties: [...relation.properties] });
  }
  return merged.filter((relation) => !isCarried(relation, merged, entities));
}

function isSame(a: Relation, b: Relation): boolean {
  const straight = a.from === b.from && a.to === b.to;
  const crossed = a.from === b.to && a.to === b.from;
  if (!straight && !crossed) return false;
  if (a.from === a.to) return a.verb === b.verb || plainVerbs.test(a.verb) || plainVerbs.test(b.verb);
  const role = (each: Relation) => each.toRole ?? each.fromRole;
  if (role(a) !== undefined && role(b) !== undefined && role(a) !== role(b)) return false;
  // "is managed by an employee", and then "a manager manages": whoever manages is the manager.
  const agent = (each: Relation, other: Relation) =>
    role(other) === undefined && role(each)?.startsWith(each.verb.replace(/e$/, "")) === true;
  if (a.verb === b.verb) return role(a) === role(b) || crossed || agent(a, b) || agent(b, a);
  // "A technician manages many sites, and a site has many technicians" says the same from both ends.
  const both =
    crossed && a.toMost === "many" && b.toMost === "many" && role(a) === undefined && role(b) === undefined;
  if (both && (plainVerbs.test(a.verb) || plainVerbs.test(b.verb))) return true;
  // "Members borrow tools" and "reserve tools": each leaves rows of its own.
  if (
    leavesTrace(a.verb) &&
    leavesTrace(b.verb) &&
    !nominalsOf(a.verb).some((each) => nominalsOf(b.verb).includes(each))
  )
    return false;
  if (a.sentence === b.sentence && completes(a, b)) return true;
  if (roles.test(a.verb) || roles.test(b.verb)) return false;
  // Whoever made a thing is not all of those with whom it is shared.
  if (isMadeAndShared(a, b) || isMadeAndShared(b, a)) return false;
  if (isMadeAndAnswered(a, b) || isMadeAndAnswered(b, a)) return false;
  if ((role(a) === undefined) !== (role(b) === undefined)) return false;
  return true;
}

/** "Each customer is attended by a clerk and a clerk can serve many customers": one says what the other leaves open. */
function completes(a: Relation, b: Relation): boolean {
  if ([a, b].some((each) => each.toRole !== undefined || each.fromRole !== undefined)) return false;
  const [to, from] = a.from === b.from ? [b.toMost, b.fromMost] : [b.fromMost, b.toMost];
  const open = (mine: string | undefined, theirs: string | undefined) =>
    (mine === undefined) !== (theirs === undefined);
  return open(a.toMost, to) && open(a.fromMost, from) && [a.toMost, a.fromMost, to, from].includes("many");
}

/** Verbs by which one person makes a thing, and those by which several have to do with it. */
const making =
  /^(?:create|own|found|open|write|post|upload|publish|start|organize|organise|host|report|raise)$/;
const sharing = /^(?:share|assign|invite|join|participate|collaborate|work|subscribe|enroll|enrol|register)$/;

function isMadeAndShared(made: Relation, shared: Relation): boolean {
  return (
    making.test(made.verb) &&
    made.fromMost !== "many" &&
    sharing.test(shared.verb) &&
    shared.toMost === "many" &&
    (shared.fromMost === "many" || shared.fromUsual === "many")
  );
}

/** "Citizens file reports", and others vote for them: each vote is kept besides. */
function isMadeAndAnswered(made: Relation, answered: Relation): boolean {
  return (
    (making.test(made.verb) || /^(?:send|file|submit|share|add|publish)$/.test(made.verb)) &&
    leavesTrace(answered.verb) &&
    !making.test(answered.verb) &&
    made.from === answered.from &&
    answered.toMost !== "one"
  );
}

/** A number that is said outweighs the form of a noun; of two forms, "many" does. */
function absorb(known: Relation, other: Relation): void {
  const straight = known.from === other.from;
  const merge = (side: "to" | "from", value: "one" | "many" | undefined, sure: boolean | undefined) => {
    if (value === undefined) return;
    const [most, isSure] =
      side === "to" ? (["toMost", "toSure"] as const) : (["fromMost", "fromSure"] as const);
    const current = known[most];
    if (
      current === undefined ||
      (sure === true && known[isSure] !== true) ||
      (sure === known[isSure] && value === "many")
    )
      known[most] = value;
    if (sure === true) known[isSure] = true;
  };
  if (straight) {
    if (other.toRole !== undefined) known.toRole ??= other.toRole;
    if (other.fromRole !== undefined) known.fromRole ??= other.fromRole;
    merge("to", other.toMost, other.toSure);
    merge("from", other.fromMost, other.fromSure);
    if (other.toLeast !== undefined) known.toLeast ??= other.toLeast;
    if (other.fromLeast !== undefined) known.fromLeast ??= other.fromLeast;
  } else {
    merge("from", other.toMost, other.toSure);
    merge("to", other.fromMost, other.fromSure);
    if (other.toLeast !== undefined) known.fromLeast ??= other.toLeast;
    if (other.fromLeast !== undefined) known.toLeast ??= other.fromLeast;
    if (other.toRole !== undefined) known.fromRole ??= other.toRole;
    if (other.fromRole !== undefined) known.toRole ??= other.fromRole;
  }
  // "A section has several students" and "students enrol in sections": of the two, the enrolment is kept.
  // "Operations are scheduled for patients", and "an operation is of only one patient": no appointment stands for it.
  const plain = [known, other].find((each) => plainVerbs.test(each.verb) && isOfOne(each));
  if (plain) Object.assign(known, { verb: plain.verb });
  else if (plainVerbs.test(known.verb) && nominalsOf(other.verb).length > 0 && !plainVerbs.test(other.verb))
    Object.assign(known, { verb: other.verb });
  if (other.part) known.part = true;
  if (other.repeated) known.repeated = true;
  if (straight && other.fromUsual) known.fromUsual = other.fromUsual;
  if (other.through !== undefined) known.through ??= other.through;
  for (const property of other.properties)
    if (!known.properties.some((each) => each.name === property.name)) known.properties.push(property);
}

/** Whether one of the two is said to meet exactly one of the other. */
function isOfOne({ toMost, toSure, fromMost, fromSure }: Relation): boolean {
  return (toMost === "one" && toSure === true) || (fromMost === "one" && fromSure === true);
}

/**
 * Whether an entity stands for the doing and carries the relation already: "customers order products" where an
 * order belongs to a customer and contains products.
 */
function isCarried(
  relation: Relation,
  all: readonly Relation[],
  entities: ReadonlyMap<string, Entity>,
): boolean {
  const links = (a: string, b: string) =>
    all.some(
      (each) =>
        each !== relation && ((each.from === a && each.to === b) || (each.from === b && each.to === a)),
    );
  return [...entities.keys()].some(
    (nominal) =>
      isNominalOf(nominal, relation.verb) &&
      nominal !== relation.from &&
      nominal !== relation.to &&
      links(nominal, relation.from) &&
      // Orders reach products through their lines.
      (links(nominal, relation.to) ||
        [...entities.keys()].some(
          (part) =>
            part !== relation.from && part !== nominal && links(nominal, part) && links(part, relation.to),
        )),
  );
}

/** "attends several subjects", where a grade is of a student and of a subject: the grade says who attends what. */
export function withoutGraded(
  relations: readonly Relation[],
  entities: ReadonlyMap<string, Entity>,
): Relation[] {
  const grades = [...entities.keys()].filter((name) =>
    /(?:^|\s)(?:grade|mark|attendance|result)$/.test(name),
  );
  const meets = (grade: string, name: string) =>
    relations.some(({ from, to }) => (from === grade && to === name) || (from === name && to === grade));
  return relations.filter(
    ({ from, to, verb, properties }) =>
      properties.length > 0 ||
      !/^(?:attend|take|enroll|enrol|study|visit)$/.test(verb) ||
      !grades.some((grade) => grade !== from && grade !== to && meets(grade, from) && meets(grade, to)),
  );
}
