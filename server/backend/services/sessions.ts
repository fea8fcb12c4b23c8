import type { Caller, Context, Origin } from "../context";
import { system, type Transaction } from "../database/database";
import { sql } from "../database/sql";
import { ApiError } from "../errors";
import type { TokenPair } from "../model";
import * as accounts from "../repositories/accounts";
import { findNewestSignup } from "../repositories/signups";
import * as sessions from "../repositories/sessions";
import { derivedToken, hashToken, invalidToken, randomToken, type AccessClaims } from "../tokens";
import { uuidV7 } from "../uuid";
import { canonicalEmail } from "./accounts";
import { notFound } from "../errors";
import { returnPoints, takePoints, type Bucket } from "./rate-limits";
import { assertSecondFactor } from "./second-factor";

export interface LoginRequest {
  readonly email: string;
  readonly password: string;
  /** Of the second factor, or a recovery code. */
  readonly code?: string;
}

/**
 * Neither the answer nor its time tells whether there is an account: without one a hash that nobody knows is
 * compared. A sign-up that waits is compared as well, whether or not there is an account beside it, since "not
 * verified yet" may only be said to who knows its password.
 */
export async function logIn(context: Context, request: LoginRequest, origin: Origin): Promise<TokenPair> {
  const email = canonicalEmail(request.email);
  const { limits } = context;
  const perPair = {
    name: "login-pair",
    of: `${email}\0${origin.address}`,
    limit: limits.loginOfAccountFromAddress,
  };
  const perAccount = { name: "login-account", of: email, limit: limits.loginOfAccount };
  const perAddress: Bucket = { name: "login-address", of: origin.address, limit: limits.loginFromAddress };
  await takePoints(context, [perPair, perAccount, perAddress]);

  const found = await context.database.transaction(system, async (tx) => accounts.findForLogin(tx, email));
  const [account, signup] = await Promise.all([
    context.passwords.verify(request.password, found.passwordHash ?? undefined),
    found.signupHash === null ? undefined : context.passwords.verify(request.password, found.signupHash),
  ]);
  if (!account.matches || found.userId === null) {
    const { userId } = found;
    if (userId !== null) {
      await context.database.transaction(system, async (tx) =>
        sessions.audit(tx, userId, "login_failed", origin),
      );
    } else {
      // The same round trips for an unknown address.
      await context.database.transaction(system, async (tx) => findNewestSignup(tx, email));
    }
    if (signup?.matches === true) {
      throw new ApiError("email_not_verified", "Answer the mail that was sent to this address first.");
    }
    throw new ApiError("invalid_credentials", "The address or the password is wrong.");
  }
  const { userId } = found;
  if (context.settings.requireEmailVerification && found.verified !== true) {
    throw new ApiError("email_not_verified", "Answer the mail that was sent to this address first.");
  }
  const newHash = account.stale ? await context.passwords.hash(request.password) : undefined;
  const tokens = await context.database
    .transaction(system, async (tx) => {
      await assertSecondFactor(tx, context, userId, request.code, origin);
      if (newHash !== undefined) await accounts.setPasswordHash(tx, userId, newHash);
      await sessions.audit(tx, userId, "logged_in", origin);
      return startSession(tx, context, userId, origin);
    })
    .catch(async (error: unknown) => {
      // Somebody knows the password and guesses at the code: that is for its owner to see.
      if (error instanceof ApiError && error.code === "invalid_credentials") {
        await context.database.transaction(system, async (tx) =>
          sessions.audit(tx, userId, "second_factor_failed", origin),
        );
      }
      throw error;
    });
  await returnPoints(context, [perPair, perAccount], [perAddress]);
  return tokens;
}

async function startSession(
  tx: Transaction,
  context: Context,
  userId: string,
  origin: Origin,
): Promise<TokenPair> {
  const days = context.settings.refreshTokenDays;
  const id = uuidV7();
  await sessions.insertSession(tx, { id, userId, days, ...origin });
  return givePair(tx, context, { userId, sessionId: id });
}

