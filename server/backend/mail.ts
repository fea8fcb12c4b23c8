import { rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { FastifyBaseLogger } from "fastify";
import type { Transporter } from "nodemailer";
import { makeDirectory } from "./directory";
import type { Settings } from "./settings";
import { uuidV7 } from "./uuid";

/** A mail to a person: paragraphs, of which one may be a link or a code to type. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly paragraphs: readonly string[];
  readonly link?: { readonly url: string; readonly label: string };
  readonly code?: string;
}

export interface Mailer {
  send(mail: Mail): Promise<void>;
  close(): void;
}

/** By SMTP where it is set; else each mail becomes a file in the outbox and its link a line in the log. */
export function createMailer(settings: Settings, log: FastifyBaseLogger): Mailer {
  return settings.smtpUrl === undefined
    ? outboxMailer(join(settings.dataDir, "outbox"), settings.mailFrom, log)
    : smtpMailer(settings.smtpUrl, settings.mailFrom);
}

function smtpMailer(url: string, from: string): Mailer {
  let transport: Transporter | undefined;
  const open = async () => {
    const { createTransport } = await import("./later/mail");
    return createTransport({
      url,
      pool: true,
      maxConnections: 2,
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: 30_000,
      // Nothing of a mail's text is a path or an address to be read.
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  };
  return {
    send: async (mail) => {
      transport ??= await open();
      await transport.sendMail({ from, ...rendered(mail) });
    },
    close: () => transport?.close(),
  };
}

function outboxMailer(directory: string, from: string, log: FastifyBaseLogger): Mailer {
  return {
    send: async (mail) => {
      const { MailComposer } = await import("./later/mail");
      await makeDirectory(directory);
      const bytes = await new MailComposer({ from, ...rendered(mail) }).compile().build();
      const file = join(directory, `${uuidV7()}.eml`);
      // It appears whole or not at all.
      await writeFile(`${file}.part`, bytes, { mode: 0o600 });
      await rename(`${file}.part`, file);
      log.info({ subject: mail.subject, file, link: mail.link?.url, code: mail.code }, "mail in the outbox");
    },
    close: () => undefined,
  };
}

function rendered(mail: Mail) {
  const { to, subject, paragraphs, link, code } = mail;
  const text = [...paragraphs, ...(link ? [link.url] : []), ...(code === undefined ? [] : [`Code: ${code}`])];
  const html = [
    ...paragraphs.map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`),
    ...(link
      ? [
          `<p><a href="${escapeHtml(link.url)}">${escapeHtml(link.label)}</a></p><p>${escapeHtml(link.url)}</p>`,
        ]
      : []),
    ...(code === undefined ? [] : [`<p>Code: <strong>${escapeHtml(code)}</strong></p>`]),
  ];
  return {
    // As an object: a name or an address can then add no other recipient.
    to: { name: "", address: to },
    subject,
    text: `${text.join("\n\n")}\n`,
    html: `<!doctype html><html><body>${html.join("")}</body></html>`,
    headers: { "Auto-Submitted": "auto-generated" },
  };
}

/** Text as a part of HTML. */
export function escapeHtml(text: string): string {
  const signs: Record<string, string> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
  };
  return text.replace(/[&<>"']/g, (sign) => signs[sign] ?? sign);
}
