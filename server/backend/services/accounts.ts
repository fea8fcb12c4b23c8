import type { Caller, Context, Origin } from "../context";
import { system, type Transaction } from "../database/database";
import { ApiError } from "../errors";
import type { User } from "../model";
import { assertStrong } from "../password-strength";
import * as accounts from "../repositories/accounts";
import { putJob } from "../repositories/jobs";
import { audit, revokeSessions } from "../repositories/sessions";
import * as signups from "../repositories/signups";
import { hashToken, invalidToken, sameText } from "../tokens";
import { uuidV7 } from "../uuid";
import { assertCurrent, type Precondition } from "./preconditions";
import { leaveAllProjects } from "./ownership";
import { takePoints } from "./rate-limits";

export interface SignupRequest {
  readonly email: string;
  readonly password: string;
  readonly name: string;
}

/**
 * With verification, nothing of the answer depends on whether the address is known: the same hash is computed,
 * the same row written, and what mail is sent is decided later. Without it, the user is there at once.
 */
export async function signUp(
  context: Context,
  request: SignupRequest,
  origin: Origin,
): Promise<{ user: User } | "verification_sent"> {
  const email = canonicalEmail(request.email);
  const name = request.name.trim();
  await assertStrong(request.password, [email, name]);
  await takePoints(context, [
    { name: "signup-address", of: origin.address, limit: context.limits.signupFromAddress },
  ]);
  const passwordHash = await context.passwords.hash(request.password);
  const id = uuidV7();
  if (context.settings.requireEmailVerification) {
    await context.database.transaction(system, async (tx) => {
      await signups.insertSignup(tx, { id, email, name, passwordHash });
      await putJob(tx, { kind: "signup", signupId: id });
    });
    context.wakeJobs();
    return "verification_sent";
  }
  return context.database.transaction(system, async (tx) => {
    const user = await createUser(tx, { id, email, name, passwordHash }, false, origin);
    if (!user)
      throw new ApiError("email_taken", "The address has an account: log in, or reset its password.");
    return { user };
  });
}

async function createUser(
  tx: Transaction,
  signup: signups.Signup,
  verified: boolean,
  origin: Origin,
): Promise<User | undefined> {
  const created = await accounts.insertUser(tx, { ...signup, verified });
  if (!created) return undefined;
  await signups.deleteSignups(tx, signup.email);
  await audit(tx, signup.id, "signed_up", origin);
  if (verified) await audit(tx, signup.id, "verified", origin);
  return accounts.findUser(tx, signup.id);
}

export type VerifyRequest = { readonly password?: string } & (
  { readonly token: string } | { readonly email: string; readonly code: string }
);

/**
 * Turns a sign-up into an account. Every mail belongs to one sign-up and brings that one's password, so a sign-up
 * that somebody else made with the same address is gone. With `password`, as the page asks for it, the account
 * gets that one: then it does not even matter whose mail was answered.
 */
export async function verify(context: Context, request: VerifyRequest, origin: Origin): Promise<User> {
  await takePoints(context, [
    { name: "token-address", of: origin.address, limit: context.limits.tokenFromAddress },
  ]);
  if (request.password !== undefined) await assertStrong(request.password, []);
  const newHash = request.password === undefined ? undefined : await context.passwords.hash(request.password);
  return context.database
    .transaction(system, async (tx) => {
      const signup = hasToken(request) ? await byToken(tx, request.token) : await byCode(tx, request);
      if (!signup) return undefined;
      const passwordHash = newHash ?? signup.passwordHash;
      return createUser(tx, { ...signup, passwordHash }, true, origin);
    })
    .then((user) => {
      // Outside of the transaction: a try that was counted stays counted.
      if (!user)
        throw new ApiError("token_invalid", "The link or code is not valid any more: ask for another.");
      return user;
    });
}

/** A body may hold more than its form asks for: `token` counts only where it is one, else the code does. */
function hasToken(request: VerifyRequest): request is Extract<VerifyRequest, { readonly token: string }> {
  const token: unknown = Reflect.get(request, "token");
  return typeof token === "string";
}

async function byToken(tx: Transaction, token: string): Promise<signups.Signup | undefined> {
  const signup = await signups.findByToken(tx, hashToken(token));
  if (signup?.expired === true) {
    throw new ApiError("token_expired", "The link has expired: ask for another.");
  }
  return signup;
}

async function byCode(
  tx: Transaction,
  request: { email: string; code: string },
): Promise<signups.Signup | undefined> {
  const email = canonicalEmail(request.email);
  const given = hashCode(email, request.code);
  return (await signups.tryCodes(tx, email)).find(({ codeHash }) => sameText(codeHash, given));
}

