import { describe, expect, it } from "vitest";
import { parseSettings } from "../../server/backend/settings";

const SECRET_KEY = "0123456789abcdef0123456789abcdef";

function refusal(environment: Record<string, string>): string {
  try {
    parseSettings(environment);
  } catch (error) {
    return error instanceof Error ? error.message : "";
  }
  return "accepted";
}

describe("settings", () => {
  it("take what is set and fill in the rest", () => {
    expect(
      parseSettings({ SECRET_KEY, PORT: "8123", REQUIRE_EMAIL_VERIFICATION: "false", API_KEY: " " }),
    ).toEqual({
      port: 8123,
      host: "127.0.0.1",
      databaseConnections: 10,
      databasePreparedStatements: true,
      dataDir: ".dbscst-data",
      secretKey: SECRET_KEY,
      previousSecretKeys: [],
      algorithm: "HS256",
      accessTokenMinutes: 30,
      refreshTokenDays: 30,
      openai: {},
      generationsPerHour: 30,
      mailFrom: "dbscst <no-reply@localhost>",
      requireEmailVerification: false,
      logLevel: "info",
      trustedProxies: 0,
      corsOrigins: [],
      backupHours: 24,
    });
  });

  it.each([
    [{}, "SECRET_KEY is not set: "],
    [{ SECRET_KEY: "short" }, "SECRET_KEY is too short (5 characters): "],
    [{ SECRET_KEY: "a".repeat(40) }, "SECRET_KEY is too easy to guess: "],
    [{ SECRET_KEY, SECRET_KEY_PREVIOUS: "old" }, "SECRET_KEY_PREVIOUS is too short (3 characters): "],
    [{ SECRET_KEY, PORT: "http" }, 'PORT is "http": '],
    [{ SECRET_KEY, PORT: "65536" }, 'PORT is "65536": '],
    [{ SECRET_KEY, DATABASE_URL: "mysql://u:geheim@h/d" }, "DATABASE_URL starts with mysql:: "],
    [{ SECRET_KEY, DATABASE_URL: "u:geheim@h" }, "DATABASE_URL "],
    [{ SECRET_KEY, ALGORITHM: "none" }, 'ALGORITHM is "none": '],
    [{ SECRET_KEY, ACCESS_TOKEN_EXPIRE_MINUTES: "-1" }, 'ACCESS_TOKEN_EXPIRE_MINUTES is "-1": '],
    [{ SECRET_KEY, LOG_LEVEL: "loud" }, 'LOG_LEVEL is "loud": '],
    [{ SECRET_KEY, REQUIRE_EMAIL_VERIFICATION: "maybe" }, 'REQUIRE_EMAIL_VERIFICATION is "maybe": '],
    [{ SECRET_KEY, SMTP_URL: "mail.example.com" }, "SMTP_URL is not a URL: "],
    [{ SECRET_KEY, MAIL_FROM: "a@b\r\nBcc: c@d" }, 'MAIL_FROM is "'],
    [{ SECRET_KEY, HOST: "not a host" }, 'HOST is "not a host": '],
  ])("refuse %o in one line that says what to set", (environment, start) => {
    const message = refusal(environment);
    expect(message.slice(0, start.length)).toBe(start);
    expect(message).toMatch(/set it to/);
    expect(message).not.toMatch(/geheim/);
  });
});
