// Made by scripts/build-api-types.mjs from the backend's own description; do not edit.

export interface paths {
  readonly "/health/live": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get: {
      readonly parameters: {
        readonly query?: never;
        readonly header?: never;
        readonly path?: never;
        readonly cookie?: never;
      };
      readonly requestBody?: never;
      readonly responses: {
        /** @description Default Response */
        readonly 200: {
          headers: {
            readonly [name: string]: unknown;
          };
          content?: never;
        };
      };
    };
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/health/ready": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get: {
      readonly parameters: {
        readonly query?: never;
        readonly header?: never;
        readonly path?: never;
        readonly cookie?: never;
      };
      readonly requestBody?: never;
      readonly responses: {
        /** @description Default Response */
        readonly 200: {
          headers: {
            readonly [name: string]: unknown;
          };
          content?: never;
        };
      };
    };
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/metrics": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get: {
      readonly parameters: {
        readonly query?: never;
        readonly header?: never;
        readonly path?: never;
        readonly cookie?: never;
      };
      readonly requestBody?: never;
      readonly responses: {
        /** @description Default Response */
        readonly 200: {
          headers: {
            readonly [name: string]: unknown;
          };
          content?: never;
        };
      };
    };
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/v1/auth/login": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    readonly post: {
      readonly parameters: {
        readonly query?: never;
        readonly header?: never;
        readonly path?: never;
        readonly cookie?: never;
      };
      readonly requestBody: {
        readonly content: {
          readonly "application/json": {
            /** @description Of the second factor. */
            readonly code?: string;
            readonly email: string;
            readonly password: string;
          };
        };
      };
      readonly responses: {
        /** @description A problem (RFC 9457). */
        readonly "4XX": {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/problem+json": components["schemas"]["Problem"];
          };
        };
        /** @description Default Response */
        readonly 200: {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/json": components["schemas"]["TokenPair"];
          };
        };
      };
    };
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/v1/auth/logout": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    readonly post: {
      readonly parameters: {
        readonly query?: never;
        readonly header?: never;
        readonly path?: never;
        readonly cookie?: never;
      };
      readonly requestBody?: never;
      readonly responses: {
        /** @description A problem (RFC 9457). */
        readonly "4XX": {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/problem+json": components["schemas"]["Problem"];
          };
        };
        /** @description Done. */
        readonly 204: {
          headers: {
            readonly [name: string]: unknown;
          };
          content?: never;
        };
      };
    };
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/v1/auth/logout-all": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    readonly post: {
      readonly parameters: {
        readonly query?: never;
        readonly header?: never;
        readonly path?: never;
        readonly cookie?: never;
      };
      readonly requestBody?: never;
      readonly responses: {
        /** @description A problem (RFC 9457). */
        readonly "4XX": {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/problem+json": components["schemas"]["Problem"];
          };
        };
        /** @description Done. */
        readonly 204: {
          headers: {
            readonly [name: string]: unknown;
          };
          content?: never;
        };
      };
    };
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/v1/auth/password/change": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    readonly post: {
      readonly parameters: {
        readonly query?: never;
        readonly header?: never;
        readonly path?: never;
        readonly cookie?: never;
      };
      readonly requestBody: {
        readonly content: {
          readonly "application/json": {
            readonly currentPassword: string;
            /** @description 10 to 256 characters, hard to guess. */
            readonly newPassword: string;
          };
        };
      };
      readonly responses: {
        /** @description A problem (RFC 9457). */
        readonly "4XX": {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/problem+json": components["schemas"]["Problem"];
          };
        };
        /** @description Done. */
        readonly 204: {
          headers: {
            readonly [name: string]: unknown;
          };
          content?: never;
        };
      };
    };
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/v1/auth/password/forgot": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    readonly post: {
      readonly parameters: {
        readonly query?: never;
        readonly header?: never;
        readonly path?: never;
        readonly cookie?: never;
      };
      readonly requestBody: {
        readonly content: {
          readonly "application/json": {
            /**
             * Format: email
             * @description Case does not matter.
             */
            readonly email: string;
          };
        };
      };
      readonly responses: {
        /** @description A problem (RFC 9457). */
        readonly "4XX": {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/problem+json": components["schemas"]["Problem"];
          };
        };
        /** @description Default Response */
        readonly 202: {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/json": {
              readonly status: string;
            };
          };
        };
      };
    };
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/v1/auth/password/reset": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    readonly post: {
      readonly parameters: {
        readonly query?: never;
        readonly header?: never;
        readonly path?: never;
        readonly cookie?: never;
      };
      readonly requestBody: {
        readonly content: {
          readonly "application/json": {
            /** @description 10 to 256 characters, hard to guess. */
            readonly password: string;
            readonly token: string;
          };
        };
      };
      readonly responses: {
        /** @description A problem (RFC 9457). */
        readonly "4XX": {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/problem+json": components["schemas"]["Problem"];
          };
        };
        /** @description Done. */
        readonly 204: {
          headers: {
            readonly [name: string]: unknown;
          };
          content?: never;
        };
      };
    };
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/v1/auth/refresh": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    readonly post: {
      readonly parameters: {
        readonly query?: never;
        readonly header?: never;
        readonly path?: never;
        readonly cookie?: never;
      };
      readonly requestBody: {
        readonly content: {
          readonly "application/json": {
            readonly refreshToken: string;
          };
        };
      };
      readonly responses: {
        /** @description A problem (RFC 9457). */
        readonly "4XX": {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/problem+json": components["schemas"]["Problem"];
          };
        };
        /** @description Default Response */
        readonly 200: {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/json": components["schemas"]["TokenPair"];
          };
        };
      };
    };
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/v1/auth/signup": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    readonly post: {
      readonly parameters: {
        readonly query?: never;
        readonly header?: never;
        readonly path?: never;
        readonly cookie?: never;
      };
      readonly requestBody: {
        readonly content: {
          readonly "application/json": {
            /**
             * Format: email
             * @description Case does not matter.
             */
            readonly email: string;
            readonly name?: string;
            /** @description 10 to 256 characters, hard to guess. */
            readonly password: string;
          };
        };
      };
      readonly responses: {
        /** @description A problem (RFC 9457). */
        readonly "4XX": {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/problem+json": components["schemas"]["Problem"];
          };
        };
        /** @description Default Response */
        readonly 201: {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/json": {
              readonly user: components["schemas"]["User"];
            };
          };
        };
        /** @description Default Response */
        readonly 202: {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/json": {
              readonly status: string;
            };
          };
        };
      };
    };
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/v1/auth/verify": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    readonly post: {
      readonly parameters: {
        readonly query?: never;
        readonly header?: never;
        readonly path?: never;
        readonly cookie?: never;
      };
      readonly requestBody: {
        readonly content: {
          readonly "application/json":
            | {
                /** @description 10 to 256 characters, hard to guess. */
                readonly password?: string;
                readonly token: string;
              }
            | {
                readonly code: string;
                /**
                 * Format: email
                 * @description Case does not matter.
                 */
                readonly email: string;
                /** @description 10 to 256 characters, hard to guess. */
                readonly password?: string;
              };
        };
      };
      readonly responses: {
        /** @description A problem (RFC 9457). */
        readonly "4XX": {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/problem+json": components["schemas"]["Problem"];
          };
        };
        /** @description Default Response */
        readonly 200: {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/json": {
              /** @enum {string} */
              readonly status: "verified";
              readonly user: components["schemas"]["User"];
            };
          };
        };
      };
    };
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/v1/auth/verify/resend": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    readonly post: {
      readonly parameters: {
        readonly query?: never;
        readonly header?: never;
        readonly path?: never;
        readonly cookie?: never;
      };
      readonly requestBody: {
        readonly content: {
          readonly "application/json": {
            /**
             * Format: email
             * @description Case does not matter.
             */
            readonly email: string;
          };
        };
      };
      readonly responses: {
        /** @description A problem (RFC 9457). */
        readonly "4XX": {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/problem+json": components["schemas"]["Problem"];
          };
        };
        /** @description Default Response */
        readonly 202: {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/json": {
              readonly status: string;
            };
          };
        };
      };
    };
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/v1/events": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get: {
      readonly parameters: {
        readonly query?: {
          readonly lastEventId?: string;
        };
        readonly header?: {
          readonly "last-event-id"?: string;
        };
        readonly path?: never;
        readonly cookie?: never;
      };
      readonly requestBody?: never;
      readonly responses: {
        /** @description A problem (RFC 9457). */
        readonly "4XX": {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/problem+json": components["schemas"]["Problem"];
          };
        };
        /** @description `ready`, then one event for each change; `reset` when the client must load everything anew. */
        readonly 200: {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "text/event-stream": string;
          };
        };
      };
    };
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/v1/generate": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    readonly post: {
      readonly parameters: {
        readonly query?: never;
        readonly header?: never;
        readonly path?: never;
        readonly cookie?: never;
      };
      readonly requestBody: {
        readonly content: {
          readonly "application/json": {
            readonly brief: string;
            readonly current?: string;
            readonly design?: {
              /** @enum {unknown} */
              readonly categories?: "check" | "enum" | "lookup";
              /** @enum {unknown} */
              readonly keys?: "identity" | "uuid";
            };
            /** @enum {unknown} */
            readonly dialect?: "postgresql" | "mysql" | "mariadb" | "sqlite";
            readonly instruction?: string;
          };
        };
      };
      readonly responses: {
        /** @description A problem (RFC 9457). */
        readonly "4XX": {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/problem+json": components["schemas"]["Problem"];
          };
        };
        /** @description `stage`, `sql`, `problems`, then `done` or `error`. */
        readonly 200: {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "text/event-stream": string;
          };
        };
      };
    };
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/v1/invitations": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get: {
      readonly parameters: {
        readonly query?: {
          readonly cursor?: string;
          readonly limit?: number;
        };
        readonly header?: never;
        readonly path?: never;
        readonly cookie?: never;
      };
      readonly requestBody?: never;
      readonly responses: {
        /** @description A problem (RFC 9457). */
        readonly "4XX": {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/problem+json": components["schemas"]["Problem"];
          };
        };
        /** @description Default Response */
        readonly 200: {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/json": {
              readonly items: readonly components["schemas"]["Invitation"][];
              readonly nextCursor: string | null;
            };
          };
        };
      };
    };
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/v1/invitations/{id}/accept": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    readonly post: {
      readonly parameters: {
        readonly query?: never;
        readonly header?: never;
        readonly path: {
          readonly id: string;
        };
        readonly cookie?: never;
      };
      readonly requestBody?: never;
      readonly responses: {
        /** @description A problem (RFC 9457). */
        readonly "4XX": {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/problem+json": components["schemas"]["Problem"];
          };
        };
        /** @description Default Response */
        readonly 200: {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/json": components["schemas"]["Invitation"];
          };
        };
      };
    };
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/v1/invitations/{id}/decline": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    readonly post: {
      readonly parameters: {
        readonly query?: never;
        readonly header?: never;
        readonly path: {
          readonly id: string;
        };
        readonly cookie?: never;
      };
      readonly requestBody?: never;
      readonly responses: {
        /** @description A problem (RFC 9457). */
        readonly "4XX": {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/problem+json": components["schemas"]["Problem"];
          };
        };
        /** @description Default Response */
        readonly 200: {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/json": components["schemas"]["Invitation"];
          };
        };
      };
    };
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/v1/me": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get: {
      readonly parameters: {
        readonly query?: never;
        readonly header?: never;
        readonly path?: never;
        readonly cookie?: never;
      };
      readonly requestBody?: never;
      readonly responses: {
        /** @description A problem (RFC 9457). */
        readonly "4XX": {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/problem+json": components["schemas"]["Problem"];
          };
        };
        /** @description Default Response */
        readonly 200: {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/json": components["schemas"]["User"];
          };
        };
      };
    };
    readonly put?: never;
    readonly post?: never;
    readonly delete: {
      readonly parameters: {
        readonly query?: never;
        readonly header?: never;
        readonly path?: never;
        readonly cookie?: never;
      };
      readonly requestBody: {
        readonly content: {
          readonly "application/json": {
            readonly password?: string;
          } | null;
        };
      };
      readonly responses: {
        /** @description A problem (RFC 9457). */
        readonly "4XX": {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/problem+json": components["schemas"]["Problem"];
          };
        };
        /** @description Done. */
        readonly 204: {
          headers: {
            readonly [name: string]: unknown;
          };
          content?: never;
        };
      };
    };
    readonly options?: never;
    readonly head?: never;
    readonly patch: {
      readonly parameters: {
        readonly query?: never;
        readonly header?: never;
        readonly path?: never;
        readonly cookie?: never;
      };
      readonly requestBody: {
        readonly content: {
          readonly "application/json": {
            readonly name?: string;
          };
        };
      };
      readonly responses: {
        /** @description A problem (RFC 9457). */
        readonly "4XX": {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/problem+json": components["schemas"]["Problem"];
          };
        };
        /** @description Default Response */
        readonly 200: {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/json": components["schemas"]["User"];
          };
        };
      };
    };
    readonly trace?: never;
  };
  readonly "/v1/me/audit": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get: {
      readonly parameters: {
        readonly query?: {
          readonly cursor?: string;
          readonly limit?: number;
        };
        readonly header?: never;
        readonly path?: never;
        readonly cookie?: never;
      };
      readonly requestBody?: never;
      readonly responses: {
        /** @description A problem (RFC 9457). */
        readonly "4XX": {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/problem+json": components["schemas"]["Problem"];
          };
        };
        /** @description Default Response */
        readonly 200: {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/json": {
              readonly items: readonly components["schemas"]["AuditEvent"][];
              readonly nextCursor: string | null;
            };
          };
        };
      };
    };
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/v1/me/sessions": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get: {
      readonly parameters: {
        readonly query?: never;
        readonly header?: never;
        readonly path?: never;
        readonly cookie?: never;
      };
      readonly requestBody?: never;
      readonly responses: {
        /** @description A problem (RFC 9457). */
        readonly "4XX": {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/problem+json": components["schemas"]["Problem"];
          };
        };
        /** @description Default Response */
        readonly 200: {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/json": {
              readonly items: readonly components["schemas"]["Session"][];
              readonly nextCursor: string | null;
            };
          };
        };
      };
    };
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/v1/me/sessions/{id}": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    readonly post?: never;
    readonly delete: {
      readonly parameters: {
        readonly query?: never;
        readonly header?: never;
        readonly path: {
          readonly id: string;
        };
        readonly cookie?: never;
      };
      readonly requestBody?: never;
      readonly responses: {
        /** @description A problem (RFC 9457). */
        readonly "4XX": {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/problem+json": components["schemas"]["Problem"];
          };
        };
        /** @description Done. */
        readonly 204: {
          headers: {
            readonly [name: string]: unknown;
          };
          content?: never;
        };
      };
    };
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/v1/me/totp": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    readonly post: {
      readonly parameters: {
        readonly query?: never;
        readonly header?: never;
        readonly path?: never;
        readonly cookie?: never;
      };
      readonly requestBody?: never;
      readonly responses: {
        /** @description A problem (RFC 9457). */
        readonly "4XX": {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/problem+json": components["schemas"]["Problem"];
          };
        };
        /** @description Default Response */
        readonly 201: {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/json": {
              readonly secret: string;
              readonly uri: string;
            };
          };
        };
      };
    };
    readonly delete: {
      readonly parameters: {
        readonly query?: never;
        readonly header?: never;
        readonly path?: never;
        readonly cookie?: never;
      };
      readonly requestBody: {
        readonly content: {
          readonly "application/json": {
            readonly password: string;
          };
        };
      };
      readonly responses: {
        /** @description A problem (RFC 9457). */
        readonly "4XX": {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/problem+json": components["schemas"]["Problem"];
          };
        };
        /** @description Done. */
        readonly 204: {
          headers: {
            readonly [name: string]: unknown;
          };
          content?: never;
        };
      };
    };
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/v1/me/totp/confirm": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    readonly post: {
      readonly parameters: {
        readonly query?: never;
        readonly header?: never;
        readonly path?: never;
        readonly cookie?: never;
      };
      readonly requestBody: {
        readonly content: {
          readonly "application/json": {
            readonly code: string;
          };
        };
      };
      readonly responses: {
        /** @description A problem (RFC 9457). */
        readonly "4XX": {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/problem+json": components["schemas"]["Problem"];
          };
        };
        /** @description Default Response */
        readonly 200: {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/json": {
              readonly recoveryCodes: readonly string[];
            };
          };
        };
      };
    };
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/v1/projects": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get: {
      readonly parameters: {
        readonly query?: {
          readonly cursor?: string;
          readonly limit?: number;
        };
        readonly header?: never;
        readonly path?: never;
        readonly cookie?: never;
      };
      readonly requestBody?: never;
      readonly responses: {
        /** @description A problem (RFC 9457). */
        readonly "4XX": {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/problem+json": components["schemas"]["Problem"];
          };
        };
        /** @description Default Response */
        readonly 200: {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/json": {
              readonly items: readonly components["schemas"]["Project"][];
              readonly nextCursor: string | null;
            };
          };
        };
      };
    };
    readonly put?: never;
    readonly post: {
      readonly parameters: {
        readonly query?: never;
        readonly header?: never;
        readonly path?: never;
        readonly cookie?: never;
      };
      readonly requestBody: {
        readonly content: {
          readonly "application/json": {
            readonly description?: string;
            readonly name: string;
          };
        };
      };
      readonly responses: {
        /** @description A problem (RFC 9457). */
        readonly "4XX": {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/problem+json": components["schemas"]["Problem"];
          };
        };
        /** @description Default Response */
        readonly 201: {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/json": components["schemas"]["Project"];
          };
        };
      };
    };
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/v1/projects/{id}": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get: {
      readonly parameters: {
        readonly query?: never;
        readonly header?: never;
        readonly path: {
          readonly id: string;
        };
        readonly cookie?: never;
      };
      readonly requestBody?: never;
      readonly responses: {
        /** @description A problem (RFC 9457). */
        readonly "4XX": {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/problem+json": components["schemas"]["Problem"];
          };
        };
        /** @description Default Response */
        readonly 200: {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/json": components["schemas"]["Project"];
          };
        };
      };
    };
    readonly put?: never;
    readonly post?: never;
    readonly delete: {
      readonly parameters: {
        readonly query?: never;
        readonly header?: never;
        readonly path: {
          readonly id: string;
        };
        readonly cookie?: never;
      };
      readonly requestBody?: never;
      readonly responses: {
        /** @description A problem (RFC 9457). */
        readonly "4XX": {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/problem+json": components["schemas"]["Problem"];
          };
        };
        /** @description Done. */
        readonly 204: {
          headers: {
            readonly [name: string]: unknown;
          };
          content?: never;
        };
      };
    };
    readonly options?: never;
    readonly head?: never;
    readonly patch: {
      readonly parameters: {
        readonly query?: never;
        readonly header?: never;
        readonly path: {
          readonly id: string;
        };
        readonly cookie?: never;
      };
      readonly requestBody: {
        readonly content: {
          readonly "application/json": {
            readonly description?: string;
            readonly name?: string;
          };
        };
      };
      readonly responses: {
        /** @description A problem (RFC 9457). */
        readonly "4XX": {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/problem+json": components["schemas"]["Problem"];
          };
        };
        /** @description Default Response */
        readonly 200: {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/json": components["schemas"]["Project"];
          };
        };
      };
    };
    readonly trace?: never;
  };
  readonly "/v1/projects/{id}/invitations": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get: {
      readonly parameters: {
        readonly query?: {
          readonly cursor?: string;
          readonly limit?: number;
        };
        readonly header?: never;
        readonly path: {
          readonly id: string;
        };
        readonly cookie?: never;
      };
      readonly requestBody?: never;
      readonly responses: {
        /** @description A problem (RFC 9457). */
        readonly "4XX": {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/problem+json": components["schemas"]["Problem"];
          };
        };
        /** @description Default Response */
        readonly 200: {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/json": {
              readonly items: readonly components["schemas"]["Invitation"][];
              readonly nextCursor: string | null;
            };
          };
        };
      };
    };
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/v1/projects/{id}/invitations/{invitationId}": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    readonly post?: never;
    readonly delete: {
      readonly parameters: {
        readonly query?: never;
        readonly header?: never;
        readonly path: {
          readonly id: string;
          readonly invitationId: string;
        };
        readonly cookie?: never;
      };
      readonly requestBody?: never;
      readonly responses: {
        /** @description A problem (RFC 9457). */
        readonly "4XX": {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/problem+json": components["schemas"]["Problem"];
          };
        };
        /** @description Done. */
        readonly 204: {
          headers: {
            readonly [name: string]: unknown;
          };
          content?: never;
        };
      };
    };
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/v1/projects/{id}/members": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get: {
      readonly parameters: {
        readonly query?: never;
        readonly header?: never;
        readonly path: {
          readonly id: string;
        };
        readonly cookie?: never;
      };
      readonly requestBody?: never;
      readonly responses: {
        /** @description A problem (RFC 9457). */
        readonly "4XX": {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/problem+json": components["schemas"]["Problem"];
          };
        };
        /** @description Default Response */
        readonly 200: {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/json": {
              readonly items: readonly components["schemas"]["Member"][];
              readonly nextCursor: string | null;
            };
          };
        };
      };
    };
    readonly put?: never;
    readonly post: {
      readonly parameters: {
        readonly query?: never;
        readonly header?: never;
        readonly path: {
          readonly id: string;
        };
        readonly cookie?: never;
      };
      readonly requestBody: {
        readonly content: {
          readonly "application/json": {
            /**
             * Format: email
             * @description Case does not matter.
             */
            readonly email: string;
            /** @enum {unknown} */
            readonly role: "admin" | "editor" | "viewer";
          };
        };
      };
      readonly responses: {
        /** @description A problem (RFC 9457). */
        readonly "4XX": {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/problem+json": components["schemas"]["Problem"];
          };
        };
        /** @description Default Response */
        readonly 201: {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/json": components["schemas"]["Invitation"];
          };
        };
      };
    };
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/v1/projects/{id}/members/{userId}": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    readonly post?: never;
    readonly delete: {
      readonly parameters: {
        readonly query?: never;
        readonly header?: never;
        readonly path: {
          readonly id: string;
          readonly userId: string;
        };
        readonly cookie?: never;
      };
      readonly requestBody?: never;
      readonly responses: {
        /** @description A problem (RFC 9457). */
        readonly "4XX": {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/problem+json": components["schemas"]["Problem"];
          };
        };
        /** @description Done. */
        readonly 204: {
          headers: {
            readonly [name: string]: unknown;
          };
          content?: never;
        };
      };
    };
    readonly options?: never;
    readonly head?: never;
    readonly patch: {
      readonly parameters: {
        readonly query?: never;
        readonly header?: never;
        readonly path: {
          readonly id: string;
          readonly userId: string;
        };
        readonly cookie?: never;
      };
      readonly requestBody: {
        readonly content: {
          readonly "application/json": {
            /** @enum {unknown} */
            readonly role: "owner" | "admin" | "editor" | "viewer";
          };
        };
      };
      readonly responses: {
        /** @description A problem (RFC 9457). */
        readonly "4XX": {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/problem+json": components["schemas"]["Problem"];
          };
        };
        /** @description Default Response */
        readonly 200: {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/json": components["schemas"]["Member"];
          };
        };
      };
    };
    readonly trace?: never;
  };
  readonly "/v1/projects/{id}/schemas": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get: {
      readonly parameters: {
        readonly query?: {
          readonly cursor?: string;
          readonly limit?: number;
        };
        readonly header?: never;
        readonly path: {
          readonly id: string;
        };
        readonly cookie?: never;
      };
      readonly requestBody?: never;
      readonly responses: {
        /** @description A problem (RFC 9457). */
        readonly "4XX": {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/problem+json": components["schemas"]["Problem"];
          };
        };
        /** @description Default Response */
        readonly 200: {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/json": {
              readonly items: readonly components["schemas"]["Schema"][];
              readonly nextCursor: string | null;
            };
          };
        };
      };
    };
    readonly put?: never;
    readonly post: {
      readonly parameters: {
        readonly query?: never;
        readonly header?: never;
        readonly path: {
          readonly id: string;
        };
        readonly cookie?: never;
      };
      readonly requestBody: {
        readonly content: {
          readonly "application/json": {
            readonly description?: string;
            /** @enum {unknown} */
            readonly dialect?: "postgresql" | "mysql" | "mariadb" | "sqlite";
            /** @description What was changed, in words. */
            readonly message?: string;
            readonly name: string;
            /** @description Up to 5 MB. */
            readonly sql?: string;
          };
        };
      };
      readonly responses: {
        /** @description A problem (RFC 9457). */
        readonly "4XX": {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/problem+json": components["schemas"]["Problem"];
          };
        };
        /** @description Default Response */
        readonly 201: {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/json": components["schemas"]["Schema"];
          };
        };
      };
    };
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/v1/projects/{id}/tasks": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get: {
      readonly parameters: {
        readonly query?: {
          /** @description A member's id, `me` or `none`. */
          readonly assignee?: string;
          readonly assigneeId?: string;
          readonly cursor?: string;
          readonly limit?: number;
          /** @description The same as `text`. */
          readonly q?: string;
          readonly schemaId?: string;
          /** @description `position`: as people have put them, what nobody has placed by when it was made. */
          readonly sort?: "newest" | "position";
          /** @description One, or several with commas between. */
          readonly status?: string;
          /** @description In title, description or object name; no sign is special. */
          readonly text?: string;
        };
        readonly header?: never;
        readonly path: {
          readonly id: string;
        };
        readonly cookie?: never;
      };
      readonly requestBody?: never;
      readonly responses: {
        /** @description A problem (RFC 9457). */
        readonly "4XX": {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/problem+json": components["schemas"]["Problem"];
          };
        };
        /** @description Default Response */
        readonly 200: {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/json": {
              readonly items: readonly components["schemas"]["Task"][];
              readonly nextCursor: string | null;
            };
          };
        };
      };
    };
    readonly put?: never;
    readonly post: {
      readonly parameters: {
        readonly query?: never;
        readonly header?: never;
        readonly path: {
          readonly id: string;
        };
        readonly cookie?: never;
      };
      readonly requestBody: {
        readonly content: {
          readonly "application/json": {
            readonly assigneeId?: string | null;
            readonly description?: string;
            readonly dueOn?: string | null;
            readonly objectName?: string | null;
            readonly position?: string | null;
            /** @enum {unknown} */
            readonly priority?: "low" | "medium" | "high" | "urgent";
            readonly schemaId?: string | null;
            /** @enum {unknown} */
            readonly status?: "todo" | "in_progress" | "done";
            readonly title: string;
          };
        };
      };
      readonly responses: {
        /** @description A problem (RFC 9457). */
        readonly "4XX": {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/problem+json": components["schemas"]["Problem"];
          };
        };
        /** @description Default Response */
        readonly 201: {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/json": components["schemas"]["Task"];
          };
        };
      };
    };
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/v1/schemas/{id}": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get: {
      readonly parameters: {
        readonly query?: never;
        readonly header?: never;
        readonly path: {
          readonly id: string;
        };
        readonly cookie?: never;
      };
      readonly requestBody?: never;
      readonly responses: {
        /** @description A problem (RFC 9457). */
        readonly "4XX": {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/problem+json": components["schemas"]["Problem"];
          };
        };
        /** @description Default Response */
        readonly 200: {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/json": components["schemas"]["Schema"];
          };
        };
      };
    };
    readonly put?: never;
    readonly post?: never;
    readonly delete: {
      readonly parameters: {
        readonly query?: never;
        readonly header?: never;
        readonly path: {
          readonly id: string;
        };
        readonly cookie?: never;
      };
      readonly requestBody?: never;
      readonly responses: {
        /** @description A problem (RFC 9457). */
        readonly "4XX": {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/problem+json": components["schemas"]["Problem"];
          };
        };
        /** @description Done. */
        readonly 204: {
          headers: {
            readonly [name: string]: unknown;
          };
          content?: never;
        };
      };
    };
    readonly options?: never;
    readonly head?: never;
    /** @description `projectId` moves the schema, with all its versions and the tasks about it. */
    readonly patch: {
      readonly parameters: {
        readonly query?: never;
        readonly header?: never;
        readonly path: {
          readonly id: string;
        };
        readonly cookie?: never;
      };
      readonly requestBody: {
        readonly content: {
          readonly "application/json": {
            readonly description?: string;
            /** @enum {unknown} */
            readonly dialect?: "postgresql" | "mysql" | "mariadb" | "sqlite";
            readonly name?: string;
            /** Format: uuid */
            readonly projectId?: string;
          };
        };
      };
      readonly responses: {
        /** @description A problem (RFC 9457). */
        readonly "4XX": {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/problem+json": components["schemas"]["Problem"];
          };
        };
        /** @description Default Response */
        readonly 200: {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/json": components["schemas"]["Schema"];
          };
        };
      };
    };
    readonly trace?: never;
  };
  readonly "/v1/schemas/{id}/versions": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get: {
      readonly parameters: {
        readonly query?: {
          readonly cursor?: string;
          readonly limit?: number;
        };
        readonly header?: never;
        readonly path: {
          readonly id: string;
        };
        readonly cookie?: never;
      };
      readonly requestBody?: never;
      readonly responses: {
        /** @description A problem (RFC 9457). */
        readonly "4XX": {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/problem+json": components["schemas"]["Problem"];
          };
        };
        /** @description Default Response */
        readonly 200: {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/json": {
              readonly items: readonly components["schemas"]["SchemaVersionSummary"][];
              readonly nextCursor: string | null;
            };
          };
        };
      };
    };
    readonly put?: never;
    /** @description If-Match takes the schema's version. The text that is the newest already gives 200. */
    readonly post: {
      readonly parameters: {
        readonly query?: never;
        readonly header?: never;
        readonly path: {
          readonly id: string;
        };
        readonly cookie?: never;
      };
      readonly requestBody: {
        readonly content: {
          readonly "application/json": {
            /** @description What was changed, in words. */
            readonly message?: string;
            /** @description Up to 5 MB. */
            readonly sql: string;
          };
        };
      };
      readonly responses: {
        /** @description A problem (RFC 9457). */
        readonly "4XX": {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/problem+json": components["schemas"]["Problem"];
          };
        };
        /** @description Default Response */
        readonly 200: {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/json": components["schemas"]["SchemaVersion"];
          };
        };
        /** @description Default Response */
        readonly 201: {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/json": components["schemas"]["SchemaVersion"];
          };
        };
      };
    };
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/v1/schemas/{id}/versions/{n}": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get: {
      readonly parameters: {
        readonly query?: never;
        readonly header?: never;
        readonly path: {
          readonly id: string;
          readonly n: number;
        };
        readonly cookie?: never;
      };
      readonly requestBody?: never;
      readonly responses: {
        /** @description A problem (RFC 9457). */
        readonly "4XX": {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/problem+json": components["schemas"]["Problem"];
          };
        };
        /** @description Default Response */
        readonly 200: {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/json": components["schemas"]["SchemaVersion"];
          };
        };
      };
    };
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/v1/tasks/{id}": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get: {
      readonly parameters: {
        readonly query?: never;
        readonly header?: never;
        readonly path: {
          readonly id: string;
        };
        readonly cookie?: never;
      };
      readonly requestBody?: never;
      readonly responses: {
        /** @description A problem (RFC 9457). */
        readonly "4XX": {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/problem+json": components["schemas"]["Problem"];
          };
        };
        /** @description Default Response */
        readonly 200: {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/json": components["schemas"]["Task"];
          };
        };
      };
    };
    readonly put?: never;
    readonly post?: never;
    readonly delete: {
      readonly parameters: {
        readonly query?: never;
        readonly header?: never;
        readonly path: {
          readonly id: string;
        };
        readonly cookie?: never;
      };
      readonly requestBody?: never;
      readonly responses: {
        /** @description A problem (RFC 9457). */
        readonly "4XX": {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/problem+json": components["schemas"]["Problem"];
          };
        };
        /** @description Done. */
        readonly 204: {
          headers: {
            readonly [name: string]: unknown;
          };
          content?: never;
        };
      };
    };
    readonly options?: never;
    readonly head?: never;
    /** @description `projectId` moves the task: it loses its link to a schema, its place, and who is no member there. */
    readonly patch: {
      readonly parameters: {
        readonly query?: never;
        readonly header?: never;
        readonly path: {
          readonly id: string;
        };
        readonly cookie?: never;
      };
      readonly requestBody: {
        readonly content: {
          readonly "application/json": {
            readonly assigneeId?: string | null;
            readonly description?: string;
            readonly dueOn?: string | null;
            readonly objectName?: string | null;
            readonly position?: string | null;
            /** @enum {unknown} */
            readonly priority?: "low" | "medium" | "high" | "urgent";
            /** Format: uuid */
            readonly projectId?: string;
            readonly schemaId?: string | null;
            /** @enum {unknown} */
            readonly status?: "todo" | "in_progress" | "done";
            readonly title?: string;
          };
        };
      };
      readonly responses: {
        /** @description A problem (RFC 9457). */
        readonly "4XX": {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/problem+json": components["schemas"]["Problem"];
          };
        };
        /** @description Default Response */
        readonly 200: {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/json": components["schemas"]["Task"];
          };
        };
      };
    };
    readonly trace?: never;
  };
  readonly "/v1/tasks/{id}/comments": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get: {
      readonly parameters: {
        readonly query?: {
          readonly cursor?: string;
          readonly limit?: number;
        };
        readonly header?: never;
        readonly path: {
          readonly id: string;
        };
        readonly cookie?: never;
      };
      readonly requestBody?: never;
      readonly responses: {
        /** @description A problem (RFC 9457). */
        readonly "4XX": {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/problem+json": components["schemas"]["Problem"];
          };
        };
        /** @description Default Response */
        readonly 200: {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/json": {
              readonly items: readonly components["schemas"]["Comment"][];
              readonly nextCursor: string | null;
            };
          };
        };
      };
    };
    readonly put?: never;
    readonly post: {
      readonly parameters: {
        readonly query?: never;
        readonly header?: never;
        readonly path: {
          readonly id: string;
        };
        readonly cookie?: never;
      };
      readonly requestBody: {
        readonly content: {
          readonly "application/json": {
            readonly body: string;
          };
        };
      };
      readonly responses: {
        /** @description A problem (RFC 9457). */
        readonly "4XX": {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/problem+json": components["schemas"]["Problem"];
          };
        };
        /** @description Default Response */
        readonly 201: {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/json": components["schemas"]["Comment"];
          };
        };
      };
    };
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/v1/tasks/{id}/history": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get: {
      readonly parameters: {
        readonly query?: {
          readonly cursor?: string;
          readonly limit?: number;
        };
        readonly header?: never;
        readonly path: {
          readonly id: string;
        };
        readonly cookie?: never;
      };
      readonly requestBody?: never;
      readonly responses: {
        /** @description A problem (RFC 9457). */
        readonly "4XX": {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/problem+json": components["schemas"]["Problem"];
          };
        };
        /** @description Default Response */
        readonly 200: {
          headers: {
            readonly [name: string]: unknown;
          };
          content: {
            readonly "application/json": {
              readonly items: readonly components["schemas"]["TaskChange"][];
              readonly nextCursor: string | null;
            };
          };
        };
      };
    };
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
}

