/** Request, client → server: the statements that turn one PostgreSQL schema into another, proven by running them. */
export const migrationRequest = "dbscst/migration";

export interface MigrationParams {
  readonly before: SchemaText;
  readonly after: SchemaText;
}

export interface SchemaText {
  /** As people know it; it stands in the messages. */
  readonly name: string;
  readonly text: string;
}

/** Why there is none, or the script with what is known of it. */
export type MigrationResult =
  | { readonly refusal: string }
  | {
      readonly sql: string;
      readonly statements: number;
      /** How many of these lose rows or values. */
      readonly destroys: number;
      /** Absent where the script was seen to give the new schema; else what is wrong. */
      readonly unproven?: string;
    };
