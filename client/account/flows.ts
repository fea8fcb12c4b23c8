import * as vscode from "vscode";
import type { Backend } from "../api/backend";
import { contentOf, createApi, type Api, type TokenPair } from "../api/client";
import { ApiProblem } from "../api/failure";
import { mailsIn, nextMail, type LocalMail } from "../api/outbox";
import { describe } from "../api/words";
import { ask, emailProblem, inSteps, nameProblem, passwordProblem, type Step } from "./steps";

/** What the boxes gather on their way to a log-in. */
interface Draft {
  email: string;
  name: string;
  password: string;
  token: string;
  /** Where the log-in has to go on instead. */
  leave: "forgot" | "verify" | "factor" | undefined;
  isDone: boolean;
  pair?: TokenPair;
  mail: LocalMail | undefined;
  seen: ReadonlySet<string>;
}

function newDraft(email = ""): Draft {
  return {
    email,
    name: "",
    password: "",
    token: "",
    leave: undefined,
    isDone: false,
    mail: undefined,
    seen: new Set(),
  };
}

/** Rows of boxes that end in a log-in, or with `Cancelled`. They never leave a person waiting without a way out. */
export class AccountFlows {
  private readonly api: Api;
  /** The token of a link that was opened while a box waits for its code. */
  private arrived: ((token: string) => void) | undefined;

  constructor(private readonly backend: Backend) {
    this.api = createApi({ address: () => backend.address() });
  }

  /** A link of a mail was opened. False when nobody waits for it. */
  takeLink(token: string): boolean {
    this.arrived?.(token);
    return this.arrived !== undefined;
  }

  async signIn(email = ""): Promise<TokenPair> {
    const draft = newDraft(email);
    const title = vscode.l10n.t("Sign in to dbscst on {0}", this.backend.name);
    await inSteps([
      this.emailStep(draft, title, vscode.l10n.t("The address of your account")),
      async (position) => {
        const answer = await ask({
          ...position,
          title,
          prompt: vscode.l10n.t("The password of {0}", draft.email),
          password: true,
          validate: (value) => (value === "" ? vscode.l10n.t("Type your password.") : undefined),
          buttons: [{ icon: "question", tooltip: vscode.l10n.t("Forgot Password"), press: () => "leave" }],
          submit: async (value, signal) => {
            draft.password = value;
            draft.leave = undefined;
            const outcome = await this.logIn(draft, undefined, signal);
            if (outcome === "second_factor_required") draft.leave = "factor";
            else if (outcome === "email_not_verified") {
              draft.leave = "verify";
              draft.seen = await this.mailsNow();
              await this.api.POST("/v1/auth/verify/resend", { body: { email: draft.email }, signal });
              draft.mail = await this.localMail(draft, signal);
            } else return outcome;
            return undefined;
          },
        });
        if (answer.kind === "left") draft.leave = "forgot";
        return answer.kind === "back" ? "back" : "next";
      },
    ]);
    if (draft.leave === "forgot") return this.resetPassword(draft.email);
    if (draft.leave === "verify") await inSteps([this.verifyStep(draft, title)]);
    if (draft.leave === "factor") await this.askFactor(draft, title);
    return pairOf(draft);
  }

  async signUp(email = ""): Promise<TokenPair> {
    const draft = newDraft(email);
    const title = vscode.l10n.t("Sign up for dbscst on {0}", this.backend.name);
    await inSteps([
      this.emailStep(draft, title, this.addressHint()),
      async (position) => {
        const answer = await ask({
          ...position,
          title,
          prompt: vscode.l10n.t("Your name, as the members of your projects see it"),
          value: draft.name || (draft.email.split("@")[0] ?? ""),
          validate: nameProblem,
        });
        if (answer.kind === "value") draft.name = answer.value.trim();
        return answer.kind === "back" ? "back" : "next";
      },
      async (position) => {
        const answer = await ask({
          ...position,
          title,
          prompt: vscode.l10n.t(
            "A password of 10 characters or more, hard to guess: four random words will do",
          ),
          password: true,
          validate: passwordProblem,
          submit: async (value, signal) => {
            draft.password = value;
            draft.seen = await this.mailsNow();
            const { email: address, name, password } = draft;
            const body = { email: address, name, password };
            const { response } = await this.api.POST("/v1/auth/signup", { body, signal });
            // A server that verifies no addresses has made the account.
            draft.isDone = response.status === 201;
            if (draft.isDone) return this.logIn(draft, undefined, signal);
            draft.mail = await this.localMail(draft, signal);
            return undefined;
          },
        });
        return answer.kind === "back" ? "back" : "next";
      },
      async (position) => (draft.isDone ? "next" : this.verifyStep(draft, title)(position)),
    ]);
    return pairOf(draft);
  }