export interface components {
  schemas: {
    readonly AuditEvent: {
      readonly address: string;
      /** Format: date-time */
      readonly createdAt: string;
      /** Format: uuid */
      readonly id: string;
      readonly type: string;
      readonly userAgent: string;
    };
    readonly Comment: {
      readonly authorId: string | null;
      readonly authorName: string | null;
      readonly body: string;
      /** Format: date-time */
      readonly createdAt: string;
      /** Format: uuid */
      readonly id: string;
      /** Format: uuid */
      readonly taskId: string;
    };
    readonly Invitation: {
      /** Format: date-time */
      readonly createdAt: string;
      readonly email: string;
      /** Format: date-time */
      readonly expiresAt: string;
      /** Format: uuid */
      readonly id: string;
      readonly invitedBy: string | null;
      /** Format: uuid */
      readonly projectId: string;
      readonly projectName: string;
      /** @enum {unknown} */
      readonly role: "admin" | "editor" | "viewer";
      /** @enum {unknown} */
      readonly status: "pending" | "accepted" | "declined" | "revoked";
    };
    readonly Member: {
      readonly email: string;
      /** Format: date-time */
      readonly joinedAt: string;
      readonly name: string;
      /** @enum {unknown} */
      readonly role: "owner" | "admin" | "editor" | "viewer";
      /** Format: uuid */
      readonly userId: string;
    };
    readonly Problem: {
      readonly code: string;
      /** @description The present row, for version_conflict. */
      readonly current?: unknown;
      readonly detail: string;
      readonly errors?: readonly {
        readonly message: string;
        readonly path: string;
      }[];
      readonly requestId: string;
      readonly status: number;
      readonly title: string;
      readonly type: string;
    };
    readonly Project: {
      /** Format: date-time */
      readonly createdAt: string;
      readonly description: string;
      /** Format: uuid */
      readonly id: string;
      readonly name: string;
      /** @enum {unknown} */
      readonly role: "owner" | "admin" | "editor" | "viewer";
      /** Format: date-time */
      readonly updatedAt: string;
      /** @description Send it as If-Match with a change. */
      readonly version: number;
    };
    readonly Schema: {
      /** Format: date-time */
      readonly createdAt: string;
      readonly createdBy: string | null;
      readonly description: string;
      /** @enum {unknown} */
      readonly dialect: "postgresql" | "mysql" | "mariadb" | "sqlite";
      /** Format: uuid */
      readonly id: string;
      /** @description The number of the newest text; 0: none yet. */
      readonly latestVersion: number;
      readonly name: string;
      /** Format: uuid */
      readonly projectId: string;
      /** Format: date-time */
      readonly updatedAt: string;
      /** @description Send it as If-Match with a change. */
      readonly version: number;
    };
    readonly SchemaVersion: {
      /** Format: date-time */
      readonly createdAt: string;
      readonly createdBy: string | null;
      /** @description SHA-256 of the text, hexadecimal. */
      readonly hash: string;
      readonly message: string;
      readonly n: number;
      /** Format: uuid */
      readonly schemaId: string;
      readonly sql: string;
    };
    readonly SchemaVersionSummary: {
      /** Format: date-time */
      readonly createdAt: string;
      readonly createdBy: string | null;
      /** @description SHA-256 of the text, hexadecimal. */
      readonly hash: string;
      readonly message: string;
      readonly n: number;
      /** Format: uuid */
      readonly schemaId: string;
    };
    readonly Session: {
      readonly address: string;
      /** Format: date-time */
      readonly createdAt: string;
      readonly current: boolean;
      /** Format: date-time */
      readonly expiresAt: string;
      /** Format: uuid */
      readonly id: string;
      /** Format: date-time */
      readonly lastUsedAt: string;
      readonly userAgent: string;
    };
    readonly Task: {
      readonly assigneeId: string | null;
      /** Format: date-time */
      readonly createdAt: string;
      readonly createdBy: string | null;
      readonly description: string;
      readonly dueOn: string | null;
      /** Format: uuid */
      readonly id: string;
      readonly objectName: string | null;
      readonly position: string | null;
      /** @enum {unknown} */
      readonly priority: "low" | "medium" | "high" | "urgent";
      /** Format: uuid */
      readonly projectId: string;
      readonly schemaId: string | null;
      /** @enum {unknown} */
      readonly status: "todo" | "in_progress" | "done";
      readonly title: string;
      /** Format: date-time */
      readonly updatedAt: string;
      /** @description Send it as If-Match with a change. */
      readonly version: number;
    };
    readonly TaskChange: {
      readonly actorId: string | null;
      readonly changes: {
        readonly [key: string]: {
          readonly from: unknown;
          readonly to: unknown;
        };
      };
      /** Format: date-time */
      readonly createdAt: string;
      /** Format: uuid */
      readonly id: string;
      /** Format: uuid */
      readonly taskId: string;
    };
    readonly TokenPair: {
      readonly accessToken: string;
      /** @description Seconds. */
      readonly expiresIn: number;
      /** @description Good once: each refresh gives another. */
      readonly refreshToken: string;
      /** @enum {string} */
      readonly tokenType: "Bearer";
      readonly user: components["schemas"]["User"];
    };
    readonly User: {
      /** Format: date-time */
      readonly createdAt: string;
      readonly email: string;
      readonly emailVerified: boolean;
      /** Format: uuid */
      readonly id: string;
      readonly name: string;
      /** @description Whether log-in asks for a TOTP code. */
      readonly secondFactor: boolean;
      /** Format: date-time */
      readonly updatedAt: string;
      /** @description Send it as If-Match with a change. */
      readonly version: number;
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