/** A code has few digits, so its hash takes the address in, and its life is short. */
export function hashCode(email: string, code: string): string {
  return hashToken(`${email}\0${code.replace(/\D/g, "")}`);
}

/** Asks for a mail without telling whether anything will be sent. */
export async function requestMail(
  context: Context,
  kind: "resend" | "forgot",
  address: string,
  origin: Origin,
): Promise<void> {
  await takePoints(context, [
    { name: "mail-address", of: origin.address, limit: context.limits.mailFromAddress },
  ]);
  await context.database.transaction(system, async (tx) =>
    putJob(tx, { kind, email: canonicalEmail(address) }),
  );
  context.wakeJobs();
}

export async function resetPassword(
  context: Context,
  request: { token: string; password: string },
  origin: Origin,
): Promise<void> {
  await takePoints(context, [
    { name: "token-address", of: origin.address, limit: context.limits.tokenFromAddress },
  ]);
  await assertStrong(request.password, []);
  const hash = await context.passwords.hash(request.password);
  await context.database.transaction(system, async (tx) => {
    const reset = await signups.takeReset(tx, hashToken(request.token));
    if (!reset) throw invalidToken();
    if (reset.expired) throw new ApiError("token_expired", "The link has expired: ask for another.");
    await accounts.setPasswordHash(tx, reset.userId, hash);
    // Who answered the mail has the address.
    await accounts.markVerified(tx, reset.userId);
    await revokeSessions(tx, reset.userId);
    await audit(tx, reset.userId, "password_reset", origin);
    const user = await accounts.findUser(tx, reset.userId);
    if (user) await putJob(tx, { kind: "password_changed", email: user.email });
  });
  context.wakeJobs();
}

/** Every other session ends. */
export async function changePassword(
  context: Context,
  caller: Caller,
  request: { currentPassword: string; newPassword: string },
  origin: Origin,
): Promise<void> {
  await takePoints(context, [
    { name: "login-account", of: caller.userId, limit: context.limits.loginOfAccountFromAddress },
  ]);
  const { credentials, user } = await context.database.transaction(caller.actor, async (tx) => ({
    credentials: await accounts.findCredentials(tx, caller.userId),
    user: await accounts.findUser(tx, caller.userId),
  }));
  const { matches } = await context.passwords.verify(request.currentPassword, credentials?.passwordHash);
  if (!matches || !user) {
    throw new ApiError("invalid_credentials", "The current password is wrong.");
  }
  await assertStrong(request.newPassword, [user.email, user.name]);
  const hash = await context.passwords.hash(request.newPassword);
  await context.database.transaction(system, async (tx) => {
    await accounts.setPasswordHash(tx, caller.userId, hash);
    await revokeSessions(tx, caller.userId, caller.sessionId);
    await audit(tx, caller.userId, "password_changed", origin);
    await putJob(tx, { kind: "password_changed", email: user.email });
  });
  context.wakeJobs();
}

export async function getMe(context: Context, caller: Caller): Promise<User> {
  return context.database.transaction(caller.actor, async (tx) =>
    existing(await accounts.findUser(tx, caller.userId)),
  );
}

export async function updateMe(
  context: Context,
  caller: Caller,
  changes: { name?: string },
  precondition: Precondition,
): Promise<User> {
  return context.database.transaction(caller.actor, async (tx) => {
    const user = existing(await accounts.lockUser(tx, caller.userId));
    assertCurrent(precondition, user);
    if (changes.name !== undefined) await accounts.updateUserName(tx, caller.userId, changes.name.trim());
    return existing(await accounts.findUser(tx, caller.userId));
  });
}

/** Shared projects go to the next in line; those without other members go with the account. */
export async function deleteMe(
  context: Context,
  caller: Caller,
  password: string | undefined,
  precondition: Precondition,
): Promise<void> {
  if (password !== undefined) {
    const credentials = await context.database.transaction(caller.actor, async (tx) =>
      accounts.findCredentials(tx, caller.userId),
    );
    const { matches } = await context.passwords.verify(password, credentials?.passwordHash);
    if (!matches) throw new ApiError("invalid_credentials", "The password is wrong.");
  }
  await context.database.transaction(system, async (tx) => {
    const user = existing(await accounts.lockUser(tx, caller.userId));
    assertCurrent(precondition, user);
    await leaveAllProjects(tx, caller.userId);
    await signups.deleteSignups(tx, user.email);
    await accounts.deleteUser(tx, caller.userId);
  });
}

function existing(user: User | undefined): User {
  if (!user) throw invalidToken();
  return user;
}

/** Addresses are compared without regard to case. */
export function canonicalEmail(email: string): string {
  return email.trim().normalize("NFC").toLowerCase();
}
