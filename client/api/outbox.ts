import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout } from "node:timers/promises";

/** A mail that the local backend wrote to its outbox instead of sending it. */
export interface LocalMail {
  readonly file: string;
  readonly subject: string;
  readonly text: string;
  readonly code?: string;
  /** What its link proves the address with. */
  readonly token?: string;
}

/** The names of the mails that are there now. */
export async function mailsIn(folder: string): Promise<ReadonlySet<string>> {
  const names = await readdir(folder).catch(() => []);
  return new Set(names.filter((name) => name.endsWith(".eml")));
}

/** Waits for a mail to an address that was not there before. Undefined when none came in time. */
export async function nextMail(
  folder: string,
  address: string,
  seen: ReadonlySet<string>,
  signal: AbortSignal,
  patienceMs = 15_000,
): Promise<LocalMail | undefined> {
  const known = new Set(seen);
  for (const until = Date.now() + patienceMs; Date.now() < until && !signal.aborted;) {
    // Names grow with time, so the newest is last.
    const fresh = [...(await mailsIn(folder))]
      .filter((name) => !known.has(name))
      .sort()
      .reverse();
    for (const name of fresh) {
      const mail = await readMail(path.join(folder, name), address);
      if (mail) return mail;
      known.add(name);
    }
    await setTimeout(150, undefined, { signal }).catch(() => undefined);
  }
  return undefined;
}

async function readMail(file: string, address: string): Promise<LocalMail | undefined> {
  const { default: PostalMime } = await import("postal-mime");
  const mail = await PostalMime.parse(await readFile(file));
  const isTo = mail.to?.some((to) => to.address?.toLowerCase() === address.trim().toLowerCase()) ?? false;
  if (!isTo) return undefined;
  const text = mail.text ?? "";
  const code = /^Code: (\S+)/m.exec(text)?.[1];
  const token = /[?&]token=([\w-]+)/.exec(text)?.[1];
  return {
    file,
    subject: mail.subject ?? "",
    text,
    ...(code !== undefined && { code }),
    ...(token !== undefined && { token }),
  };
}
