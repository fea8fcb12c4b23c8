import { dirname } from "node:path";
import { DiagnosticSeverity, type Connection } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { URI } from "vscode-uri";
import type { CheckOptions } from "../checker";
import type { Dialect } from "../sql";
import {
  alone,
  diskFiles,
  downPathOf,
  filesAround,
  findConfig,
  surroundingsOf,
  withSlashes,
  type Files,
  type FoundConfig,
  type SchemaFiles,
  type Surroundings,
} from "../workspace";
import { toRange } from "./convert";
import type { Settings } from "./settings";

/** How a document is checked: what the settings, the configuration file and the files around it say together. */
export interface Around extends Surroundings {
  readonly options: Pick<CheckOptions, "dialect" | "rules" | "assume">;
  readonly engine: boolean;
  /** Whether a change of any SQL file may change what it stands on. */
  readonly hasGlobs: boolean;
}

/** The dialect of a new schema where nobody chooses one. */
export function newSchemaDialect(config: FoundConfig["value"] | undefined): Dialect {
  const { dialect = "auto" } = config ?? {};
  return dialect === "auto" ? "postgresql" : dialect;
}

/** The disk around the open documents; what is open in the editor wins over it. */
export class Workspace {
  /** The workspace's folders, as the client names them. */
  roots: readonly string[] = [];
  private readonly faulty = new Set<string>();

  constructor(
    private readonly connection: Connection,
    private readonly openText: (path: string) => string | undefined,
  ) {}

  /** Never rejects: what cannot be read is not there. */
  async around(uri: string, settings: Settings): Promise<Around> {
    const path = pathOf(uri);
    if (path === undefined) return merge(settings, undefined, alone);
    const files = this.files();
    const config = await findConfig(withSlashes(dirname(path)), files);
    this.tell(config);
    const schema = this.schemaOf(path, settings, config);
    return merge(settings, config, await surroundingsOf(path, schema, files), schema.globs.length > 0);
  }

  /** What the configuration file of a document or folder says; of the workspace's first folder where none is named. */
  async config(uri = this.roots[0]): Promise<FoundConfig["value"] | undefined> {
    const path = uri === undefined ? undefined : pathOf(uri);
    if (path === undefined) return undefined;
    const config = await findConfig(withSlashes(path), this.files());
    this.tell(config);
    return config.value;
  }

  /** The files that form one schema with a document, itself among them; none where it stands alone. */
  async group(uri: string, settings: Settings): ReturnType<typeof filesAround> {
    const path = pathOf(uri);
    if (path === undefined) return [];
    const files = this.files();
    const config = await findConfig(withSlashes(dirname(path)), files);
    return filesAround(path, this.schemaOf(path, settings, config), files);
  }

  /** The file that undoes a migration, or shall; undefined for what is no migration. */
  downPath(path: string): Promise<string | undefined> {
    return downPathOf(path, this.files());
  }

  /** What a file says, in the editor or on the disk; undefined where there is none. */
  text(path: string): Promise<string | undefined> {
    return this.files().text(path);
  }

  /** The disk, over which what is open in the editor lies. */
  private files(): Files {
    const disk = diskFiles();
    return {
      ...disk,
      text: (file) => {
        const open = this.openText(file);
        return open === undefined ? disk.text(file) : Promise.resolve(open);
      },
    };
  }

  /** Which files form one schema; what the editor's settings say wins over the configuration file. */
  private schemaOf(path: string, { schema }: Settings, config: FoundConfig): SchemaFiles {
    return schema.files.length > 0
      ? { root: this.rootOf(path) ?? config.root, globs: schema.files }
      : { root: config.root, globs: config.value.schema.files };
  }

  private rootOf(path: string): string | undefined {
    return this.roots
      .flatMap((root) => pathOf(root) ?? [])
      .filter((root) => path.startsWith(`${root}/`))
      .sort((a, b) => b.length - a.length)[0];
  }

  /** Says what is wrong in a configuration file, and takes it back once it is right. */
  private tell({ path, text, problems }: FoundConfig): void {
    if (path === "" || (problems.length === 0 && !this.faulty.has(path))) return;
    if (problems.length === 0) this.faulty.delete(path);
    else this.faulty.add(path);
    const uri = URI.file(path).toString();
    const document = TextDocument.create(uri, "json", 0, text);
    void this.connection.sendDiagnostics({
      uri,
      diagnostics: problems.map(({ span, message }) => ({
        range: toRange(document, span),
        severity: DiagnosticSeverity.Error,
        code: "configuration",
        source: "dbscst",
        message,
      })),
    });
  }
}

/** The file of a URI, with `/`; undefined for a document that is not on the disk. */
export function pathOf(uri: string): string | undefined {
  if (!/^file:/i.test(uri)) return undefined;
  try {
    return withSlashes(URI.parse(uri).fsPath);
  } catch {
    return undefined; // no URI that names a file
  }
}

/** A setting that is not at its default wins over the configuration file. */
function merge(
  settings: Settings,
  config: FoundConfig | undefined,
  around: Surroundings,
  hasGlobs = false,
): Around {
  const shared = config?.value;
  const { dialect, schema } = settings;
  return {
    ...around,
    options: {
      dialect: dialect === "auto" ? (shared?.dialect ?? "auto") : dialect,
      rules: { ...shared?.rules, ...settings.rules },
      assume: schema.assume.length > 0 ? schema.assume : (shared?.schema.assume ?? []),
    },
    engine: settings.engine && shared?.engine !== false,
    hasGlobs,
  };
}