async function givePair(
  tx: Transaction,
  context: Context,
  claims: AccessClaims,
  refreshToken = randomToken(),
): Promise<TokenPair> {
  await sessions.insertRefreshToken(tx, {
    hash: hashToken(refreshToken),
    sessionId: claims.sessionId,
    days: context.settings.refreshTokenDays,
  });
  return pairOf(tx, context, claims, refreshToken);
}

async function pairOf(
  tx: Transaction,
  context: Context,
  { userId, sessionId }: AccessClaims,
  refreshToken: string,
): Promise<TokenPair> {
  const user = await accounts.findUser(tx, userId);
  if (!user) throw invalidToken();
  const { token, expiresIn } = context.tokens.sign({ userId, sessionId });
  return { accessToken: token, tokenType: "Bearer", expiresIn, refreshToken, user };
}

/**
 * A refresh token is good once. One that comes a second time was copied: its whole session ends, for the thief and
 * for the person alike (RFC 9700, 4.14.2). Who asks again with the Idempotency-Key of before has not had the answer,
 * and gets the same next token for as long as that was not used. It is worked out anew, so that no token is kept.
 */
export async function refresh(
  context: Context,
  refreshToken: string,
  key: string | undefined,
  origin: Origin,
): Promise<TokenPair> {
  await takePoints(context, [
    { name: "refresh-address", of: origin.address, limit: context.limits.refreshFromAddress },
  ]);
  const hash = hashToken(refreshToken);
  const result = await context.database.transaction(system, async (tx) => {
    const found = await sessions.lockRefreshToken(tx, hash);
    if (!found || found.ended) return "invalid";
    const next = key === undefined ? undefined : nextRefreshToken(context, refreshToken, key);
    if (found.used && next !== undefined) {
      const given = await sessions.lockRefreshToken(tx, hashToken(next));
      const isOpen = given?.sessionId === found.sessionId && !given.used && !given.expired;
      if (isOpen) return pairOf(tx, context, found, next);
    }
    if (found.used) {
      await sessions.revokeSession(tx, found.userId, found.sessionId);
      await sessions.audit(tx, found.userId, "refresh_token_reused", origin);
      return "invalid";
    }
    if (found.expired) return "expired";
    await sessions.markRefreshed(tx, hash, found.sessionId, context.settings.refreshTokenDays);
    return givePair(tx, context, found, next);
  });
  // Thrown outside of the transaction, so that a revocation stays.
  if (result === "invalid") throw invalidToken();
  if (result === "expired")
    throw new ApiError("token_expired", "The refresh token has expired: log in again.");
  return result;
}

function nextRefreshToken(context: Context, refreshToken: string, key: string): string {
  const { secretKey } = context.settings;
  return derivedToken(secretKey, `refresh\0${refreshToken}\0${key}`);
}

export async function logOut(context: Context, caller: Caller, origin: Origin): Promise<void> {
  await context.database.transaction(caller.actor, async (tx) => {
    await sessions.revokeSession(tx, caller.userId, caller.sessionId);
    await sessions.audit(tx, caller.userId, "logged_out", origin);
  });
}

export async function logOutEverywhere(context: Context, caller: Caller, origin: Origin): Promise<void> {
  await context.database.transaction(caller.actor, async (tx) => {
    await sessions.revokeSessions(tx, caller.userId);
    await sessions.audit(tx, caller.userId, "logged_out_everywhere", origin);
  });
}

export async function endSession(
  context: Context,
  caller: Caller,
  sessionId: string,
  origin: Origin,
): Promise<void> {
  await context.database.transaction(caller.actor, async (tx) => {
    const ended = await sessions.revokeSession(tx, caller.userId, sessionId);
    if (!ended) throw notFound("session");
    await sessions.audit(tx, caller.userId, "session_revoked", origin);
  });
}

export async function listSessions(context: Context, caller: Caller): Promise<string> {
  const query = sessions.sessionsQuery(caller.userId, caller.sessionId);
  return (await context.database.readJson(caller.actor, sql`${query}`)) ?? "";
}
