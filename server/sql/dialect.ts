/** The dialects that dbscst reads. */
export const dialects = ["postgresql", "mysql", "mariadb", "sqlite"] as const;

export type Dialect = (typeof dialects)[number];

/** What a person may ask for: a dialect, or to have it detected from the text. */
export type DialectChoice = Dialect | "auto";
