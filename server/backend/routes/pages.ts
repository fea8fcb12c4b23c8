import { parse } from "node:querystring";
import type { FastifyInstance, FastifyReply } from "fastify";
import type { Context } from "../context";
import { ApiError } from "../errors";
import { escapeHtml } from "../mail";
import { originOf } from "../plugins/authentication";
import { resetPassword, verify } from "../services/accounts";

/**
 * The pages that the links in mails open. Opening one changes nothing: programs that look through mail do that too.
 * Only the button does, and the password is asked for, so that whoever answers the mail is who can log in.
 */
export async function pageRoutes(app: FastifyInstance, context: Context): Promise<void> {
  await app.register((scope, _options, done) => {
    scope.addContentTypeParser(
      "application/x-www-form-urlencoded",
      { parseAs: "string", bodyLimit: 10_000 },
      (_request, body, parsed) => {
        parsed(null, parse(String(body)));
      },
    );
    const page = (path: string, texts: Texts, act: Act) => {
      scope.get(path, { schema: { hide: true } }, (request, reply) => {
        const token = fieldOf(request.query, "token");
        return sendPage(reply, 200, texts.title, form(path, token, texts));
      });
      scope.post(path, { schema: { hide: true } }, async (request, reply) => {
        const token = fieldOf(request.body, "token");
        try {
          await act(token, fieldOf(request.body, "password"), originOf(request));
        } catch (error) {
          if (!(error instanceof ApiError)) throw error;
          const again = error.code === "weak_password" ? form(path, token, texts) : "";
          return sendPage(
            reply,
            error.status,
            texts.title,
            `<p role="alert">${escapeHtml(error.message)}</p>${again}`,
          );
        }
        return sendPage(reply, 200, texts.title, `<p>${escapeHtml(texts.done)}</p>`);
      });
    };
    page(
      "/verify",
      {
        title: "Confirm your address",
        explanation:
          "Type the password that you want to log in with: the one of your sign-up, or another. If you did not sign up, close this page.",
        button: "Confirm",
        done: "Your address is confirmed. Go back to the editor and log in.",
      },
      async (token, password, origin) => {
        await verify(context, { token, password }, origin);
      },
    );
    page(
      "/reset",
      {
        title: "Choose a new password",
        explanation: "Type a new password: 10 characters or more, hard to guess.",
        button: "Change it",
        done: "Your password is changed. Go back to the editor and log in.",
      },
      async (token, password, origin) => resetPassword(context, { token, password }, origin),
    );
    done();
  });
}

interface Texts {
  readonly title: string;
  readonly explanation: string;
  readonly button: string;
  readonly done: string;
}

type Act = (token: string, password: string, origin: ReturnType<typeof originOf>) => Promise<void>;

function form(path: string, token: string, { explanation, button }: Texts): string {
  return `<p>${escapeHtml(explanation)}</p>
<form method="post" action="${path}">
<input type="hidden" name="token" value="${escapeHtml(token)}">
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="new-password" minlength="10" maxlength="256" required autofocus>
<button>${escapeHtml(button)}</button>
</form>${
    path === "/verify"
      ? `<p>Or <a href="vscode://dbscst.dbscst/verify?token=${encodeURIComponent(token)}">go on in the editor</a>, with the password of your sign-up.</p>`
      : ""
  }`;
}

const style =
  "body{font:16px/1.5 system-ui,sans-serif;max-width:30rem;margin:15vh auto;padding:0 1rem}" +
  "label,input,button{display:block;width:100%;box-sizing:border-box;margin:.5rem 0;padding:.5rem;font:inherit}" +
  "label{padding:0}";

function sendPage(reply: FastifyReply, status: number, title: string, content: string): FastifyReply {
  return reply
    .code(status)
    .headers({
      // The token is in the address of this page.
      "referrer-policy": "no-referrer",
      "cache-control": "no-store",
      "content-security-policy":
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    })
    .type("text/html; charset=utf-8")
    .send(
      `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title><style>${style}</style></head><body><main><h1>${escapeHtml(title)}</h1>${content}</main></body></html>`,
    );
}

function fieldOf(source: unknown, name: string): string {
  if (typeof source !== "object" || source === null) return "";
  const value: unknown = Object.entries(source).find(([key]) => key === name)?.[1];
  return typeof value === "string" ? value.slice(0, 2000) : "";
}
