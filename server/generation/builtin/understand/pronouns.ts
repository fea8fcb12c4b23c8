import { isPersonLike } from "../words/things";
import type { Clause, Item } from "./clauses";

/** What a pronoun that begins a sentence can stand for: a thing, somebody, or several. */
type Kind = "thing" | "person" | "several";

const opening =
  /^(?:(it|this)|(he|she)|(these|those)) (?:also |then |only )?(?:has|have|is|are|was|were|can|may|must|will|should|belongs?|contains?|consists?|includes?|refers?|gets?|shows?|lists?|covers?|works?|lives?)\b(?! (?:possible|important|assumed|known|necessary|required that|expected))/i;

/**
 * What the pronoun at the start of `text` means where the subject of the sentence before cannot be meant: "A customer
 * places an order. It has a date", "A trip is led by a guide. He has a licence", "Teachers give lessons. These are
 * held in rooms". `clauses` are those of the sentence before, `subject` is what it spoke of.
 */
export function stoodFor(
  text: string,
  subject: string | undefined,
  clauses: readonly Clause[],
  entityOf: (item: Item) => string | undefined,
): string | undefined {
  const [, thing, person] = opening.exec(text) ?? [];
  if (!opening.test(text)) return undefined;
  const kind: Kind = thing !== undefined ? "thing" : person !== undefined ? "person" : "several";
  if (kind !== "several" && subject !== undefined && fits(kind, subject)) return undefined;
  const named = clauses
    .filter(({ relative }) => !relative)
    .flatMap(({ subjects, objects, complements, verb }) => [
      ...(kind === "several" ? [] : subjects),
      ...objects,
      ...(kind === "several" && verb?.passive !== true && objects.length > 0
        ? []
        : complements.flatMap(({ items }) => items)),
    ])
    .flatMap((item) => {
      const entity = entityOf(item);
      return entity === undefined ? [] : [{ entity, several: item.noun.plural }];
    });
  if (kind === "several") return named.findLast(({ several }) => several)?.entity;
  return named.find(({ entity, several }) => !several && fits(kind, entity))?.entity;
}

function fits(kind: Kind, entity: string): boolean {
  return isPersonLike(entity) === (kind === "person");
}
