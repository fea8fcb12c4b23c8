import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, randomInt } from "node:crypto";
import { Secret, TOTP } from "otpauth";
import type { Caller, Context, Origin } from "../context";
import { system, type Transaction } from "../database/database";
import { ApiError } from "../errors";
import { findCredentials, findUser, type Credentials } from "../repositories/accounts";
import * as factors from "../repositories/second-factor";
import { audit } from "../repositories/sessions";
import { hashToken, invalidToken } from "../tokens";
import { takePoints } from "./rate-limits";

/** RFC 6238 with the values that every authenticator takes. */
function totpOf(secret: Secret, label: string): TOTP {
  return new TOTP({ issuer: "dbscst", label, secret, algorithm: "SHA1", digits: 6, period: 30 });
}

/** Throws unless the account has no second factor or `code` is right. In the log-in's transaction. */
export async function assertSecondFactor(
  tx: Transaction,
  context: Context,
  userId: string,
  code: string | undefined,
  origin: Origin,
): Promise<void> {
  const credentials = await findCredentials(tx, userId);
  if (credentials?.totpConfirmed !== true) return;
  if (code === undefined) {
    throw new ApiError("second_factor_required", "Send the code of your authenticator, or a recovery code.");
  }
  if (await isRightCode(tx, context, credentials, code)) return;
  if (await factors.takeRecoveryCode(tx, userId, hashRecoveryCode(userId, code))) {
    await audit(tx, userId, "recovery_code_used", origin);
    return;
  }
  throw new ApiError("invalid_credentials", "The code is wrong or was used before.");
}

/** A code is good once: its time step is kept, and none up to it is taken again. */
async function isRightCode(
  tx: Transaction,
  context: Context,
  credentials: Credentials,
  code: string,
): Promise<boolean> {
  if (credentials.totpSecret === null || !/^\d{6}$/.test(code.replaceAll(" ", ""))) return false;
  const totp = totpOf(Secret.fromBase32(unseal(context, credentials.totpSecret)), "");
  const delta = totp.validate({ token: code.replaceAll(" ", ""), window: 1 });
  if (delta === null) return false;
  const step = Math.floor(Date.now() / 30_000) + delta;
  return factors.takeTotpStep(tx, credentials.userId, step);
}

/** A new secret; it counts when it was confirmed with a code. */
export async function beginTotp(context: Context, caller: Caller): Promise<{ secret: string; uri: string }> {
  const secret = new Secret({ size: 20 });
  return context.database.transaction(caller.actor, async (tx) => {
    const user = await findUser(tx, caller.userId);
    if (!user) throw invalidToken();
    if (user.secondFactor)
      throw new ApiError("conflict", "There is a second factor already: remove it first.");
    await factors.setTotpSecret(tx, caller.userId, seal(context, secret.base32));
    return { secret: secret.base32, uri: totpOf(secret, user.email).toString() };
  });
}

export async function confirmTotp(
  context: Context,
  caller: Caller,
  code: string,
  origin: Origin,
): Promise<{ recoveryCodes: string[] }> {
  await limitTries(context, caller);
  const recoveryCodes = Array.from({ length: 10 }, newRecoveryCode);
  return context.database.transaction(caller.actor, async (tx) => {
    const credentials = await findCredentials(tx, caller.userId);
    if (typeof credentials?.totpSecret !== "string" || credentials.totpConfirmed) {
      throw new ApiError("conflict", "There is no second factor that waits to be confirmed: begin anew.");
    }
    if (!(await isRightCode(tx, context, credentials, code))) {
      throw new ApiError("invalid_credentials", "The code is wrong: check the clock of your device.");
    }
    const hashes = recoveryCodes.map((one) => hashRecoveryCode(caller.userId, one));
    await factors.confirmTotp(tx, caller.userId, hashes);
    await audit(tx, caller.userId, "second_factor_enabled", origin);
    return { recoveryCodes };
  });
}

export async function removeTotp(
  context: Context,
  caller: Caller,
  password: string,
  origin: Origin,
): Promise<void> {
  await limitTries(context, caller);
  const credentials = await context.database.transaction(caller.actor, async (tx) =>
    findCredentials(tx, caller.userId),
  );
  const { matches } = await context.passwords.verify(password, credentials?.passwordHash);
  if (!matches) throw new ApiError("invalid_credentials", "The password is wrong.");
  await context.database.transaction(system, async (tx) => {
    await factors.clearTotp(tx, caller.userId);
    await audit(tx, caller.userId, "second_factor_disabled", origin);
  });
}

async function limitTries(context: Context, caller: Caller): Promise<void> {
  await takePoints(context, [
    { name: "factor", of: caller.userId, limit: context.limits.loginOfAccountFromAddress },
  ]);
}

/** Fifty bits, without signs that look alike. */
function newRecoveryCode(): string {
  const signs = "abcdefghjkmnpqrstuvwxyz23456789";
  const code = Array.from({ length: 10 }, () => signs.charAt(randomInt(signs.length))).join("");
  return `${code.slice(0, 5)}-${code.slice(5)}`;
}

function hashRecoveryCode(userId: string, code: string): string {
  return hashToken(`${userId}\0${code.toLowerCase().replace(/[^a-z0-9]/g, "")}`);
}

// The secret must be readable, so it is encrypted with a key that is not in the database.

function keysOf(context: Context): Buffer[] {
  return [context.settings.secretKey, ...context.settings.previousSecretKeys].map((key) =>
    Buffer.from(hkdfSync("sha256", key, "dbscst", "second factor secrets", 32)),
  );
}

function seal(context: Context, text: string): string {
  const [key] = keysOf(context);
  if (!key) throw new Error("there is always a key");
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, iv);
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString("base64");
}

function unseal(context: Context, sealed: string): string {
  const bytes = Buffer.from(sealed, "base64");
  for (const key of keysOf(context)) {
    try {
      const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, 12));
      decipher.setAuthTag(bytes.subarray(12, 28));
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString("utf8");
    } catch {
      // Sealed with another of the keys.
    }
  }
  throw new Error(
    "the secret of a second factor was sealed with a key that is not known: set SECRET_KEY_PREVIOUS",
  );
}
