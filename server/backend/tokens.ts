import {
  createHash,
  createHmac,
  createSecretKey,
  randomBytes,
  randomInt,
  randomUUID,
  timingSafeEqual,
  type KeyObject,
} from "node:crypto";
import jwt from "jsonwebtoken";
import { ApiError } from "./errors";
import type { Settings } from "./settings";

const issuer = "dbscst";
const audience = "dbscst-api";

export interface AccessClaims {
  readonly userId: string;
  readonly sessionId: string;
}

/** Makes and verifies access tokens. */
export interface AccessTokens {
  sign(claims: AccessClaims): { token: string; expiresIn: number };
  /** Throws `token_expired` or `token_invalid`. */
  verify(token: string): AccessClaims;
}

type TokenSettings = Pick<Settings, "secretKey" | "previousSecretKeys" | "algorithm" | "accessTokenMinutes">;

/** JWT (RFC 7519, RFC 8725): one algorithm, every claim checked, signed with the present key only. */
export function createAccessTokens(settings: TokenSettings): AccessTokens {
  // As key objects: jsonwebtoken takes a text for a public key first and costs the most of a request finding out.
  const keys = [settings.secretKey, ...settings.previousSecretKeys].map((key) => ({
    key: createSecretKey(Buffer.from(key)),
    id: keyId(key),
  }));
  const [current] = keys;
  if (current === undefined) throw new Error("there is always a key");
  const expiresIn = settings.accessTokenMinutes * 60;
  const verifyWith = (token: string, key: KeyObject) =>
    jwt.verify(token, key, { algorithms: [settings.algorithm], issuer, audience, clockTolerance: 5 });

  return {
    sign: ({ userId, sessionId }) => {
      const now = Math.floor(Date.now() / 1000);
      const claims = {
        iss: issuer,
        aud: audience,
        sub: userId,
        sid: sessionId,
        jti: randomUUID(),
        typ: "access",
        iat: now,
        nbf: now,
        exp: now + expiresIn,
      };
      const token = jwt.sign(claims, current.key, { algorithm: settings.algorithm, keyid: current.id });
      return { token, expiresIn };
    },
    verify: (token) => {
      const id = jwt.decode(token, { complete: true })?.header.kid;
      const candidates = id === undefined ? keys : keys.filter((key) => key.id === id);
      let expired = false;
      for (const { key } of candidates) {
        try {
          const claims = verifyWith(token, key);
          if (typeof claims === "string" || claims.typ !== "access") break;
          const { sub, sid } = claims as { sub?: unknown; sid?: unknown };
          if (typeof sub !== "string" || typeof sid !== "string" || claims.exp === undefined) break;
          return { userId: sub, sessionId: sid };
        } catch (error) {
          expired ||= error instanceof jwt.TokenExpiredError;
        }
      }
      if (expired) throw new ApiError("token_expired", "The access token has expired: refresh it.");
      throw invalidToken();
    },
  };
}

export function invalidToken(): ApiError {
  return new ApiError("token_invalid", "The token is not valid or was revoked: log in again.");
}

/** 256 bits for a link or a refresh token. */
export function randomToken(): string {
  return randomBytes(32).toString("base64url");
}

/** 256 bits that only who has the secret can work out again. */
export function derivedToken(secretKey: string, text: string): string {
  return createHmac("sha256", secretKey).update(text).digest("base64url");
}

/** Eight digits, to be typed. */
export function randomCode(): string {
  return String(randomInt(100_000_000)).padStart(8, "0");
}

/** What is stored in place of a token that has 256 bits itself. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** Compares without telling by the time where the difference is. */
export function sameText(left: string, right: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}

function keyId(key: string): string {
  return createHash("sha256").update("dbscst key id\0").update(key).digest("hex").slice(0, 12);
}
