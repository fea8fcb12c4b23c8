import { isIP } from "node:net";

/** All that the backend takes from its environment. */
export interface Settings {
  readonly port: number;
  readonly host: string;
  /** Absent: the embedded database in `dataDir`. */
  readonly databaseUrl?: string;
  readonly databaseConnections: number;
  /** Whether connections keep statements prepared; off behind a pooler that does not know them. */
  readonly databasePreparedStatements: boolean;
  readonly dataDir: string;
  readonly secretKey: string;
  /** Keys that were used before: their tokens and passwords still verify, nothing new is made with them. */
  readonly previousSecretKeys: readonly string[];
  readonly algorithm: "HS256" | "HS384" | "HS512";
  readonly accessTokenMinutes: number;
  readonly refreshTokenDays: number;
  readonly apiKey?: string;
  readonly openai: { readonly apiKey?: string; readonly baseUrl?: string; readonly model?: string };
  readonly generationsPerHour: number;
  readonly smtpUrl?: string;
  readonly mailFrom: string;
  /** Absent: the address that it listens on. */
  readonly publicUrl?: string;
  readonly requireEmailVerification: boolean;
  readonly logLevel: LogLevel;
  /** How many proxies stand before it and may say who the client is. */
  readonly trustedProxies: number;
  readonly corsOrigins: readonly string[];
  /** Hours between dumps of the embedded database; 0: none. */
  readonly backupHours: number;
}

const logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;
type LogLevel = (typeof logLevels)[number];
const algorithms = ["HS256", "HS384", "HS512"] as const;

/** A setting is missing or wrong; `message` is one line that says what to set. */
class SettingsError extends Error {
  override readonly name = "SettingsError";
}

/** Reads the settings from an environment. Throws `SettingsError` for the first that does not do. */
export function parseSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const get = (name: string) => {
    const value = environment[name]?.trim();
    return value === "" ? undefined : value;
  };
  const apiKey = get("API_KEY");
  const databaseUrl = url(get, "DATABASE_URL", ["postgres:", "postgresql:"]);
  const smtpUrl = url(get, "SMTP_URL", ["smtp:", "smtps:"]);
  const publicUrl = url(get, "PUBLIC_URL", ["http:", "https:"])?.replace(/\/+$/, "");
  const openai = {
    apiKey: get("OPENAI_API_KEY"),
    baseUrl: url(get, "OPENAI_BASE_URL", ["http:", "https:"]),
    model: get("OPENAI_MODEL"),
  };
  return {
    port: integer(get, "PORT", 8000, 0, 65_535),
    host: host(get("HOST")),
    databaseConnections: integer(get, "DATABASE_CONNECTIONS", 10, 1, 1000),
    databasePreparedStatements: boolean(get, "DATABASE_PREPARED_STATEMENTS", true),
    dataDir: get("DATA_DIR") ?? ".dbscst-data",
    secretKey: secret("SECRET_KEY", get("SECRET_KEY")),
    previousSecretKeys: list(get("SECRET_KEY_PREVIOUS")).map((key) => secret("SECRET_KEY_PREVIOUS", key)),
    algorithm: oneOf("ALGORITHM", get("ALGORITHM") ?? "HS256", algorithms),
    accessTokenMinutes: integer(get, "ACCESS_TOKEN_EXPIRE_MINUTES", 30, 1, 1440),
    refreshTokenDays: integer(get, "REFRESH_TOKEN_EXPIRE_DAYS", 30, 1, 365),
    openai,
    generationsPerHour: integer(get, "GENERATIONS_PER_HOUR", 30, 0, 100_000),
    mailFrom: mailFrom(get("MAIL_FROM")),
    requireEmailVerification: boolean(get, "REQUIRE_EMAIL_VERIFICATION", true),
    logLevel: oneOf("LOG_LEVEL", (get("LOG_LEVEL") ?? "info").toLowerCase(), logLevels),
    trustedProxies: integer(get, "TRUSTED_PROXIES", 0, 0, 10),
    corsOrigins: list(get("CORS_ORIGINS")),
    backupHours: integer(get, "BACKUP_HOURS", 24, 0, 8760),
    ...(databaseUrl !== undefined && { databaseUrl }),
    ...(apiKey !== undefined && { apiKey }),
    ...(smtpUrl !== undefined && { smtpUrl }),
    ...(publicUrl !== undefined && { publicUrl }),
  };
}

type Get = (name: string) => string | undefined;

function secret(name: string, value: string | undefined): string {
  const advice = `set it to at least 32 random characters, for example the output of: openssl rand -hex 32`;
  if (value === undefined) throw new SettingsError(`${name} is not set: ${advice}`);
  if (value.length < 32) {
    throw new SettingsError(`${name} is too short (${value.length} characters): ${advice}`);
  }
  if (new Set(value).size < 5) throw new SettingsError(`${name} is too easy to guess: ${advice}`);
  return value;
}

function integer(get: Get, name: string, fallback: number, least: number, most: number): number {
  const text = get(name);
  if (text === undefined) return fallback;
  const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
  if (value >= least && value <= most) return value;
  throw new SettingsError(`${name} is "${text}": set it to a whole number from ${least} to ${most}`);
}

function boolean(get: Get, name: string, fallback: boolean): boolean {
  const text = get(name)?.toLowerCase();
  if (text === undefined) return fallback;
  if (["true", "1", "yes", "on"].includes(text)) return true;
  if (["false", "0", "no", "off"].includes(text)) return false;
  throw new SettingsError(`${name} is "${text}": set it to true or false`);
}

function url(get: Get, name: string, protocols: readonly string[]): string | undefined {
  const text = get(name);
  if (text === undefined) return undefined;
  const wanted = protocols.map((protocol) => `${protocol}//…`).join(" or ");
  // The value is not repeated: it may hold a password.
  if (!URL.canParse(text))
    throw new SettingsError(`${name} is not a URL: set it to ${wanted}, or leave it out`);
  const { protocol } = new URL(text);
  if (!protocols.includes(protocol)) {
    throw new SettingsError(`${name} starts with ${protocol}: set it to ${wanted}, or leave it out`);
  }
  return text;
}

function oneOf<T extends string>(name: string, text: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === text);
  if (found !== undefined) return found;
  throw new SettingsError(`${name} is "${text}": set it to one of ${choices.join(", ")}`);
}

function host(text: string | undefined): string {
  if (text === undefined) return "127.0.0.1";
  if (isIP(text) !== 0 || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(text)) return text;
  throw new SettingsError(
    `HOST is "${text}": set it to an address to listen on, such as 127.0.0.1 or 0.0.0.0`,
  );
}

function mailFrom(text: string | undefined): string {
  if (text === undefined) return "dbscst <no-reply@localhost>";
  if (/^[^\r\n]*[^\s<>@]+@[^\s<>@]+>?$/.test(text)) return text;
  throw new SettingsError(
    `MAIL_FROM is "${text}": set it to an address such as dbscst <no-reply@example.com>`,
  );
}

function list(text: string | undefined): string[] {
  return (text ?? "")
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}
