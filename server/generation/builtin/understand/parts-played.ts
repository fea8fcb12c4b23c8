import { singular } from "../words/inflect";
import { isPersonLike } from "../words/things";

/** A part, and who plays it: what is called by the part later on is one of them. */
export interface PartPlayed {
  readonly part: string;
  readonly who: string;
}

const forms: readonly RegExp[] = [
  // "exactly one nurse who acts as its supervisor".
  /\b((?:[a-z]+ )?[a-z]+),? (?:who|that|which) (?:acts?|serves?|works?|functions?) as (?:its|the|their|an?|his|her) ([a-z]+)(?=[\s.,;]|$)/gi,
  // "a teacher can be the head of only one school", "a member can be winner of several raffles".
  /\b(?:an?|one|each|every|any|the) ((?:[a-z]+ )?[a-z]+) (?:can|may|could|might) (?:only )?be (?:an? |the )?([a-z]+) (?:of|for) (?:zero|one|only|exactly|at most|an?|the|several|many|more|multiple|any|other)\b/gi,
  // "an employee can only have one boss": another employee.
  /\b(?:an?|one|each|every) (employee|worker|staff member|officer|agent|person|member) (?:(?:can|may|must|will|should) )?(?:only )?(?:have|has) (?:only |exactly |at most |no more than )?(?:an?|one|a single) (boss|superior|supervisor|line manager)(?= (?:but|and|who|while)|[,;.]|$)/gi,
];

/** The parts that a sentence says somebody plays for something else. */
export function partsPlayed(text: string): PartPlayed[] {
  return forms
    .flatMap((form) => [...text.matchAll(form)])
    .flatMap(([, who = "", part = ""]) => {
      const [name, last] = [who.toLowerCase(), who.toLowerCase().split(" ").at(-1) ?? ""];
      const role = singular(part.toLowerCase());
      if (!isPersonLike(role) && !/^(?:head|chair|lead|dean|star|host|captain)$/.test(role)) return [];
      return [...new Set([singular(name), singular(last)])].flatMap((each) =>
        each === role ? [] : [{ part: role, who: each }],
      );
    });
}
