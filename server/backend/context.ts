import type { FastifyBaseLogger } from "fastify";
import type { Actor, Database } from "./database/database";
import type { Passwords } from "./passwords";
import type { Settings } from "./settings";
import type { AccessTokens } from "./tokens";

/** What every service is given. */
export interface Context {
  readonly settings: Settings;
  readonly database: Database;
  readonly passwords: Passwords;
  readonly tokens: AccessTokens;
  readonly limits: RateLimits;
  readonly log: FastifyBaseLogger;
  /** The address under which people reach this server, without a slash at the end. */
  readonly publicUrl: () => string;
  /** Work has been put into the queue: look now rather than later. */
  readonly wakeJobs: () => void;
}

/** Who calls, as the services see it. */
export interface Caller {
  readonly userId: string;
  readonly sessionId: string;
  readonly actor: Actor;
}

/** Where a request comes from, for the audit log, sessions and limits. */
export interface Origin {
  readonly address: string;
  readonly userAgent: string;
}

/** How often something may be done in a span of time. */
export interface RateLimit {
  readonly points: number;
  readonly seconds: number;
}

export interface RateLimits {
  /** Wrong log-ins of one account from one address. */
  readonly loginOfAccountFromAddress: RateLimit;
  /** Wrong log-ins of one account, from everywhere. */
  readonly loginOfAccount: RateLimit;
  readonly loginFromAddress: RateLimit;
  readonly signupFromAddress: RateLimit;
  /** Requests for mails: forgot, resend. */
  readonly mailFromAddress: RateLimit;
  /** Mails to one address; what is above is dropped without a word. */
  readonly mailToAddress: RateLimit;
  /** Tokens and codes tried. */
  readonly tokenFromAddress: RateLimit;
  readonly refreshFromAddress: RateLimit;
  readonly invitationsOfUser: RateLimit;
}

const minute = 60;
const hour = 60 * minute;

export const defaultLimits: RateLimits = {
  loginOfAccountFromAddress: { points: 10, seconds: 15 * minute },
  loginOfAccount: { points: 50, seconds: 15 * minute },
  loginFromAddress: { points: 100, seconds: 15 * minute },
  signupFromAddress: { points: 200, seconds: hour },
  mailFromAddress: { points: 100, seconds: hour },
  mailToAddress: { points: 10, seconds: hour },
  tokenFromAddress: { points: 100, seconds: 15 * minute },
  refreshFromAddress: { points: 1000, seconds: 15 * minute },
  invitationsOfUser: { points: 100, seconds: hour },
};
