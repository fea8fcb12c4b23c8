import type { Dialect, Token } from "../../../sql";
import { isWord } from "../../context";
import { readName, type WrittenName } from "../names";
import { elementPlace } from "./element";
import { namedObjectPlace } from "./named-object";
import type { Place } from "./place";
import { sinceComma, skipIfExists } from "./tokens";
import { wordsOf } from "./foreign-words";
import { valueWords } from "./words";

export function alterPlace(
  before: readonly Token[],
  second: Token | undefined,
  previous: Token | undefined,
  dialect: Dialect,
): Place {
  const { objects, constraints, alter, elements } = wordsOf[dialect];
  if (!second) return { kind: "keywords", words: objects };
  if (isWord(second, "SEQUENCE") && isWord(previous, "BY") && isWord(before.at(-2), "OWNED"))
    return { kind: "relation", words: ["NONE"] };
  if (isWord(second, "DEFAULT")) return defaultPrivileges(before);
  if (!isWord(second, "TABLE"))
    return namedObjectPlace(before.slice(1), ["RENAME TO", "OWNER TO", "SET SCHEMA", "ADD VALUE"], dialect);
  const owner = readName(before, skipIfExists(before, 2));
  if (!owner || owner.next > before.length) return { kind: "relation", words: ["IF EXISTS", "ONLY"] };
  const of = owner.name;
  const action = sinceComma(before.slice(owner.next));
  const [verb, noun] = action;
  if (!verb) return { kind: "keywords", words: alter };
  if (isWord(verb, "ADD")) {
    if (!noun)
      return {
        kind: "keywords",
        words: [
          "COLUMN",
          "CONSTRAINT",
          ...(dialect === "postgresql" ? [...constraints, "IF NOT EXISTS"] : elements),
        ],
      };
    const isColumn = isWord(noun, "COLUMN");
    const element = action
      .slice(isColumn ? 2 : 1)
      .filter((token, at) => at > 2 || !isWord(token, "IF", "NOT", "EXISTS"));
    if (isWord(previous, "AFTER") && dialect !== "postgresql") return { kind: "column", of };
    if (element.length === 0) return { kind: "keywords", words: ["IF NOT EXISTS"] };
    return elementPlace(element, dialect);
  }
  const column = isWord(noun, "COLUMN") ? noun : undefined;
  const settled = afterWord(action, of);
  if (settled) return settled;
  if (isWord(previous, "COLUMN")) return { kind: "column", of };
  if (isWord(verb, "MODIFY", "CHANGE") && action.length === 1) return { kind: "column", of };
  if (isWord(previous, "AFTER") && isWord(verb, "MODIFY", "CHANGE")) return { kind: "column", of };
  if (isWord(verb, "MODIFY", "CHANGE")) {
    const element = action.filter((token) => token !== verb && token !== column);
    return elementPlace(isWord(verb, "MODIFY") ? element : element.slice(1), dialect);
  }
  const dropped = isWord(verb, "DROP", "RENAME") && action.length === 2 ? noun : undefined;
  if (isWord(dropped, "KEY", "INDEX", "CHECK")) return { kind: "part", part: "key", of };
  if (isWord(dropped, "FOREIGN", "PRIMARY")) return { kind: "keywords", words: ["KEY"] };
  if (isWord(verb, "DROP") && isWord(noun, "FOREIGN") && isWord(previous, "KEY"))
    return { kind: "part", part: "constraint", of };
  if (isWord(verb, "ATTACH") && action.length > 2)
    return { kind: "keywords", words: ["FOR VALUES FROM", "FOR VALUES IN", "FOR VALUES WITH", "DEFAULT"] };
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
    return { kind: "keywords", words: followers(verb, dialect) };
  if (isWord(verb, "RENAME")) return { kind: "keywords", words: ["TO"] };
  return { kind: "keywords", words: alter };
}

/** ALTER DEFAULT PRIVILEGES … GRANT … ON … TO …. */
function defaultPrivileges(before: readonly Token[]): Place {
  const previous = before.at(-1);
  if (isWord(previous, "ROLE", "TO", "FROM")) return { kind: "object", of: "role" };
  if (isWord(previous, "SCHEMA")) return { kind: "object", of: "schema" };
  if (isWord(previous, "ON"))
    return { kind: "keywords", words: ["TABLES", "SEQUENCES", "FUNCTIONS", "TYPES", "SCHEMAS"] };
  if (isWord(previous, "GRANT", "REVOKE"))
    return { kind: "keywords", words: ["ALL", "SELECT", "INSERT", "UPDATE", "DELETE", "USAGE", "EXECUTE"] };
  return {
    kind: "keywords",
    words: ["DEFAULT PRIVILEGES", "FOR ROLE", "IN SCHEMA", "GRANT", "REVOKE", "ON", "TO", "FROM"],
  };
}

/** What DROP and RENAME can be followed by. */
function followers(verb: Token | undefined, dialect: Dialect): readonly string[] {
  if (dialect === "postgresql") return ["COLUMN", "CONSTRAINT", "TO"];
  const word = isWord(verb, "DROP") ? "DROP " : "RENAME ";
  return wordsOf[dialect].alter.flatMap((words) =>
    words.startsWith(word) ? [words.slice(word.length)] : [],
  );
}

/** What the last words of an action alone tell. */
function afterWord(action: readonly Token[], of: WrittenName): Place | undefined {
  const [verb] = action;
  const [before, previous] = [action.at(-2), action.at(-1)];
  const isRow = isWord(verb, "FORCE") || (isWord(verb, "NO") && isWord(previous, "FORCE"));
  if (isRow && action.length <= 2) return { kind: "keywords", words: ["ROW LEVEL SECURITY"] };
  if (isWord(previous, "ENABLE", "DISABLE"))
    return {
      kind: "keywords",
      words: ["ROW LEVEL SECURITY", "TRIGGER", "REPLICA TRIGGER", "ALWAYS TRIGGER", "RULE"],
    };
  if (isWord(previous, "VALIDATE")) return { kind: "keywords", words: ["CONSTRAINT"] };
  if (isWord(previous, "CONSTRAINT")) return { kind: "part", part: "constraint", of };
  if (isWord(previous, "TRIGGER")) return { kind: "part", part: "trigger", of };
  if (isWord(before, "OWNER") && isWord(previous, "TO")) return { kind: "object", of: "role" };
  if (isWord(before, "SET") && isWord(previous, "SCHEMA")) return { kind: "object", of: "schema" };
  if (isWord(before, "CLUSTER") && isWord(previous, "ON")) return { kind: "object", of: "index" };
  if (isWord(before, "REPLICA") && isWord(previous, "IDENTITY"))
    return { kind: "keywords", words: ["DEFAULT", "FULL", "NOTHING", "USING INDEX"] };
  // The new name is the person's own.
  if (isWord(verb, "RENAME") && isWord(previous, "TO")) return { kind: "keywords", words: [] };
  return undefined;
}
