import { isPropertyName } from "../words/attributes";
import { isPlural, plural, singular } from "../words/inflect";
import { isEvent } from "../words/things";
import { stop } from "./rows-of";

/** "Salespeople write an invoice for each car that they sell": each invoice is of both. */
export function madeForEach(sentence: string): string[] | undefined {
  const match =
    /^((?:(?:an?|the|each|every|our) )?[a-z]+(?: [a-z]+)?) (?:can |must |may |will |should )?(?:writes?|issues?|gets?|receives?|prepares?|creates?|makes?|files?|submits?|completes?|signs?|draws? up|sends?|fills? in|produces?|places?) (?:an?|one|exactly one|a single|one single) ((?:[a-z]+ )?[a-z]+) for (?:each|every) (?:single )?([a-z]+(?: [a-z]+)?)((?: that| which)? (?:he or she|she or he|he|she|they|it|the [a-z]+) [a-z]+)?$/i.exec(
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
    /^(?:an?|each|every) ([a-z]+(?: [a-z]+)?) (?:is|must be|should be|will be|gets?) (?:also )?(?:recorded|stored|logged|registered|saved|kept|tracked|entered) (?:along |together )?(?:with|including) ((?:the|its|an?|his|her|their) .+)$/i.exec(
      sentence.replace(stop, ""),
    );
  const [, what, kept] = match ?? [];
  return what === undefined || kept === undefined ? undefined : [`Each ${what} has ${kept}`];
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

/** "several pets (dogs, cats, etc.)": without the examples. */
export function withoutExamples(sentence: string): string {
  return sentence.replace(
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
    /^(.{8,}?),?(?: and)? (?:the )?([a-z]+s)(?: and ([a-z]+s))?(?: of [a-z]+)? (?:that|which) (?:the|each|an?|every) ([a-z]+) (likes|prefers|favou?rs|speaks|knows|masters|teaches|follows|attends|wants|tends to like)$/i.exec(
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
