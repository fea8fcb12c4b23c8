/** A function of a database that schemas commonly call. */
export interface BuiltinFunction {
  readonly name: string;
  readonly signature: string;
  readonly note: string;
  /** The page of the manual. */
  readonly page: string;
}

/** Reads lines of `signature|note` by the page of the manual that tells of them. */
export function parseFunctions(pages: Readonly<Record<string, string>>): readonly BuiltinFunction[] {
  return Object.entries(pages).flatMap(([page, lines]) =>
    lines
      .trim()
      .split("\n")
      .map((line) => {
        const end = line.lastIndexOf("|");
        const signature = line.slice(0, end);
        const name = /^\w+/.exec(signature)?.[0] ?? "";
        return { name, signature, note: line.slice(end + 1), page };
      }),
  );
}
