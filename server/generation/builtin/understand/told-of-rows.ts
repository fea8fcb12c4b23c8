import { isPropertyName } from "../words/attributes";
import { isPlural, plural, singular } from "../words/inflect";
import { kindOf } from "../words/kinds";
import { isEvent, isPersonLike } from "../words/things";
import { stop } from "./rows-of";

/** "Salespeople write an invoice for each car that they sell": each invoice is of both. */
export function madeForEach(sentence: string): string[] | undefined {
  const match =
    /^(?:(?:after|before|upon|on|at|during) [^,]+, )?((?:(?:an?|the|each|every|our) )?[a-z]+(?: [a-z]+)?) (?:can |must |may |will |should )?(?:writes?|issues?|gets?|receives?|prepares?|creates?|makes?|files?|submits?|completes?|signs?|draws? up|sends?|fills? in|produces?|places?) (?:an?|one|exactly one|a single|one single) ((?:[a-z]+ )?[a-z]+) for (?:each|every) (?:single )?([a-z]+(?: [a-z]+)?)((?: that| which)? (?:he or she|she or he|he|she|they|it|the [a-z]+) [a-z]+)?$/i.exec(
      sentence.replace(stop, ""),
    );
  const [, who, what, whose] = match ?? [];
  if (who === undefined || what === undefined || whose === undefined) return undefined;
  const made = what.toLowerCase();
  if (!isEvent(made) || isPropertyName(made) === "always" || /(?:grade|mark|score|result)$/.test(made))
    return undefined;
  const one = singular(who.toLowerCase().replace(/^(?:an?|the|each|every|our) /, ""));
  return [`Each ${made} belongs to one ${one} and one ${singular(whose.toLowerCase())}`];
}

/** "A sale is recorded with the clerk, the customer and the date": it has them. */
export function recordedWith(sentence: string): string[] | undefined {
  const match =
    /^(?:(?:an?|each|every) )?([a-z]+(?: [a-z]+)?) (?:is|are|must be|should be|will be|gets?) (?:also )?(?:recorded|stored|logged|registered|saved|kept|tracked|entered) (?:along |together )?(?:with|including) ((?:the|its|an?|his|her|their) .+)$/i.exec(
      sentence.replace(stop, ""),
    );
  const [, what, kept] = match ?? [];
  if (what === undefined || kept === undefined || /^(?:it|they|these|this)$/i.test(what)) return undefined;
  return [`Each ${singular(what.toLowerCase())} has ${kept}`];
}

/** "The products include phones, laptops and many others": examples, and nothing of their own. */
export function examples(sentence: string): string[] | undefined {
  const match =
    /^((?:(?:the|our|these|its|their) )?[a-z]+(?: [a-z]+)?s) (?:include|are|can be|may be|range from) ((?:[a-z -]+, )+)?[a-z -]+,? (?:and (?:many |several |some )?(?:others|other [a-z]+|more|so on|so forth)|etc\.?)$/i.exec(
      sentence.replace(stop, ""),
    );
  const [, what, list = ""] = match ?? [];
  const named = list.split(",").map((each) => each.trim());
  return what === undefined || named.some((each) => isPropertyName(singular(each)) === "always")
    ? undefined
    : [what];
}

/** "many types of assets: servers, …", "attacks, ranging from … to …": without the sorts that there are. */
function withoutSorts(sentence: string): string {
  return sentence
    .replace(
      /\b(?:(?:many|several|different|various|multiple|all|numerous) )?(?:types|kinds|sorts|varieties) of ([a-z]+(?: [a-z]+)?s)(?: ?:| [–—-]|,)?(?: such as| including| like| for example,?)? (?:[a-z-]+(?: [a-z-]+){0,2}, )+(?:[a-z-]+(?: [a-z-]+){0,2},? )?(?:and|or) [a-z-]+(?: [a-z-]+){0,2}(?=[.;]?$)/i,
      "$1",
    )
    .replace(/(?:,| [–—-])? ranging from [^.;–—]+? to [^.;–—]+(?=[.;]?$)/i, "")
    .replace(/ [–—] (?:such as|for example,?|e\.g\.,?|like|including) [^–—]+(?: [–—](?= )|(?=[.;]?$))/i, "");
}

