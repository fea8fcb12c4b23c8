import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { password, TestBackend } from "./harness";

describe("limits", () => {
  let backend: TestBackend;
  const lines: string[] = [];
  beforeAll(async () => {
    backend = await TestBackend.start(
      "postgresql",
      { REQUIRE_EMAIL_VERIFICATION: "false", SECRET_KEY_PREVIOUS: "the-key-before-the-key-before-the-key" },
      {
        logLines: lines,
        limits: {
          loginOfAccountFromAddress: { points: 3, seconds: 900 },
          signupFromAddress: { points: 40, seconds: 900 },
        },
      },
    );
  });
  afterAll(async () => {
    await backend.stop();
  });

  it("stop the guessing of passwords, for known and unknown addresses alike", async () => {
    const ada = await backend.person();
    for (const email of [ada.email, "unknown@example.com"]) {
      const tries = await Promise.all(
        Array.from({ length: 6 }, async (_, i) =>
          backend.call("POST", "/v1/auth/login", { body: { email, password: `wrong ${i}` } }),
        ),
      );
      expect(tries.map(({ status }) => status).sort()).toEqual([401, 401, 401, 429, 429, 429]);
      const limited = tries.find(({ status }) => status === 429);
      expect(limited?.body.code).toBe("rate_limited");
      expect(Number(limited?.headers["retry-after"])).toBeGreaterThan(800);
    }
    const right = await backend.call("POST", "/v1/auth/login", { body: { email: ada.email, password } });
    expect(right.status).toBe(429);
  });

  it("do not count what went right", async () => {
    const ada = await backend.person();
    for (let i = 0; i < 6; i++) await backend.logIn(ada.email);
  });

  it("are not needed without verification: an account is there at once and its address taken", async () => {
    const sign = async () =>
      backend.call("POST", "/v1/auth/signup", { body: { email: "Now@example.com", password, name: "Now" } });
    const first = await sign();
    expect([first.status, first.body.user.email, first.body.user.emailVerified]).toEqual([
      201,
      "now@example.com",
      false,
    ]);
    const second = await sign();
    expect([second.status, second.body.code]).toEqual([409, "email_taken"]);
    const atOnce = await Promise.all(
      [1, 2, 3].map(async () =>
        backend.call("POST", "/v1/auth/signup", { body: { email: "race@example.com", password, name: "R" } }),
      ),
    );
    expect(atOnce.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });

  it("leave nothing secret in the log", async () => {
    const ada = await backend.person();
    await backend.call("GET", "/v1/projects?cursor=secret-in-query", { token: ada.token });
    const log = lines.join("\n");
    expect(log).toContain('"route":"/v1/projects"');
    for (const secret of [password, ada.token, ada.refreshToken, ada.email, "secret-in-query"]) {
      expect(log).not.toContain(secret);
    }
  });
});
