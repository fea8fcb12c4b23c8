import jwt from "jsonwebtoken";
import { TOTP } from "otpauth";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "../../server/backend/database/sql";
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

  it("answers a sign-up alike whether or not the address has an account, and tells its owner by mail", async () => {
    const ada = await backend.person("Known");
    const signUp = async (email: string) =>
      backend.call("POST", "/v1/auth/signup", { body: { email, password: `${password}-2`, name: "X" } });
    const [known, unknown] = [await signUp(ada.email), await signUp("unknown@example.com")];
    expect([known.status, known.body]).toEqual([unknown.status, unknown.body]);
    const mails = await backend.mails(ada.email, 2);
    expect(mails[1]?.subject).toBe("You have an account already");
    expect(mails[1]?.text).not.toContain("token=");
    // Not even who signed up himself learns by logging in whether there is an account.
    const logIn = async (email: string, secret: string) => {
      const { status, body } = await backend.call("POST", "/v1/auth/login", {
        body: { email, password: secret },
      });
      return [status, body.code];
    };
    expect(await logIn(ada.email, `${password}-2`)).toEqual([403, "email_not_verified"]);
    expect(await logIn("unknown@example.com", `${password}-2`)).toEqual([403, "email_not_verified"]);
    expect(await logIn(ada.email, `${password}-3`)).toEqual([401, "invalid_credentials"]);
    expect(await logIn("unknown@example.com", `${password}-3`)).toEqual([401, "invalid_credentials"]);
    await backend.logIn(ada.email);
  });

  it("gives nothing to whoever signed up with another's address", async () => {
    const email = "victim@example.com";
    const signUp = async (secret: string, name: string) => {
      await backend.call("POST", "/v1/auth/signup", { body: { email, password: secret, name } });
    };
    const [thief, owner] = [`thief-${password}`, `owner-${password}`];
    await signUp(thief, "Thief");
    await backend.mails(email, 1);
    await signUp(owner, "Victim");
    await backend.mails(email, 2);
    await signUp(thief, "Thief again");
    const mails = await backend.mails(email, 3);
    const own = mails.find((mail) => mail.text.includes('"Victim"'));
    expect((await backend.call("POST", "/v1/auth/verify", { body: { token: tokenIn(own) } })).status).toBe(
      200,
    );
    await backend.logIn(email, owner);
    const stolen = await backend.call("POST", "/v1/auth/login", { body: { email, password: thief } });
    expect(stolen.body.code).toBe("invalid_credentials");
    // The links that the thief's sign-ups have sent are dead, too.
    for (const mail of mails) {
      const late = await backend.call("POST", "/v1/auth/verify", { body: { token: tokenIn(mail) } });
      expect(late.body.code).toBe("token_invalid");
    }
  });

  it("takes the password of who answers the mail on the page", async () => {
    const email = "page@example.com";
    await backend.call("POST", "/v1/auth/signup", {
      body: { email, password: `thief-${password}`, name: "T" },
    });
    const token = tokenIn((await backend.mails(email))[0]);
    const opened = await backend.call("GET", `/verify?token=${token}`);
    expect(opened.status).toBe(200);
    const early = await backend.call("POST", "/v1/auth/login", {
      body: { email, password: `thief-${password}` },
    });
    expect(early.body.code).toBe("email_not_verified");
    const form = { "content-type": "application/x-www-form-urlencoded" };
    const sent = await backend.call("POST", "/verify", {
      body: `token=${token}&password=mine-${password}`,
      headers: form,
    });
    expect(sent.status).toBe(200);
    await backend.logIn(email, `mine-${password}`);
  });

  it("lets a code be tried five times, also at the same moment", async () => {
    const email = "guess@example.com";
    await backend.call("POST", "/v1/auth/signup", { body: { email, password, name: "G" } });
    const code = codeIn((await backend.mails(email))[0]);
    const wrong = String((Number(code) + 1) % 100_000_000).padStart(8, "0");
    const verify = async (one: string) =>
      (await backend.call("POST", "/v1/auth/verify", { body: { email, code: one } })).status;
    expect(await Promise.all([1, 2, 3, 4, 5].map(async () => verify(wrong)))).toEqual([
      401, 401, 401, 401, 401,
    ]);
    expect(await verify(code)).toBe(401);
    await backend.call("POST", "/v1/auth/verify/resend", { body: { email } });
    expect(await verify(codeIn((await backend.mails(email, 2))[1]))).toBe(200);
  });

  it.each([
    ["password123", "easy to guess, since it is a common password:"],
    ["qwertyuiop", "easy to guess"],
    ["short", "fewer than 10"],
    ["weakling@example.com", "easy to guess"],
    ["long and uncommon ".repeat(15), "more than 256"],
  ])("refuses the password %s", async (weak, reason) => {
    const answer = await backend.call("POST", "/v1/auth/signup", {
      body: { email: "weakling@example.com", password: weak, name: "W" },
    });
    expect([answer.status, answer.body.code]).toEqual([422, "weak_password"]);
    expect(answer.body.detail).toContain(reason);
  });

  it("cuts no password off and takes any script", async () => {
    const email = "long@example.com";
    const long = `${"Äpfel und Birnen 🍐 ".repeat(10)}end`;
    await backend.call("POST", "/v1/auth/signup", { body: { email, password: long, name: "L" } });
    await backend.call("POST", "/v1/auth/verify", {
      body: { token: tokenIn((await backend.mails(email))[0]) },
    });
    const cut = await backend.call("POST", "/v1/auth/login", {
      body: { email, password: long.slice(0, -1) },
    });
    expect(cut.status).toBe(401);
    await backend.logIn(email, long.normalize("NFD"));
  });

  it("gives the answer of a refresh again to who asks by its key, until its token is used", async () => {
    const eve = await backend.person();
    const refresh = async (refreshToken: string, key: string) =>
      backend.call("POST", "/v1/auth/refresh", {
        body: { refreshToken },
        headers: { "idempotency-key": key },
      });
    const first = await refresh(eve.refreshToken, "one");
    const again = await refresh(eve.refreshToken, "one");
    expect([first.status, again.status]).toEqual([200, 200]);
    expect(again.body.refreshToken).toBe(first.body.refreshToken);
    const used = await refresh(again.body.refreshToken, "two");
    expect(used.status).toBe(200);
    // By now it can only be a copy.
    expect((await refresh(eve.refreshToken, "one")).body.code).toBe("token_invalid");
    expect((await refresh(used.body.refreshToken, "three")).body.code).toBe("token_invalid");
    const dan = await backend.person();
    expect((await refresh(dan.refreshToken, "one")).status).toBe(200);
    expect((await refresh(dan.refreshToken, "guessed")).body.code).toBe("token_invalid");
    expect((await refresh(dan.refreshToken, "one")).body.code).toBe("token_invalid");
  });

  it("refreshes once per token and ends the session of one that comes twice", async () => {
    const ada = await backend.person();
    const refresh = async (refreshToken: string) =>
      backend.call("POST", "/v1/auth/refresh", { body: { refreshToken } });
    const first = await refresh(ada.refreshToken);
    expect(first.status).toBe(200);
    const second = await refresh(first.body.refreshToken);
    expect(second.status).toBe(200);
    expect((await refresh(ada.refreshToken)).body.code).toBe("token_invalid");
    // Now the thief's and the person's tokens are all dead.
    expect((await refresh(second.body.refreshToken)).body.code).toBe("token_invalid");
    const me = await backend.call("GET", "/v1/me", { token: second.body.accessToken });
    expect(me.body.code).toBe("token_invalid");
    const again = await backend.logIn(ada.email);
    const audit = await backend.call("GET", "/v1/me/audit", { token: again.token });
    expect(audit.body.items.map(({ type }) => type)).toEqual([
      "logged_in",
      "refresh_token_reused",
      "logged_in",
      "verified",
      "signed_up",
    ]);
    const both = await Promise.all([refresh(again.refreshToken), refresh(again.refreshToken)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 401]);
  });

  it("refuses tokens that it has not made or that are over", async () => {
    const ada = await backend.person();
    const key = backend.backend.context.settings.secretKey;
    const claims = jwt.decode(ada.token, { json: true }) ?? {};
    const now = Math.floor(Date.now() / 1000);
    const code = async (token: string) => (await backend.call("GET", "/v1/me", { token })).body.code;
    const sign = (changes: object, secret = key, options: jwt.SignOptions = {}) =>
      jwt.sign({ ...claims, ...changes }, secret, { algorithm: "HS256", ...options });
    expect((await backend.call("GET", "/v1/me", { token: sign({}) })).status).toBe(200);
    expect({
      expired: await code(sign({ exp: now - 60 })),
      notYet: await code(sign({ nbf: now + 600 })),
      otherKey: await code(sign({}, "another-key-another-key-another-key")),
      otherAlgorithm: await code(sign({}, key, { algorithm: "HS512" })),
      none: await code(jwt.sign(claims, "", { algorithm: "none" })),
      otherIssuer: await code(sign({ iss: "elsewhere" })),
      otherAudience: await code(sign({ aud: "elsewhere" })),
      otherType: await code(sign({ typ: "refresh" })),
      otherUser: await code(sign({ sub: "01900000-0000-7000-8000-000000000000" })),
      sqlUser: await code(sign({ sub: "'; DROP TABLE dbscst.users; --" })),
      otherSession: await code(sign({ sid: "01900000-0000-7000-8000-000000000000" })),
      unknownKeyId: await code(sign({}, key, { keyid: "../../etc/passwd" })),
      refreshToken: await code(ada.refreshToken),
      garbage: await code("a.b.c"),
    }).toEqual({
      expired: "token_expired",
      notYet: "token_invalid",
      otherKey: "token_invalid",
      otherAlgorithm: "token_invalid",
      none: "token_invalid",
      otherIssuer: "token_invalid",
      otherAudience: "token_invalid",
      otherType: "token_invalid",
      otherUser: "token_invalid",
      sqlUser: "token_invalid",
      otherSession: "token_invalid",
      unknownKeyId: "token_invalid",
      refreshToken: "token_invalid",
      garbage: "token_invalid",
    });
  });

  it("ends sessions here, one by one and everywhere", async () => {
    const first = await backend.person();
    const second = await backend.logIn(first.email);
    const third = await backend.logIn(first.email);
    const alive = async ({ token }: { token: string }) =>
      (await backend.call("GET", "/v1/me", { token })).status;
    const sessions = await backend.call("GET", "/v1/me/sessions", { token: third.token });
    expect(sessions.body.items.map(({ current }) => current)).toEqual([true, false, false]);
    const oldest = sessions.body.items[2]?.id ?? "";
    const stranger = await backend.person();
    expect(
      (await backend.call("DELETE", `/v1/me/sessions/${oldest}`, { token: stranger.token })).status,
    ).toBe(404);
    expect((await backend.call("DELETE", `/v1/me/sessions/${oldest}`, { token: third.token })).status).toBe(
      204,
    );
    expect([await alive(first), await alive(second)]).toEqual([401, 200]);
    await backend.call("POST", "/v1/auth/logout", { token: second.token });
    expect([await alive(second), await alive(third)]).toEqual([401, 200]);
    await backend.call("POST", "/v1/auth/logout-all", { token: third.token });
    expect(await alive(third)).toBe(401);
    const dead = await backend.call("POST", "/v1/auth/refresh", {
      body: { refreshToken: third.refreshToken },
    });
    expect(dead.body.code).toBe("token_invalid");
  });

  it("resets and changes passwords, and other sessions end", async () => {
    const ada = await backend.person();
    const forgot = async (email: string) =>
      backend.call("POST", "/v1/auth/password/forgot", { body: { email } });
    const [known, unknown] = [await forgot(ada.email), await forgot("nobody-here@example.com")];
    expect([known.status, known.body]).toEqual([unknown.status, unknown.body]);
    const token = tokenIn((await backend.mails(ada.email, 2))[1]);
    const reset = async (secret: string) =>
      backend.call("POST", "/v1/auth/password/reset", { body: { token, password: secret } });
    expect((await reset("password123")).status).toBe(422);
    expect((await reset(`new-${password}`)).status).toBe(204);
    expect((await reset(`newer-${password}`)).body.code).toBe("token_invalid");
    expect((await backend.call("GET", "/v1/me", { token: ada.token })).status).toBe(401);

    const here = await backend.logIn(ada.email, `new-${password}`);
    const there = await backend.logIn(ada.email, `new-${password}`);
    const change = async (currentPassword: string) =>
      backend.call("POST", "/v1/auth/password/change", {
        token: here.token,
        body: { currentPassword, newPassword: `changed-${password}` },
      });
    expect((await change(password)).body.code).toBe("invalid_credentials");
    expect((await change(`new-${password}`)).status).toBe(204);
    expect((await backend.call("GET", "/v1/me", { token: here.token })).status).toBe(200);
    expect((await backend.call("GET", "/v1/me", { token: there.token })).status).toBe(401);
    await backend.logIn(ada.email, `changed-${password}`);
  });

  it("asks for a second factor, takes each code once, and recovery codes instead", async () => {
    const ada = await backend.person();
    const { token } = ada;
    const begun = await backend.call("POST", "/v1/me/totp", { token });
    const totp = new TOTP({ secret: begun.body.secret });
    const code = totp.generate();
    const confirmed = await backend.call("POST", "/v1/me/totp/confirm", { token, body: { code } });
    expect(confirmed.body.recoveryCodes.length).toBe(10);
    const logIn = async (more: object) => {
      const body = { email: ada.email, password, ...more };
      const answer = await backend.call("POST", "/v1/auth/login", { body });
      return answer.status === 200 ? "in" : answer.body.code;
    };
    const [recovery] = confirmed.body.recoveryCodes;
    expect({
      without: await logIn({}),
      replayed: await logIn({ code }),
      wrongPassword: await logIn({
        password: "wrong",
        code: totp.generate({ timestamp: Date.now() + 30_000 }),
      }),
      next: await logIn({ code: totp.generate({ timestamp: Date.now() + 30_000 }) }),
      recovery: await logIn({ code: recovery }),
      recoveryAgain: await logIn({ code: recovery }),
    }).toEqual({
      without: "second_factor_required",
      replayed: "invalid_credentials",
      wrongPassword: "invalid_credentials",
      next: "in",
      recovery: "in",
      recoveryAgain: "invalid_credentials",
    });
    const audit = await backend.call("GET", "/v1/me/audit", { token });
    expect(audit.body.items.map(({ type }) => type).slice(0, 7)).toEqual([
      "second_factor_failed",
      "logged_in",
      "recovery_code_used",
      "logged_in",
      "login_failed",
      "second_factor_failed",
      "second_factor_enabled",
    ]);
    const stored = await backend.database.asOwner(async (tx) =>
      tx.query<{ totp_secret: string }>(sql`SELECT totp_secret FROM credentials WHERE user_id = ${ada.id}`),
    );
    expect(stored[0]?.totp_secret).not.toContain(begun.body.secret);
    expect((await backend.call("DELETE", "/v1/me/totp", { token, body: { password } })).status).toBe(204);
    expect(await logIn({})).toBe("in");
  });

  it("keeps no password, token or code in readable form", async () => {
    const ada = await backend.person();
    await backend.call("POST", "/v1/auth/password/forgot", { body: { email: ada.email } });
    const token = tokenIn((await backend.mails(ada.email, 2))[1]);
    const dump = await backend.database.asOwner(async (tx) =>
      tx.query<{ all: string }>(sql`
        SELECT concat_ws(' ', (SELECT json_agg(t) FROM credentials t), (SELECT json_agg(t) FROM sessions t),
          (SELECT json_agg(t) FROM refresh_tokens t), (SELECT json_agg(t) FROM password_resets t),
          (SELECT json_agg(t) FROM signups t), (SELECT json_agg(t) FROM jobs t)) AS all`),
    );
    for (const secret of [password, ada.token, ada.refreshToken, token])
      expect(dump[0]?.all).not.toContain(secret);
  });
});