/** "several pets (dogs, cats, etc.)": without the examples. */
export function withoutExamples(sentence: string): string {
  const plain = withoutSorts(sentence).replace(
    /\b((?:type|kind|category|class|genre|method|status)s?),? (?:such as|like|e\.g\.,?|for example,?) (?:[a-z-]+(?: [a-z-]+)?, )*[a-z-]+(?: [a-z-]+)?,? (?:or|and) [a-z-]+(?=[.;,]?$)/i,
    "$1",
  );
  return plain.replace(
    /(?<=\b([a-z]+)) \((?:(?:e\.g\.,?|such as|like|for example,?) )?((?:[a-z-]+(?: [a-z-]+)?, )+(?:and )?(?:[a-z-]+(?: [a-z-]+)?,? )?(?:etc\.?|and so on|and so forth|and others|\.\.\.|…))\)/gi,
    (whole: string, before: string, list: string) => {
      const [first = ""] = list.split(",");
      const named = singular(first.trim().toLowerCase());
      return isPlural(before.toLowerCase()) && isPropertyName(named) === "no" ? "" : whole;
    },
  );
}

/** "the artists and groups that the customer likes": what somebody does with each is a sentence of its own. */
export function whatSomebodyLikes(sentence: string): string[] | undefined {
  const match =
    /^(.{8,}?),?(?: and)? the ([a-z]+(?: [a-z]+)?s)(?: and (?:the )?([a-z]+(?: [a-z]+)?s))?(?: of [a-z]+)? (?:that|which) (?:the|each|an?|every) ([a-z]+) (likes|prefers|favou?rs|speaks|knows|masters|teaches|follows|attends|wants|tends to like)$/i.exec(
      sentence.replace(stop, ""),
    );
  const [, rest, first, second, who, does] = match ?? [];
  if (rest === undefined || first === undefined || who === undefined || does === undefined) return undefined;
  const verb = does.toLowerCase().replace(/^(?:tends to like|likes|prefers|favou?rs|wants)$/, "follows");
  return [
    rest,
    ...[first, second].flatMap((what) =>
      what === undefined ? [] : [`Each ${who} ${verb} several ${plural(what.toLowerCase())}`],
    ),
  ];
}

/** "A student can serve as a mentor for several other students": a student mentors them. */
export function actsAs(sentence: string): string {
  return sentence.replace(
    /\b(can |may |could )?(?:serves?|acts?|works?) as (?:an?|the) (mentor|supervisor|manager) (?:for|of|to) (?=(?:one or more|many|several|any number of|other|multiple|more than one) (?:other )?[a-z]+s\b)/gi,
    (_whole: string, modal: string | undefined, part: string) => {
      const verb = { mentor: "mentor", supervisor: "supervise", manager: "manage" }[part.toLowerCase()];
      return modal === undefined ? `${verb ?? part}s ` : `${modal}${verb ?? part} `;
    },
  );
}

/** "Staff can see who has borrowed a book": what they look up is told elsewhere. */
export function looksUp(sentence: string): string[] | undefined {
  const match =
    /^((?:(?:the|our|all|an?|each|every|any) )?[a-z]+(?: [a-z]+)?) (?:can|may|should|must|will|want to|wants to|need to|needs to|would like to|(?:should|must|will) be able to|(?:is|are) able to)(?: also)? (?:see|view|check|find out|look up|query|ask|tell|search|find) (?:who|which|what|when|where|whether|how (?:many|much|often|long)|if)\b/i.exec(
      sentence,
    );
  return match?.[1] === undefined || /^(?:we|i|you|they|it)$/i.test(match[1]) ? undefined : [match[1]];
}

