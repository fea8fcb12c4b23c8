import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { codeIn, password, TestBackend, tokenIn, type DatabaseKind } from "./harness";

const kinds: DatabaseKind[] = ["postgresql", "pglite"];

describe.each(kinds)("accounts on %s", (kind) => {
  let backend: TestBackend;
  beforeAll(async () => {
    backend = await TestBackend.start(kind);
  });
  afterAll(async () => {
    await backend.stop();
  });

  it("signs up, verifies, logs in and makes a project", async () => {
    const email = "first@example.com";
    const signup = await backend.call("POST", "/v1/auth/signup", {
      body: { email, password, name: "First" },
    });
    expect([signup.status, signup.body]).toEqual([202, { status: "verification_sent" }]);

    const early = await backend.call("POST", "/v1/auth/login", { body: { email, password } });
    expect([early.status, early.body.code]).toEqual([403, "email_not_verified"]);

    const [mail] = await backend.mails(email);
    const verified = await backend.call("POST", "/v1/auth/verify", { body: { token: tokenIn(mail) } });
    expect([verified.status, verified.body.user.emailVerified]).toEqual([200, true]);

    const login = await backend.call("POST", "/v1/auth/login", {
      body: { email: "FIRST@example.com", password },
    });
    expect(login.body).toEqual({
      accessToken: expect.any(String) as string,
      tokenType: "Bearer",
      expiresIn: 1800,
      refreshToken: expect.any(String) as string,
      user: verified.body.user,
    });
    const token: string = login.body.accessToken;

    const created = await backend.call("POST", "/v1/projects", { token, body: { name: "Library" } });
    expect([created.status, created.body.role, created.body.version]).toEqual([201, "owner", 1]);
    const listed = await backend.call("GET", "/v1/projects", { token });
    expect(listed.body).toEqual({ items: [created.body], nextCursor: null });
  });

  it("verifies by code", async () => {
    const email = "code@example.com";
    await backend.call("POST", "/v1/auth/signup", { body: { email, password, name: "Code" } });
    const [mail] = await backend.mails(email);
    const answer = await backend.call("POST", "/v1/auth/verify", { body: { email, code: codeIn(mail) } });
    expect(answer.status).toBe(200);
  });
});
