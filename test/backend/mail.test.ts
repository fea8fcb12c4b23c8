import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { simpleParser, type ParsedMail } from "mailparser";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, expect, it } from "vitest";
import { eventually } from "../eventually";
import { sql } from "../../server/backend/database/sql";
import { password, TestBackend } from "./harness";

let smtp: SMTPServer;
let backend: TestBackend;
const received: ParsedMail[] = [];
let refuse = 0;

beforeAll(async () => {
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onRcptTo: (_address, _session, done) => {
      if (refuse-- > 0) done(new Error("try again later"));
      else done();
    },
    onData: (stream, _session, done) => {
      void simpleParser(stream)
        .then((mail) => received.push(mail))
        .finally(done);
    },
  });
  smtp.listen(0, "127.0.0.1");
  await once(smtp.server, "listening");
  const { port } = smtp.server.address() as AddressInfo;
  backend = await TestBackend.start("postgresql", {
    SMTP_URL: `smtp://127.0.0.1:${port}`,
    MAIL_FROM: "Team <team@example.com>",
  });
});
afterAll(async () => {
  await backend.stop();
  await new Promise<void>((resolve) => smtp.close(resolve));
});

it("sends a mail with text and HTML, in which a name is only a name", async () => {
  const name = '<img src=x onerror="alert(1)">\r\nBcc: all@example.com';
  const body = { email: "ada@example.com", password, name };
  expect((await backend.call("POST", "/v1/auth/signup", { body })).status).toBe(202);
  await eventually(() => {
    expect(received.length).toBe(1);
  });
  const [mail] = received;
  expect({
    from: mail?.from?.text,
    to: [mail?.to].flat().map((one) => one?.text),
    bcc: mail?.bcc,
    subject: mail?.subject,
  }).toEqual({
    from: '"Team" <team@example.com>',
    to: ["ada@example.com"],
    bcc: undefined,
    subject: "Confirm your address",
  });
  expect(mail?.html).not.toContain("<img");
  const link = /http:\/\/dbscst\.test\/verify\?token=[\w-]{43}/;
  expect(link.exec(mail?.text ?? "")?.[0]).toBe(link.exec(String(mail?.html))?.[0]);
});

it("carries no link that somebody has hidden in a name", async () => {
  received.length = 0;
  const name = `You have won! https://evil.example/claim\nor www.evil.example, ask a@evil.example ${"now ".repeat(20)}`;
  await backend.call("POST", "/v1/auth/signup", { body: { email: "bob@example.com", password, name } });
  await eventually(() => {
    expect(received.length).toBe(1);
  });
  const { text = "", html } = received[0] ?? {};
  for (const part of [text, String(html)]) {
    expect(part).not.toMatch(/evil\.example|https:\/\/evil|www\.evil|@evil|now now now now now/);
    expect(part).toContain("You have won!");
  }
});

it("keeps a mail that could not be sent and sends it later", async () => {
  refuse = 1;
  received.length = 0;
  await backend.call("POST", "/v1/auth/signup", {
    body: { email: "late@example.com", password, name: "Late" },
  });
  const jobs = async () =>
    backend.database.asOwner(async (tx) => {
      return tx.query<{ attempts: number; waits: boolean }>(
        sql`SELECT attempts, run_at > now() AS waits FROM jobs`,
      );
    });
  await eventually(async () => {
    expect(await jobs()).toEqual([{ attempts: 1, waits: true }]);
  });
  await backend.database.asOwner(async (tx) => {
    await tx.query(sql`UPDATE jobs SET run_at = now()`);
  });
  backend.backend.context.wakeJobs();
  await eventually(() => {
    expect(received.map(({ subject }) => subject)).toEqual(["Confirm your address"]);
  });
});