  async resetPassword(email = ""): Promise<TokenPair> {
    const draft = newDraft(email);
    const title = vscode.l10n.t("Choose a new password for dbscst on {0}", this.backend.name);
    await inSteps([
      async (position) => {
        const answer = await ask({
          ...position,
          title,
          prompt: vscode.l10n.t("The address of your account; a mail is sent to it"),
          value: draft.email,
          validate: emailProblem,
          submit: async (value, signal) => {
            draft.email = value.trim();
            draft.seen = await this.mailsNow();
            await this.api.POST("/v1/auth/password/forgot", { body: { email: draft.email }, signal });
            draft.mail = await this.localMail(draft, signal);
            return undefined;
          },
        });
        return answer.kind === "back" ? "back" : "next";
      },
      async (position) => {
        const answer = await ask({
          ...position,
          title,
          prompt: draft.mail
            ? vscode.l10n.t("Mails stay on this computer, so the proof in yours is filled in.")
            : vscode.l10n.t(
                "If {0} has an account, a mail is on its way. Paste the link in it.",
                draft.email,
              ),
          value: draft.mail?.token ?? "",
          validate: (value) =>
            tokenOf(value) === undefined ? vscode.l10n.t("Paste the whole link.") : undefined,
        });
        if (answer.kind === "value") draft.token = tokenOf(answer.value) ?? "";
        return answer.kind === "back" ? "back" : "next";
      },
      async (position) => {
        const answer = await ask({
          ...position,
          title,
          prompt: vscode.l10n.t("A new password of 10 characters or more, hard to guess"),
          password: true,
          validate: passwordProblem,
          submit: async (value, signal) => {
            draft.password = value;
            const body = { token: draft.token, password: value };
            await this.api.POST("/v1/auth/password/reset", { body, signal });
            const outcome = await this.logIn(draft, undefined, signal);
            if (outcome !== "second_factor_required") return outcome;
            draft.leave = "factor";
            return undefined;
          },
        });
        return answer.kind === "back" ? "back" : "next";
      },
    ]);
    if (draft.leave === "factor") await this.askFactor(draft, title);
    return pairOf(draft);
  }

  private emailStep(draft: Draft, title: string, prompt: string): Step {
    return async (position) => {
      const answer = await ask({
        ...position,
        title,
        prompt,
        placeholder: vscode.l10n.t("ada@example.com"),
        value: draft.email,
        validate: emailProblem,
        // The first thing that is asked of the backend: whether it is there.
        submit: async (_value, signal) => {
          await this.api.GET("/health/live", { signal });
          return undefined;
        },
      });
      if (answer.kind === "value") draft.email = answer.value.trim();
      return answer.kind === "back" ? "back" : "next";
    };
  }

