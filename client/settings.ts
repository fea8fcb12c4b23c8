import * as vscode from "vscode";

const providers = ["auto", "openai", "editor", "backend", "builtin"] as const;
export type ProviderSetting = (typeof providers)[number];

const dialects = ["postgresql", "mysql", "mariadb", "sqlite"] as const;
export type Dialect = (typeof dialects)[number];

const keyChoices = ["identity", "uuid"] as const;
const categoryChoices = ["enum", "check", "lookup"] as const;

export function isProvider(value: unknown): value is ProviderSetting {
  return providers.some((provider) => provider === value);
}

export function isDialect(value: unknown): value is Dialect {
  return dialects.some((dialect) => dialect === value);
}

/** The settings that the extension itself reads; the language server asks for its own. */
export interface Settings {
  readonly dialect: Dialect | "auto";
  readonly provider: ProviderSetting;
  readonly baseUrl: string;
  readonly model: string;
  /** What primary keys are, and what becomes of fixed sets of values, where that is not as by default. */
  readonly design: {
    readonly keys?: (typeof keyChoices)[number];
    readonly categories?: (typeof categoryChoices)[number];
  };
}

export function settings(): Settings {
  const configuration = vscode.workspace.getConfiguration("dbscst");
  const text = (name: string) => {
    const value = configuration.get<unknown>(name);
    return typeof value === "string" ? value.trim() : "";
  };
  const keys = keyChoices.find((choice) => choice === text("generate.keys"));
  const categories = categoryChoices.find((choice) => choice === text("generate.categories"));
  return {
    dialect: dialects.find((dialect) => dialect === text("dialect")) ?? "auto",
    provider: providers.find((provider) => provider === text("generation.provider")) ?? "auto",
    baseUrl: text("openai.baseUrl"),
    model: text("openai.model"),
    design: {
      ...(keys && keys !== "identity" && { keys }),
      ...(categories && categories !== "enum" && { categories }),
    },
  };
}

/** Whether the base URL comes from the workspace rather than from the person's own settings. */
export function baseUrlIsFromWorkspace(): boolean {
  const found = vscode.workspace.getConfiguration("dbscst").inspect<string>("openai.baseUrl");
  return found?.workspaceValue !== undefined || found?.workspaceFolderValue !== undefined;
}
