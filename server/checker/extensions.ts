import { nearName } from "../rules";
import { knownExtensions, otherExtensions, type KnownExtension } from "./known-extensions";
import type { ObjectId, ObjectKind } from "./objects";

const byName = new Map(knownExtensions.map((extension) => [extension.name, extension]));
/** pgvector is asked for as `vector`, and some write its project's name. */
byName.set("pgvector", byName.get("vector") ?? { name: "vector" });

/** The extension that a name is a slip of: it is near exactly one known name and is none itself. */
export function extensionMeant(name: string): string | undefined {
  const known = [...byName.keys(), ...otherExtensions];
  return known.includes(name) ? undefined : nearName(name, known);
}

/** The extensions that bring an object of this name. */
export function extensionsWith(object: ObjectId): readonly string[] {
  return knownExtensions.filter((extension) => brings(extension, object)).map(({ name }) => name);
}

const ofExtensions: ReadonlySet<ObjectKind> = new Set<ObjectKind>([
  ...(["schema", "type", "routine", "operator", "operator class", "access method"] as const),
  ...(["foreign-data wrapper", "language", "text search object"] as const),
]);

const unlisted: ReadonlySet<ObjectKind> = new Set<ObjectKind>(["routine", "operator", "operator class"]);

/**
 * Whether an extension may bring the object. Of one that is not in the table everything is believed that only
 * an extension tends to bring: types, functions, operators, schemas and the like.
 */
export function mayBring(extension: string, object: ObjectId, schema?: string): boolean {
  if (object.kind === "extension") return object.name === extension;
  if (schema !== undefined && object.schema === schema && schema !== "public") return true;
  const known = byName.get(extension);
  if (!known) return ofExtensions.has(object.kind) || object.schema === extension;
  return brings(known, object) || (known.isPartial === true && unlisted.has(object.kind));
}

function brings(extension: KnownExtension, object: ObjectId): boolean {
  const schema = object.kind === "schema" ? object.name : object.schema;
  if (schema !== undefined && includes(extension.schemas, schema)) return true;
  switch (object.kind) {
    case "type":
      return includes(extension.types, object.name);
    case "routine":
      return includes(extension.routines, object.name);
    case "operator class":
      return includes(extension.operatorClasses, object.name);
    case "access method":
      return includes(extension.accessMethods, object.name);
    case "relation":
      return includes(extension.relations, object.name);
    case "foreign-data wrapper":
      return includes(extension.wrappers, object.name);
    case "language":
      return includes(extension.languages, object.name);
    case "operator": {
      const words = object.name.split(/\s+/);
      return words.some((word) => includes(extension.types, word) || includes(extension.operators, word));
    }
    default:
      return false;
  }
}

function includes(patterns: readonly string[] | undefined, name: string): boolean {
  const folded = name.toLowerCase();
  return (patterns ?? []).some((pattern) => {
    if (pattern.endsWith("*")) return folded.startsWith(pattern.slice(0, -1));
    if (pattern.startsWith("*")) return folded.endsWith(pattern.slice(1));
    return pattern === folded;
  });
}
