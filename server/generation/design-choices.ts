/** What a person prefers where several designs are good; what is absent is left to who writes the schema. */
export interface DesignChoices {
  /** Keys that no requirement names: numbers that the database gives, or UUIDs. */
  readonly keys?: (typeof keyChoices)[number];
  /** Fixed sets of values: CHECK constraints, enumerated types (CHECK in SQLite, which has none), or tables with rows. */
  readonly categories?: (typeof categoryChoices)[number];
}

export const keyChoices = ["identity", "uuid"] as const;
export const categoryChoices = ["check", "enum", "lookup"] as const;
