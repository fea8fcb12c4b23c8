import type { Context } from "../context";
import { system, type Transaction } from "../database/database";
import type { Mail } from "../mail";
import { findUserByEmail } from "../repositories/accounts";
import { findInvitation } from "../repositories/invitations";
import type { Job } from "../repositories/jobs";
import { takePoint } from "../repositories/rate-limits";
import { audit } from "../repositories/sessions";
import * as signups from "../repositories/signups";
import { hashToken, randomCode, randomToken } from "../tokens";
import { hashCode } from "./accounts";
import { keyOf } from "./rate-limits";

/**
 * Decides which mail a job asks for, if any, and makes the tokens that it carries. This is where an address that has
 * an account and one that has none part, out of sight of the request.
 */
export async function composeMail(context: Context, job: Job): Promise<Mail | undefined> {
  return context.database.transaction(system, async (tx) => {
    switch (job.kind) {
      case "signup": {
        const signup = await signups.findSignup(tx, job.signupId);
        return signup && signupMail(context, tx, signup);
      }
      case "resend": {
        const signup = await signups.findNewestSignup(tx, job.email);
        return signup && signupMail(context, tx, signup);
      }
      case "forgot":
        return forgotMail(context, tx, job.email);
      case "password_changed":
        return {
          to: job.email,
          subject: "Your password was changed",
          paragraphs: [
            "The password of your dbscst account was changed, and other devices were logged out.",
            "If that was not you, reset it now: ask for a new password on the log-in page.",
          ],
        };
      case "invitation":
        return invitationMail(context, tx, job.invitationId);
    }
  });
}

async function signupMail(
  context: Context,
  tx: Transaction,
  signup: signups.Signup,
): Promise<Mail | undefined> {
  const { email } = signup;
  if (!(await mayMail(context, tx, email))) return undefined;
  if (await findUserByEmail(tx, email)) {
    return {
      to: email,
      subject: "You have an account already",
      paragraphs: [
        "Somebody, probably you, signed up to dbscst with this address, which has an account already.",
        "Log in with the password that you have, or ask for a new one. If it was not you, nothing has changed.",
      ],
    };
  }
  const token = randomToken();
  const code = randomCode();
  await signups.setProofs(tx, signup.id, { tokenHash: hashToken(token), codeHash: hashCode(email, code) });
  return {
    to: email,
    subject: "Confirm your address",
    paragraphs: [
      `Somebody signed up to dbscst with this address and the name "${nameInMail(signup.name)}".`,
      "If that was you, open this link within 24 hours, or type the code within 10 minutes.",
      "If it was not you, do nothing: without your answer there will be no account.",
    ],
    link: { url: `${context.publicUrl()}/verify?token=${token}`, label: "Confirm my address" },
    code,
  };
}

async function forgotMail(context: Context, tx: Transaction, email: string): Promise<Mail | undefined> {
  if (!(await mayMail(context, tx, email))) return undefined;
  const user = await findUserByEmail(tx, email);
  if (!user) return undefined;
  const token = randomToken();
  await signups.insertReset(tx, user.id, hashToken(token));
  await audit(tx, user.id, "password_reset_requested", { address: "", userAgent: "" });
  return {
    to: email,
    subject: "Choose a new password",
    paragraphs: [
      "Somebody, probably you, asked for a new password of your dbscst account.",
      "Open this link within an hour. If it was not you, do nothing.",
    ],
    link: { url: `${context.publicUrl()}/reset?token=${token}`, label: "Choose a new password" },
  };
}

async function invitationMail(context: Context, tx: Transaction, id: string): Promise<Mail | undefined> {
  const invitation = await findInvitation(tx, id);
  if (invitation?.status !== "pending") return undefined;
  if (!(await mayMail(context, tx, invitation.email))) return undefined;
  const by = nameInMail(invitation.invitedBy ?? "Somebody");
  return {
    to: invitation.email,
    subject: "You are invited to a project",
    paragraphs: [
      `${by} invites you to the project "${nameInMail(invitation.projectName)}" in dbscst, as ${invitation.role}.`,
      `Log in to ${context.publicUrl()} from the editor with this address, or sign up with it, and accept the invitation.`,
    ],
  };
}

/**
 * A name as it stands in a mail to somebody who did not choose it: on one line, short, and with nothing that a mail
 * program would make a link of, so that no strangers are written to through us.
 */
function nameInMail(name: string): string {
  const line = name.replace(/[\s\p{Cc}\p{Cf}]+/gu, " ").trim();
  const short = Array.from(line).slice(0, 60).join("");
  return short.replace(/[./:@\\](?=\S)/g, "$& ");
}

/** Nobody's mailbox is flooded through us: what is above the limit is dropped. */
async function mayMail(context: Context, tx: Transaction, email: string): Promise<boolean> {
  const limit = context.limits.mailToAddress;
  const { points } = await takePoint(tx, keyOf({ name: "mail-to", of: email, limit }), limit.seconds);
  return points <= limit.points;
}
