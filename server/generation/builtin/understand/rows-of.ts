import { isPropertyName } from "../words/attributes";
import { plural, singular } from "../words/inflect";

/** What ends a sentence. */
export const stop = /[.!?;:]+$/;

/** What tells the variants of a product apart. */
const variantWords =
  /^(?:size|colou?r|flavou?r|material|length|width|weight|pattern|finish|fit|capacity|scent|strength|pack size)$/;

/** "Products come in several sizes and colors": each combination is a row. */
export function variants(sentence: string): string[] | undefined {
  const match =
    /^(?:(?:the|our|each|every|all|most|some|an?) )?([a-z]+(?: [a-z]+)?) (?:(?:can |may )?comes?|(?:is|are|can be|may be) (?:available|sold|offered|made|stocked|produced)) in (?:(?:several|different|many|various|multiple|a number of|a range of|two or more|more than one|one or more) )?(?:different )?([a-z]+)((?:, (?:and )?(?:different )?[a-z]+|(?: and| or) (?:different )?[a-z]+)*)(?:,? (?:and|with) (.+))?$/i.exec(
      sentence.replace(stop, ""),
    );
  if (!match) return undefined;
  const [, what = "", first = "", others = "", rest] = match;
  const names = [first, ...others.split(/,? (?:and |or )|, /)]
    .map((word) => singular(word.replace(/^different /i, "").toLowerCase()))
    .filter((word) => word !== "");
  if (names.length === 0 || !names.every((name) => variantWords.test(name))) return undefined;
  const thing = singular(what.toLowerCase());
  const variant = `${thing} variant`;
  const said = [
    `Each ${thing} has several ${plural(variant)}`,
    `Each ${variant} has ${names.map((name) => `a ${name}`).join(" and ")}`,
  ];
  if (rest === undefined) return said;
  // "and stock is kept for each": of each variant.
  const forEach =
    /^(?:the |a )?([a-z]+(?: [a-z]+)?) (?:is|are) (?:kept|tracked|recorded|stored|managed|known) (?:for|per|of) each(?: (?:one|of them|variant|combination|size(?: and colou?r)?))?$/i.exec(
      rest,
    )?.[1] ?? /^each (?:one )?(?:has|with) (?:its own |an? )?([a-z]+(?: [a-z]+)?)$/i.exec(rest)?.[1];
  return forEach === undefined ? [...said, rest] : [...said, `Each ${variant} has a ${forEach}`];
}

/** "Every change of status is recorded": a row for each, with what was before and what came. */
export function changes(sentence: string): string[] | undefined {
  const text = sentence.replace(stop, "");
  const kept = "(?:recorded|logged|kept|stored|tracked|saved|documented|remembered|audited)";
  const match =
    new RegExp(
      `^(?:every|each|all|any) changes? (?:of|in|to) (?:(?:the|its|their|his|her|an?) )?([a-z]+)(?: (?:of|for) (?:an?|the|each|every|our) ([a-z]+(?: [a-z]+)?))? (?:is|are|must be|should be|will be|gets?) (?:also )?${kept}(?:,? (?:along |together )?(?:with|including) (.+))?$`,
      "i",
    ).exec(text) ??
    new RegExp(
      `^(?:(?:the|a) )?(?:full |complete )?history of (?:(?:the|its|their|all|an?) )?([a-z]+)(?: changes?)?(?: (?:of|for) (?:an?|the|each|every|our) ([a-z]+(?: [a-z]+)?))? (?:is|are|must be|should be|will be) (?:also )?${kept}(?:,? (?:along |together )?(?:with|including) (.+))?$`,
      "i",
    ).exec(text) ??
    /^we (?:also )?(?:record|log|keep|store|track|save) (?:every|each|all|any) changes? (?:of|in|to) (?:(?:the|its|their|an?) )?([a-z]+)(?: (?:of|for) (?:an?|the|each|every|our) ([a-z]+(?: [a-z]+)?))?(?:,? (?:along |together )?(?:with|including) (.+))?$/i.exec(
      text,
    );
  const what = match?.[1];
  if (match === null || what === undefined) return undefined;
  const name = singular(what.toLowerCase());
  if (!/^(?:status|state|stage|price|salary|address|position|owner|assignee|priority|rank|role)$/.test(name))
    return undefined;
  const [, , whose, more] = match;
  const change = `${name} change`;
  return [
    `${whose === undefined ? "It" : `Each ${singular(whose.toLowerCase())}`} has several ${change}s`,
    `Each ${change} has an old_${name}, a new_${name} and a changed_at${more === undefined ? "" : ` and ${more}`}`,
  ];
}

