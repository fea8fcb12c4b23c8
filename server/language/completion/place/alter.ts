import type { Token } from "../../../sql";
import { isWord } from "../../context";
import { readName } from "../names";
import { elementPlace } from "./element";
import { namedObjectPlace } from "./named-object";
import type { Place } from "./place";
import { sinceComma, skipIfExists } from "./tokens";
import { alterActions, objectKinds, tableConstraints, valueWords } from "./words";

export function alterPlace(
  before: readonly Token[],
  second: Token | undefined,
  previous: Token | undefined,
): Place {
  if (!second) return { kind: "keywords", words: objectKinds };
  if (!isWord(second, "TABLE"))
    return namedObjectPlace(before.slice(1), ["RENAME TO", "OWNER TO", "SET SCHEMA", "ADD VALUE"]);
  const owner = readName(before, skipIfExists(before, 2));
  if (!owner || owner.next > before.length) return { kind: "relation", words: ["IF EXISTS", "ONLY"] };
  const of = owner.name;
  const action = sinceComma(before.slice(owner.next));
  const [verb, noun] = action;
  if (!verb) return { kind: "keywords", words: alterActions };
  if (isWord(verb, "ADD")) {
    if (!noun)
      return { kind: "keywords", words: ["COLUMN", "CONSTRAINT", ...tableConstraints, "IF NOT EXISTS"] };
    const isColumn = isWord(noun, "COLUMN");
    const element = action.slice(isColumn ? 2 : 1).filter((token) => !isWord(token, "IF", "EXISTS"));
    if (element.length === 0) return { kind: "keywords", words: ["IF NOT EXISTS"] };
    return elementPlace(element);
  }
  if (isWord(previous, "COLUMN")) return { kind: "column", of };
  if (isWord(previous, "PARTITION", "INHERIT")) return { kind: "relation" };
  if (isWord(previous, "TYPE")) return { kind: "type" };
  if (isWord(verb, "ALTER")) {
    if (action.length === 1) return { kind: "column", of };
    if (isWord(previous, "SET"))
      return { kind: "keywords", words: ["NOT NULL", "DEFAULT", "DATA TYPE", "STATISTICS", "STORAGE"] };
    if (isWord(previous, "DROP"))
      return { kind: "keywords", words: ["NOT NULL", "DEFAULT", "IDENTITY", "EXPRESSION"] };
    if (isWord(previous, "DEFAULT", "USING")) return { kind: "expression", of, words: valueWords };
    return {
      kind: "keywords",
      words: [
        "TYPE",
        "SET NOT NULL",
        "SET DEFAULT",
        "DROP NOT NULL",
        "DROP DEFAULT",
        "ADD GENERATED ALWAYS AS IDENTITY",
        "USING",
      ],
    };
  }
  if (isWord(verb, "RENAME", "DROP") && action.length === 1)
    return { kind: "keywords", words: ["COLUMN", "CONSTRAINT", "TO"] };
  if (isWord(verb, "RENAME")) return { kind: "keywords", words: ["TO"] };
  return { kind: "keywords", words: alterActions };
}
