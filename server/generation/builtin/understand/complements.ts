import { isUsualThing } from "../domains";
import type { VerbPhrase } from "../read/phrases";
import { isPropertyName } from "../words/attributes";
import { isEvent, isPersonLike } from "../words/things";
import type { Clause } from "./clauses";
import { isArea, isKept, isKeptNoun, isManner } from "./kept-nouns";
import { isOrganisation } from "./weights";
import { Wishes } from "./wishes";

/** What speaks for the nouns behind prepositions to be things that are kept. */
export class Complements extends Wishes {
  /**
   * `screen`: the verb says what somebody does with a program; `stores`: that something is kept.
   */
  protected behindPrepositions(
    clause: Clause,
    verb: VerbPhrase,
    { screen, stores }: { readonly screen: boolean; readonly stores: boolean },
  ): void {
    for (const { preposition, items } of clause.complements)
      for (const item of items) {
        // "Bins are in aisles", "a tournament consists of rounds": places and parts, rather than numbers.
        if (
          item.noun.plural &&
          isPropertyName(item.noun.name) === "always" &&
          ((verb.copula &&
            /^(?:in|inside|within)$/.test(preposition) &&
            clause.subjects.some(({ noun }) => noun.plural)) ||
            (/^(?:consist|comprise)$/.test(verb.lemma) && preposition === "of"))
        ) {
          this.noun(item.noun, 6);
          this.counted.add(item.noun.name);
          for (const { noun } of verb.copula ? clause.subjects : [])
            if (isPropertyName(noun.name) === "always") this.noun(noun, 6);
        }
        // "are scheduled in a courtroom".
        if (
          /^(?:in|at|on)$/.test(preposition) &&
          /^an?$/.test(item.noun.determiner ?? "") &&
          /(?:room|hall|court|studio|theat(?:er|re)|stadium|arena|gym|laborator(?:y)|chapel|depot|auditorium|venue)$/.test(
            item.noun.name,
          ) &&
          clause.subjects.some(
            ({ noun }) =>
              isEvent(noun.name) ||
              /(?:performance|show|concert|match|game|lecture|class|play)$/.test(noun.name),
          )
        ) {
          this.noun(item.noun, 1);
          this.counted.add(item.noun.name);
        }
        // "are eaten at a table": no part of a program.
        if (preposition === "at" && item.noun.name === "table" && item.noun.quantity.most === "one") {
          this.noun(item.noun, 8);
          this.counted.add("table");
        }
        // "has offices in several states": where these are.
        if (preposition === "in" && item.noun.plural && isArea(item.noun.name)) continue;
        // "is paid by card or in cash".
        if (/^(?:by|in|via|through)$/.test(preposition) && isManner(item.noun)) continue;
        // "Researchers belong to an institution".
        if (
          /^(?:belong|work|study|employ|affiliate|register)$/.test(verb.lemma) &&
          /^an?$/.test(item.noun.determiner ?? "") &&
          isOrganisation(item.noun.name) &&
          clause.subjects.some(({ noun }) => isPersonLike(noun.name))
        ) {
          this.counted.add(item.noun.name);
          this.noun(item.noun, 1);
        }
        // "Each pet belongs to an owner": somebody, rather than the one who speaks.
        if (item.noun.name === "owner" && /^(?:belong|own)$/.test(verb.lemma)) {
          this.counted.add(item.noun.name);
          this.noun(item.noun, 1);
        }
        // "A course consists of a prefix and a number": what it has.
        if (
          /^(?:consist|comprise)$/.test(verb.lemma) &&
          preposition === "of" &&
          /^an?$/.test(item.noun.determiner ?? "") &&
          items.some(({ noun }) => isPropertyName(noun.name) === "always")
        )
          continue;
        // "create quizzes with questions".
        if (
          preposition === "with" &&
          item.noun.plural &&
          clause.objects.length > 0 &&
          isUsualThing(item.noun.name) &&
          isPropertyName(item.noun.name) === "no"
        )
          this.noun(item.noun, 1);
        // "is operated by a shipping company": not the one that speaks.
        if (
          /^(?:by|to|for|from)$/.test(preposition) &&
          /^an?$/.test(item.noun.determiner ?? "") &&
          item.noun.name.includes(" ")
        )
          this.counted.add(item.noun.name);
        if (/^(about|of|on|regarding|concerning)$/.test(preposition) && stores) this.noun(item.noun, 2);
        else if (
          /^(by|to|with|in|from|for|at|of|into|on|onto|between|among|under|within)$/.test(preposition) &&
          !(screen && !verb.copula)
        )
          this.noun(
            item.noun,
            (item.noun.plural && preposition !== "with" && isPropertyName(item.noun.name) === "either") ||
              (preposition !== "with" &&
                /^(?:belong|assign|employ|enroll|happen|lie)$/.test(verb.lemma) &&
                isKeptNoun(item.noun))
              ? 3
              : item.noun.quantity.most === "many" ||
                  item.noun.universal ||
                  /^(by|to|from|of|between)$/.test(preposition) ||
                  isKept(item.noun)
                ? isPropertyName(item.noun.name) === "either" &&
                  isUsualThing(item.noun.name) &&
                  isKept(item.noun)
                  ? 3
                  : 2
                : 1,
          );
      }
  }
}