/** "We keep their salary history": a row for each salary. */
export function histories(sentence: string): string[] | undefined {
  const match =
    /^(.*\b(?:keep|keeps|store|stores|record|records|track|tracks|has|have|need|maintain|maintains) )(?:(their|its|the|an?) )?(?:full |complete )?(salary|price|status|position|address|rate|role|job) history(?: of (?:each |every |an? |the |all )?([a-z]+))?(?:(,? and | , |, )(.+))?$/i.exec(
      sentence.replace(stop, ""),
    );
  if (!match) return undefined;
  const [, start = "", whose, what = "", of, , more] = match;
  const subject = /^(?:(?:each|every|an?) [a-z]+|[a-z]+s) (?:has|have) $/i.exec(start)?.[0];
  const owner =
    of !== undefined
      ? `Each ${singular(of.toLowerCase())} has`
      : subject !== undefined && whose !== "their"
        ? subject.trim()
        : "They have";
  const name = what.toLowerCase();
  return [
    ...(more === undefined ? [] : [theirs(more) ?? `${start}${more}`]),
    `${owner} several ${name} changes`,
    `Each ${name} change has an old_${name}, a new_${name} and a changed_at`,
  ];
}

/** "the skills they have, with a level": they have skills. */
function theirs(text: string): string | undefined {
  const match = /^(?:the )?([a-z]+s) (?:that |which )?they (have|own|know|speak|use)\b(.*)$/i.exec(text);
  return match
    ? `They ${match[2] ?? ""} several ${match[1] ?? ""}${(match[3] ?? "").replace(/^,/, "")}`
    : undefined;
}

/** "Grades are recorded for each student and class": each is of both. */
export function ofBoth(sentence: string): string[] | undefined {
  const match =
    /^(?:the )?([a-z]+(?: [a-z]+)?s) (?:is|are) (?:also )?(?:recorded|stored|kept|given|tracked|noted|saved|entered|set|planned) for (?:each|every) ([a-z]+(?: [a-z]+)?) (?:and|in|at|on) (?:each |every )?([a-z]+(?: [a-z]+)?)$/i.exec(
      sentence.replace(stop, ""),
    );
  if (match?.[1] === undefined || match[2] === undefined || match[3] === undefined) return undefined;
  return [`Each ${singular(match[1].toLowerCase())} belongs to one ${match[2]} and one ${match[3]}`];
}

/** "The attendance of members at training sessions is recorded": a row for each of the two. */
export function attended(sentence: string): string[] | undefined {
  const match =
    /^the (attendance|participation|presence|absence|score|grade|mark|result|rating|performance|progress) of (?:each |every |the )?([a-z]+(?: [a-z]+)?) (?:at|in|on|for|from) (?:each |every |the |an? )?([a-z]+(?: [a-z]+)?) (?:is|are|must be|should be) (?:also )?(?:recorded|stored|kept|tracked|noted|saved|registered|logged)$/i.exec(
      sentence.replace(stop, ""),
    );
  const [, what = "", whom, where] = match ?? [];
  if (whom === undefined || where === undefined) return undefined;
  const [one, other] = [singular(whom.toLowerCase()), singular(where.toLowerCase())];
  return /^(?:attendance|participation|presence|absence)$/i.test(what)
    ? [`Each ${what.toLowerCase()} belongs to one ${one} and one ${other}`]
    : [`For each ${one} in each ${other} the ${what.toLowerCase()} is recorded`];
}

/** "Each airplay of a song is logged with the time": a row for each, of the song, with the time. */
export function logged(sentence: string): string[] | undefined {
  const match =
    /^(?:each|every) ([a-z]+) of (?:an?|the|each) ([a-z]+(?: [a-z]+)?) (?:is|must be|should be|will be|gets) (?:logged|recorded|stored|tracked|kept|registered)(?:,? (?:along |together )?with (.+))?$/i.exec(
      sentence.replace(stop, ""),
    );
  const [, what, whose, more] = match ?? [];
  if (
    what === undefined ||
    whose === undefined ||
    /^(?:type|kind|change|part|list|set|copy|piece)$/i.test(what)
  )
    return undefined;
  return [
    `Each ${what} belongs to one ${whose}`,
    ...(more === undefined ? [] : [`Each ${what} has ${more}`]),
  ];
}

