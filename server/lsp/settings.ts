import type { Connection } from "vscode-languageserver";
import type { CheckOptions } from "../checker";
import type { FormatStyle, InlayHintOptions } from "../language";
import { dialects, type DialectChoice } from "../sql";

/** What a person has set, under `dbscst` in the editor's settings. */
export interface Settings {
  readonly dialect: DialectChoice;
  /** Whether statements are run on a database engine. */
  readonly engine: boolean;
  /** By rule: its severity, or `off`. */
  readonly rules: NonNullable<CheckOptions["rules"]>;
  /** Globs of the files that form one schema, and schemas that exist outside of them. */
  readonly schema: { readonly files: readonly string[]; readonly assume: readonly string[] };
  readonly format: FormatStyle;
  readonly inlayHints: InlayHintOptions;
}

const defaults: Settings = {
  dialect: "auto",
  engine: true,
  rules: {},
  schema: { files: [], assume: [] },
  format: {},
  inlayHints: { generatedNames: false },
};

/** Long enough for any editor that answers, short enough for the ones that never do. */
const patience = 1_000;

/** Reads the settings: asked for where the client can answer, else as they are pushed. */
export class SettingsSource {
  private pushed: Settings = defaults;
  private pulls = false;

  constructor(private readonly connection: Connection) {}

  /** `pulls`: whether the client answers `workspace/configuration`. */
  start(options: { readonly pulls: boolean; readonly initial: unknown }): void {
    this.pulls = options.pulls;
    this.push(options.initial);
  }

  /** Takes what a client without `workspace/configuration` sends, with or without the section's name around it. */
  push(value: unknown): void {
    const section = property(value, "dbscst") ?? value;
    if (section !== undefined && section !== null) this.pushed = parseSettings(section);
  }

  /** The settings for a document. Never rejects: what is not answered is as it was pushed, or the default. */
  async of(uri: string): Promise<Settings> {
    if (!this.pulls) return this.pushed;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<undefined>((resolve) => {
      timer = setTimeout(resolve, patience, undefined);
    });
    const asked = this.connection.workspace
      .getConfiguration({ scopeUri: uri, section: "dbscst" })
      .then((value: unknown) => (value === null || value === undefined ? undefined : parseSettings(value)))
      .catch(() => undefined);
    try {
      return (await Promise.race([asked, late])) ?? this.pushed;
    } finally {
      clearTimeout(timer);
    }
  }
}

/** Takes what it understands; what it does not is as by default. */
export function parseSettings(value: unknown): Settings {
  const dialect = property(value, "dialect");
  const engine = property(property(value, "check"), "engine");
  const rules = property(property(value, "check"), "rules");
  return {
    dialect: (["auto", ...dialects] as const).find((known) => known === dialect) ?? defaults.dialect,
    engine: typeof engine === "boolean" ? engine : defaults.engine,
    rules: parseRules(rules),
    schema: {
      files: parseTexts(property(property(value, "schema"), "files")),
      assume: parseTexts(property(property(value, "schema"), "assume")),
    },
    format: parseFormat(property(value, "format")),
    inlayHints: parseHints(property(value, "inlayHints")),
  };
}

function parseTexts(value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  return list.filter((one): one is string => typeof one === "string" && one !== "");
}

function parseHints(value: unknown): InlayHintOptions {
  const wanted = (name: keyof InlayHintOptions, fallback: boolean) => {
    const set = property(value, name);
    return typeof set === "boolean" ? set : fallback;
  };
  return {
    foreignKeyTypes: wanted("foreignKeyTypes", true),
    implicitNotNull: wanted("implicitNotNull", true),
    generatedNames: wanted("generatedNames", false),
  };
}

function parseFormat(value: unknown): FormatStyle {
  const keywordCase = (["upper", "lower", "preserve"] as const).find(
    (known) => known === property(value, "keywordCase"),
  );
  const width = property(value, "width");
  return {
    ...(keywordCase && { keywordCase }),
    ...(typeof width === "number" && width >= 20 && width <= 400 && { width }),
  };
}

function parseRules(value: unknown): Settings["rules"] {
  if (typeof value !== "object" || value === null) return {};
  const levels = ["error", "warning", "information", "hint", "off"] as const;
  return Object.fromEntries(
    Object.entries(value).flatMap(([rule, severity]) => {
      const level = levels.find((known) => known === severity);
      return level ? [[rule, level]] : [];
    }),
  );
}

function property(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null
    ? (Object.getOwnPropertyDescriptor(value, name)?.value as unknown)
    : undefined;
}