/** "Owners register pets, providing the pet's name and age": the pets have them. */
export function providing(sentence: string): string[] | undefined {
  const match =
    /^(.{8,}?),? (?:providing|giving|entering|specifying|stating|supplying|indicating|including|recording|noting|with) (?:(?:the|each|their|an?|its) ([a-z]+(?: [a-z]+)?)['’]s|(their|his|its|her)) ((?!own\b)[a-z].+)$/i.exec(
      sentence.replace(stop, ""),
    );
  const [, rest, whose, pronoun, what] = match ?? [];
  if (rest === undefined || what === undefined) return undefined;
  if (whose !== undefined) return [rest, `Each ${singular(whose.toLowerCase())} has ${what}`];
  const subject =
    /^(?:(?:an?|the|each|every|all|new) )?([a-z]+)s? (?:can |may |must |should |have to |need to )?(?:register|registers|sign up|signs up|create|creates|apply|applies)\b/i.exec(
      rest,
    )?.[1];
  if (pronoun === undefined || subject === undefined) return undefined;
  return [rest, `Each ${singular(subject.toLowerCase())} has ${what}`];
}

/** "An invoice is generated for every visit, listing the services": the invoice lists them. */
export function listing(sentence: string): string[] | undefined {
  const match =
    /^((?:(?:when|whenever|once|if|after|upon|on|at|for) [^,]+, )?(?:an?|each|every|the) ([a-z]+(?: [a-z]+)?) (?:is|must be|can be|will be|may be|should be|gets) [a-z]+(?:ed|en|wn|de|id|lt|nt) [^,]*), (listing|containing|including|showing|stating|specifying|recording|indicating|detailing) (.+)$/i.exec(
      sentence.replace(stop, ""),
    );
  const [, rest, what, verb, kept] = match ?? [];
  if (rest === undefined || what === undefined || kept === undefined) return undefined;
  const several = /^(?:listing|containing)$/i.test(verb ?? "") ? "contains" : "has";
  return [rest, `Each ${what.toLowerCase()} ${several} ${kept}`];
}

const doing: Readonly<Record<string, string>> = {
  working: "work",
  living: "live",
  belonging: "belong",
  studying: "study",
  playing: "play",
  staying: "stay",
  residing: "reside",
};

/** "Guards working at a site issue fines": they work there, and issue fines. */
export function whoWorks(sentence: string): string[] | undefined {
  const match =
    /^((?:(?:the|our|all|an?|each|every) )?[a-z]+(?: [a-z]+)?) (working|living|belonging|studying|playing|staying|residing) (at|in|for|to|on) ((?:(?:an?|the|one|each|our) [a-z]+|[a-z]+s)) (.+)$/i.exec(
      sentence.replace(stop, ""),
    );
  const [, who, gerund, preposition, where, rest] = match ?? [];
  const verb = doing[gerund?.toLowerCase() ?? ""];
  if (who === undefined || verb === undefined || where === undefined || rest === undefined) return undefined;
  if (/^(?:of|in|at|on|and|or|for|with|who|that|which|from|to)\b/i.test(rest)) return undefined;
  const one = /^(?:an?|each|every) /i.test(who);
  return [
    `${who} ${verb}${one ? (verb === "study" ? "" : "s") : ""} ${preposition ?? "at"} ${where}`,
    `${who} ${rest}`,
  ];
}

/** "The committees form a hierarchy": each of them may stand under another one. */
export function inHierarchy(sentence: string): string[] | undefined {
  const match =
    /^(?:the |all |our )?([a-z]+(?: [a-z]+)?s)(?: of the [a-z]+)? (?:form|are (?:organi[sz]ed|arranged|structured) (?:in|as|into)) (?:an? )?(?:hierarchy|tree)\b/i.exec(
      sentence,
    );
  const one = match?.[1] === undefined ? undefined : singular(match[1].toLowerCase());
  return one === undefined ? undefined : [`Each ${one} can belong to one parent ${one}`];
}

/** "… so that the same task can be performed on many orders": that is a sentence of its own. */
export function soThat(sentence: string): string[] | undefined {
  const match = /^(.{8,}?),? so that (?:the same|one|an?|each) ([a-z]+(?: [a-z]+)?) (can|may) be (.+)$/i.exec(
    sentence.replace(stop, ""),
  );
  const [, rest, what, modal, done] = match ?? [];
  if (rest === undefined || what === undefined || modal === undefined || done === undefined) return undefined;
  return [rest, `Each ${what} ${modal} be ${done}`];
}

/** "Player performance in each match is recorded for minutes and goals": of each player in each match. */
export function performed(sentence: string): string[] | undefined {
  const match =
    /^(?:the )?([a-z]+(?: [a-z]+)?)(?:['’]s)? (?:performance|statistics|stats|results?|participation) (?:in|at|for|during) (?:each|every) ([a-z]+(?: [a-z]+)?) (?:is|are) (?:recorded|tracked|stored|kept)(?: (?:for|by|with|including|as))? (.+)$/i.exec(
      sentence.replace(stop, ""),
    );
  const [, who, where, what] = match ?? [];
  if (who === undefined || where === undefined || what === undefined) return undefined;
  return [`For each ${singular(who.toLowerCase())} in each ${where.toLowerCase()} we record the ${what}`];
}

/** "The status history of a parcel is recorded with times and the office": a row for each change. */
export function historyOf(sentence: string): string[] | undefined {
  const match =
    /^(?:the |a )?(?:full |complete )?(status|location|price|salary|address|position) history of (?:an?|the|each|every|our) ([a-z]+(?: [a-z]+)?) (?:is|must be|should be) (?:recorded|stored|kept|tracked|saved)(?: with| including) (.+)$/i.exec(
      sentence.replace(stop, ""),
    );
  const [, what, whose, kept] = match ?? [];
  if (what === undefined || whose === undefined || kept === undefined) return undefined;
  const change = `${what.toLowerCase()} change`;
  return [
    `Each ${change} belongs to one ${whose}`,
    `Each ${change} has a new_${what.toLowerCase()} and ${kept}`,
  ];
}

/** "…, and a problem, which has a title, can be used in several contests": three sentences. */
export function whichHas(sentence: string): string[] | undefined {
  const match =
    /^(.{8,}?),? and ((?:an?|each|every|the) [a-z]+(?: [a-z]+)?), (?:which|who) ((?:has|have|contains?|is described by|is identified by) .+?),? ((?:can|may|must|is|are|will) (?:be )?[a-z]+ .+)$/i.exec(
      sentence.replace(stop, ""),
    );
  const [, rest, what, has, does] = match ?? [];
  if (rest === undefined || what === undefined || has === undefined || does === undefined) return undefined;
  return [rest, `${what} ${has}`, `${what} ${does}`];
}

/** "The system records which tools were used in a given repair": each repair has several, and each tool several. */
export function whichWere(sentence: string): string[] | undefined {
  const match =
    /^(?:(?:the |this |our )?(?:system|database|app|application|we|it) (?:(?:shall|must|should|will|can|also|needs to|wants? to) )*)?(?:records?|tracks?|stores?|knows?|keeps? track of|logs?|notes?) which ([a-z]+(?: [a-z]+)?s) (?:were|are|have been|was|is) [a-z]+(?:ed|en|wn|ld|nt|de)(?: [a-z]+)? (?:by|in|for|to|on|at|during|with) (?:an?|each|every|the|any|one) (?:given |particular |specific |certain )?([a-z]+(?: [a-z]+)?)(?: \([^)]*\))?$/i.exec(
      sentence.replace(stop, ""),
    );
  const [, many, one] = match ?? [];
  if (many === undefined || one === undefined) return undefined;
  const [first, second] = [singular(one.toLowerCase()), singular(many.toLowerCase())];
  return [
    `Each ${first} is related to several ${plural(second)}`,
    `Each ${second} is related to several ${plural(first)}`,
  ];
}

/** What is left of handing a thing to somebody, where the thing itself is there for others too. */
const handings: Readonly<Record<string, string>> = {
  issues: "loan",
  lends: "loan",
  loans: "loan",
  delivers: "delivery",
  administers: "administration",
  recommends: "recommendation",
  assigns: "assignment",
  hands: "handover",
  sells: "sale",
  rents: "rental",
};

/** "A librarian issues a book to a member", "a teacher assigns a task to a student": an act with three parties. */
export function handed(sentence: string): string[] | undefined {
  const match =
    /^(?:an?|the|each|one) ([a-z]+(?: [a-z]+)?) (issues|lends|loans|delivers|sends|assigns|gives|hands|awards|administers|recommends|sells|rents) (?:an?|one) ([a-z]+(?: [a-z]+)?) (?:to|from) (?:an?|one) ([a-z]+(?: [a-z]+)?)(?: (?:at|in) (?:an?|one) ([a-z]+))?$/i.exec(
      sentence.replace(stop, ""),
    );
  const [, who, does, what, whom, where] = match ?? [];
  if (who === undefined || does === undefined || what === undefined || whom === undefined) return undefined;
  if (!isPersonLike(who.toLowerCase()) || isPropertyName(what.toLowerCase()) === "always") return undefined;
  const own =
    /^(?:event|money|document|message|part|group)$/.test(kindOf(what.toLowerCase())) ||
    /(?:parcel|package|letter)$/i.test(what);
  const act = own ? what.toLowerCase() : handings[does.toLowerCase()];
  if (act === undefined) return undefined;
  const parties = [who, ...(own ? [] : [what]), whom, ...(where === undefined ? [] : [where])];
  return [`Each ${act} belongs to ${parties.map((each) => `one ${each.toLowerCase()}`).join(" and ")}`];
}
