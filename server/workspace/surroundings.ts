import { upSection, type FileBeside } from "../checker";
import { detectDialect } from "../sql";
import { filesBeside } from "./beside";
import { configName, noConfig, parseConfig, type Config, type ConfigProblem } from "./config";
import type { Files } from "./files";
import { deployedBefore } from "./deployment-handler";
import { undoneBy } from "./down-place";
import {
  isUpgrade,
  migrationsRoot,
  orderMigrations,
  placeIn,
  seededFolder,
  type MigrationPlace,
} from "./migrations";
import { sqitchPlace } from "./sqitch";
import { extensionsBefore, updatesExtension } from "./extension-control";
import { isOfSupabase, makesItself, supabaseObjects } from "./supabase";

/** What a file is checked on top of, and how. */
export interface Surroundings {
  /** The files before it, in order; each with its text, without the part that undoes. */
  readonly before: readonly { readonly path: string; readonly text: string }[];
  /** SQL that makes what the platform has before any of the files; empty for a plain database. */
  readonly given: string;
  readonly role: "schema" | "migration";
  /** For a file that stands alone: looks for what others make that may be parts of the same schema. */
  readonly beside: () => Promise<readonly FileBeside[]>;
  /** Whether others are run before it, which need not be known. */
  readonly isInOrder: boolean;
  /** Whether some of those are not here, and make what is not known. */
  readonly isContinued: boolean;
  /** Names those that belong together: one engine can judge them one after the other. */
  readonly group: string | undefined;
}

/** A file with nothing around it. */
export const alone: Surroundings = {
  before: [],
  given: "",
  role: "schema",
  beside: () => Promise.resolve([]),
  isInOrder: false,
  isContinued: false,
  group: undefined,
};

/** The texts that a file is checked on top of, in order. */
export function textsBefore({ given, before }: Pick<Surroundings, "given" | "before">): string[] {
  return [...(given === "" ? [] : [given]), ...before.map(({ text }) => text)];
}

/** Which files form one schema, as settings say it. */
export interface SchemaFiles {
  /** The folder that the globs are relative to. */
  readonly root: string;
  readonly globs: readonly string[];
}

/** What lies around a file: what the settings say of it, else its migrations folder. `path` is absolute, with `/`. */
export async function surroundingsOf(path: string, schema: SchemaFiles, files: Files): Promise<Surroundings> {
  const found = await filesBefore(path, schema, files);
  const around =
    found.group === undefined
      ? {
          ...found,
          beside: () => filesBeside(path, files),
          isInOrder: isUpgrade(path),
          isContinued: updatesExtension(path),
        }
      : found;
  if (!isOfSupabase(path)) {
    const given = await schemaBefore(path, schema, around, files);
    return { ...around, given: `${await extensionsBefore(path, found.group, files)}${given}` };
  }
  const texts = [...around.before.map(({ text }) => text), (await files.text(path)) ?? ""];
  return { ...around, given: texts.some(makesItself) ? "" : supabaseObjects };
}

async function filesBefore(path: string, schema: SchemaFiles, files: Files): Promise<Surroundings> {
  if (schema.globs.length > 0) {
    const listed = await files.matching(schema.root, schema.globs);
    const index = listed.indexOf(path);
    if (index >= 0)
      return {
        ...alone,
        before: await read(listed.slice(0, index), files),
        isInOrder: true,
        group: schema.root,
      };
  }
  const planned = await sqitchPlace(path, files);
  if (planned) return { ...(await inFolder(planned.root, planned, files)), isContinued: planned.needsOthers };
  const deployed = await deployedBefore(path, files);
  if (deployed) return inFolder(deployed.root, { before: deployed.before, role: "migration" }, files);
  const undone = await undoneBy(path, files);
  if (undone) return inFolder(undone.root, { before: undone.before, role: "schema" }, files);
  const root = migrationsRoot(path);
  const order = orderMigrations(root, await files.names(root));
  const place = order && placeIn(order, path.slice(root.length + 1));
  if (place) return inFolder(root, place, files);
  const seeded = seededFolder(path);
  const seed = seeded === undefined ? undefined : orderMigrations(seeded, await files.names(seeded));
  return seeded === undefined || !seed ? alone : inFolder(seeded, { before: seed.up, role: "schema" }, files);
}

async function inFolder(root: string, place: MigrationPlace, files: Files): Promise<Surroundings> {
  const before = place.before.map((name) => `${root}/${name}`);
  return { ...alone, before: await read(before, files), role: place.role, isInOrder: true, group: root };
}

/** The first thing that a file makes in a schema that it names. */
const qualified =
  /^[ \t]*create\s+(?:table|type|sequence|view|function)\s+(?:if\s+not\s+exists\s+)?(?:"([^"]+)"|([a-z_]\w*))\s*\.\s*["\w]/im;
const alwaysThere = new Set(["public", "pg_catalog", "information_schema"]);

/**
 * SQL that makes the schema which the files of a folder put their first things into, where none of them makes it: the
 * program that runs them does so before. Empty for all else.
 */
async function schemaBefore(
  path: string,
  schema: SchemaFiles,
  { group }: Surroundings,
  files: Files,
): Promise<string> {
  const all = group === undefined ? [] : await filesAround(path, schema, files);
  const first = all.find(({ text }) => qualified.test(text))?.text ?? "";
  const [, quoted, plain] = qualified.exec(first) ?? [];
  const name = quoted ?? plain?.toLowerCase();
  if (name === undefined || alwaysThere.has(name) || detectDialect(first) !== "postgresql") return "";
  const makes = new RegExp(`\\bcreate\\s+schema\\b[^;]*?(?<!\\w)${name.replace(/\W/g, "\\$&")}(?!\\w)`, "i");
  if (all.some(({ text }) => makes.test(text))) return "";
  return `CREATE SCHEMA "${name.replaceAll('"', '""')}";\n`;
}

/** The files that form one schema with a file, itself among them, in their order; none where it stands alone. */
export async function filesAround(
  path: string,
  schema: SchemaFiles,
  files: Files,
): Promise<Surroundings["before"]> {
  if (schema.globs.length > 0) {
    const listed = await files.matching(schema.root, schema.globs);
    if (listed.includes(path)) return read(listed, files);
  }
  const root = migrationsRoot(path);
  const order = orderMigrations(root, await files.names(root));
  const own = path.slice(root.length + 1);
  if (!order?.up.includes(own)) return [];
  return read(
    order.up.map((name) => `${root}/${name}`),
    files,
  );
}

async function read(paths: readonly string[], files: Files): Promise<Surroundings["before"]> {
  const texts = await Promise.all(paths.map((path) => files.text(path)));
  return paths.map((path, i) => ({ path, text: upSection(texts[i] ?? "") }));
}

/** A configuration file that was found. */
export interface FoundConfig {
  /** Its folder. */
  readonly root: string;
  readonly path: string;
  readonly text: string;
  readonly value: Config;
  readonly problems: readonly ConfigProblem[];
}

/** The nearest configuration file, from a folder upwards; the one of nothing where there is none. */
export async function findConfig(folder: string, files: Files): Promise<FoundConfig> {
  for (let at = folder; ; at = at.slice(0, at.lastIndexOf("/"))) {
    const path = `${at}/${configName}`;
    const text = await files.text(path);
    if (text !== undefined) {
      const { value, problems } = parseConfig(text);
      return { root: at, path, text, value, problems };
    }
    if (!at.includes("/")) return { root: folder, path: "", text: "", value: noConfig, problems: [] };
  }
}