  /** Waits for the code, or for the link to be opened; logs in with the password that was given before. */
  private verifyStep(draft: Draft, title: string): Step {
    return async (position) => {
      const { mail } = draft;
      const isKnown = mail !== undefined && mail.code === undefined;
      const opened = new Promise<string>((resolve) => (this.arrived = resolve));
      try {
        const answer = await ask({
          ...position,
          title,
          prompt: isKnown
            ? vscode.l10n.t("{0} has an account already: close this box and sign in.", draft.email)
            : mail?.code !== undefined
              ? vscode.l10n.t("Mails stay on this computer, so the code of yours is filled in.")
              : vscode.l10n.t("A mail is on its way to {0}. Type its code, or paste its link.", draft.email),
          placeholder: "123456",
          value: mail?.code ?? "",
          buttons: [
            {
              icon: "refresh",
              tooltip: vscode.l10n.t("Send Another Mail"),
              press: async (signal) => {
                const seen = await this.mailsNow();
                await this.api.POST("/v1/auth/verify/resend", { body: { email: draft.email }, signal });
                const another = await this.localMail({ ...draft, seen }, signal);
                return {
                  say: vscode.l10n.t("Another mail is on its way to {0}.", draft.email),
                  ...(another?.code !== undefined && { fill: another.code }),
                };
              },
            },
            ...(mail
              ? [{ icon: "mail", tooltip: vscode.l10n.t("Show the Mail"), press: () => showMail(mail) }]
              : []),
          ],
          validate: (value) =>
            /\d{4,}/.test(value) || tokenOf(value) !== undefined
              ? undefined
              : vscode.l10n.t("Type the code of the mail, or paste its link."),
          submit: async (value, signal) => {
            const link = tokenOf(value);
            const code = value.replace(/\D/g, "");
            const body = link === undefined ? { email: draft.email, code } : { token: link };
            await this.api.POST("/v1/auth/verify", { body, signal });
            return this.logIn(draft, undefined, signal);
          },
          // Whoever confirms in the browser comes back to find it done.
          settledElsewhere: async (signal) => (await this.logIn(draft, undefined, signal)) === undefined,
          arrives: opened,
        });
        return answer.kind === "back" ? "back" : "next";
      } finally {
        this.arrived = undefined;
      }
    };
  }

  private async askFactor(draft: Draft, title: string): Promise<void> {
    await inSteps([
      async (position) => {
        await ask({
          ...position,
          title,
          prompt: vscode.l10n.t("The code of your authenticator, or one of your recovery codes"),
          placeholder: "123456",
          validate: (value) => (value.trim() === "" ? vscode.l10n.t("Type the code.") : undefined),
          submit: (value, signal) => this.logIn(draft, value.trim(), signal),
        });
        return "next";
      },
    ]);
  }

  /** Undefined when it went well; a code where another step is needed; else what to say. */
  private async logIn(
    draft: Draft,
    code: string | undefined,
    signal: AbortSignal,
  ): Promise<string | undefined> {
    const { email, password } = draft;
    try {
      const body = { email, password, ...(code !== undefined && { code }) };
      draft.pair = await contentOf(this.api.POST("/v1/auth/login", { body, signal }));
      return undefined;
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      const isStep = error.code === "second_factor_required" || error.code === "email_not_verified";
      return isStep ? error.code : describe(error);
    }
  }

  private addressHint(): string {
    return this.backend.isLocal
      ? vscode.l10n.t("Your e-mail address. Everything stays on this computer: no mail is sent.")
      : vscode.l10n.t("Your e-mail address; a mail with a code is sent to it");
  }

  private async mailsNow(): Promise<ReadonlySet<string>> {
    const { outbox } = this.backend;
    return outbox === undefined ? new Set() : mailsIn(outbox);
  }

  private async localMail(draft: Draft, signal: AbortSignal): Promise<LocalMail | undefined> {
    const { outbox } = this.backend;
    return outbox === undefined ? undefined : nextMail(outbox, draft.email, draft.seen, signal);
  }
}

async function showMail(mail: LocalMail): Promise<object> {
  const content = `${mail.subject}\n\n${mail.text}`;
  const document = await vscode.workspace.openTextDocument({ content, language: "plaintext" });
  await vscode.window.showTextDocument(document, { preview: true, preserveFocus: true });
  return {};
}

/** The proof in a link, or in what is a bare proof already. */
function tokenOf(text: string): string | undefined {
  const trimmed = text.trim();
  return /[?&]token=([\w-]{20,})/.exec(trimmed)?.[1] ?? /^[\w-]{30,}$/.exec(trimmed)?.[0];
}

function pairOf({ pair }: Draft): TokenPair {
  if (!pair) throw new Error("the steps ended without a log-in");
  return pair;
}