/** "There is always one employee assigned to manage that branch": each branch is managed by one. */
export function appointed(sentence: string): string[] | undefined {
  // "… and a manager can't manage several branches": what follows is a sentence of its own.
  const [, head = sentence.replace(stop, ""), rest] =
    /^(for (?:each|every) .+? (?:manage|supervise|lead|head|run|direct|oversee|coordinate)s? (?:it|(?:that|the|this) [a-z]+(?: [a-z]+)?)),? (?:and|but) (.+)$/i.exec(
      sentence.replace(stop, ""),
    ) ?? [];
  const match =
    /^(?:for (?:each|every) ([a-z]+(?: [a-z]+)?),? )?there (?:is|are|must be|should be) (?:always )?((?:exactly |only )?(?:one|an?|several|many|one or more|at least one) [a-z]+(?: [a-z]+)??) (?:(?:who is |that is |who are )?(?:assigned|allocated|appointed|chosen|responsible|designated) (?:to|for)|who|that) ([a-z]+?(?: after)?)(?:(?<=[a-z]{3})s)? (?:it|(?:that|the|this|each|every|an?|it(?:s)?) ([a-z]+(?: [a-z]+)?))$/i.exec(
      head,
    );
  const [, context, who, verb, named] = match ?? [];
  // "For each agency there is one employee who manages that office": the agency.
  const whole = context ?? named;
  const done =
    verb === undefined
      ? undefined
      : /^(manage|supervise|lead|head|run|direct|oversee|coordinate|tend|serve|maintain|look)(?: after)?$/i
          .exec(verb)?.[1]
          ?.toLowerCase();
  if (who === undefined || whole === undefined || done === undefined) return undefined;
  const participle =
    { lead: "led", run: "managed", oversee: "supervised", look: "tended" }[done] ??
    `${done.replace(/e$/, "")}ed`;
  return [
    `Each ${singular(whole.toLowerCase())} is ${participle} by ${who}`,
    ...(rest === undefined ? [] : [rest]),
  ];
}

/** "The enrolment of students in courses must be modelled": a row for each student and course. */
export function ofTwo(sentence: string): string[] | undefined {
  const match =
    /\b(enrol?lment|registration|assignment|participation|allocation|admission|attendance|employment)s? of ([a-z]+s) (?:in|to|for|at|with) ([a-z]+s)\b/i.exec(
      sentence,
    );
  const [whole, what, one, other] = match ?? [];
  if (whole === undefined || what === undefined || one === undefined || other === undefined) return undefined;
  return [
    sentence.replace(whole, `${what.toLowerCase()}s`),
    `Each ${what.toLowerCase()} belongs to one ${singular(one.toLowerCase())} and one ${singular(other.toLowerCase())}`,
  ];
}

/** "A colour is allocated to each production line": the line has one. */
export function given(sentence: string): string[] | undefined {
  const match =
    /^(an?|one) ((?:[a-z]+ )?[a-z]+) (?:is|must be|will be|can be|may be) (?:also )?(?:allocated|assigned|given|attached) to (?:each|every) ([a-z]+(?: [a-z]+)?)(?: (?:to|so that|in order to) .+)?$/i.exec(
      sentence.replace(stop, ""),
    );
  const [, article, what, whom] = match ?? [];
  if (article === undefined || what === undefined || whom === undefined) return undefined;
  if (isPropertyName(what.toLowerCase()) === "no") return undefined;
  return [`Each ${whom} has ${article} ${what}`];
}

/** "The quantity of each part used in a visit is stored": of each part in each visit. */
export function countedFor(sentence: string): string[] | undefined {
  const match =
    /^the (quantity|number|amount|price|dose|dosage|share|percentage) of (?:each|every) ([a-z]+(?: [a-z]+)?) (?:that is |which is )?(?:used|sold|needed|required|ordered|replaced|contained|delivered|bought|given|consumed) (?:in|for|at|on|by|during|to|with) (?:each|every|an?|the) (?:specific |particular |given )?([a-z]+(?: [a-z]+)?) (?:is|are|must be|should be|has to be|needs to be) (?:also )?(?:stored|recorded|kept|tracked|noted|saved|known)/i.exec(
      sentence,
    );
  const [, what, one, other] = match ?? [];
  if (what === undefined || one === undefined || other === undefined) return undefined;
  return [`For each ${one} in each ${other} the ${what.toLowerCase()} is recorded`];
}
