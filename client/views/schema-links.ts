import type * as vscode from "vscode";

/** Which schema a file was saved to, and from which version it has come since. */
export interface SchemaLink {
  readonly backend: string;
  readonly projectId: string;
  readonly schemaId: string;
  /** The version that the file had last: saved from it, or restored to it. */
  readonly n: number;
}

const key = "dbscst.schemaLinks";

/** Remembers for each file of the workspace the schema that it belongs to. */
export class SchemaLinks {
  constructor(
    private readonly state: vscode.Memento,
    private readonly backend: () => string,
    /** The project that the schema of a link is in by now. */
    private readonly homeOf: (link: SchemaLink) => string,
  ) {}

  of(uri: vscode.Uri): SchemaLink | undefined {
    const link = this.all()[uri.toString()];
    return link?.backend === this.backend() ? { ...link, projectId: this.homeOf(link) } : undefined;
  }

  async set(uri: vscode.Uri, link: Omit<SchemaLink, "backend">): Promise<void> {
    await this.state.update(key, { ...this.all(), [uri.toString()]: { ...link, backend: this.backend() } });
  }

  /** A schema is in another project now: its files are told. */
  async follow(schemaId: string, projectId: string): Promise<void> {
    const moved = Object.entries(this.all()).map(([name, link]) => [
      name,
      link.schemaId === schemaId ? { ...link, projectId } : link,
    ]);
    await this.state.update(key, Object.fromEntries(moved));
  }

  async forget(uri: vscode.Uri): Promise<void> {
    await this.state.update(
      key,
      Object.fromEntries(Object.entries(this.all()).filter(([name]) => name !== uri.toString())),
    );
  }

  private all(): Readonly<Record<string, SchemaLink>> {
    return this.state.get<Record<string, SchemaLink>>(key, {});
  }
}
