import * as vscode from "vscode";
import type { Accounts } from "../account/accounts";
import { contentOf, type Schema } from "../api/client";
import { describe } from "../api/words";

export const scheme = "dbscst";

/** Where a version of a schema is read: `dbscst:/schema/<id>/<n>/<name> (version 3).sql`. */
export function versionUri(schema: Pick<Schema, "id" | "name">, n: number): vscode.Uri {
  const name = schema.name.replace(/\.sql$/i, "").replace(/[\\/?#]/g, "-");
  const file = vscode.l10n.t("{0} (version {1})", name, n);
  return vscode.Uri.from({ scheme, path: `/schema/${schema.id}/${n}/${file}.sql` });
}

/** Versions as read-only documents. One never changes, so it is asked for once. */
export class VersionDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly texts = new Map<string, string>();
  private readonly held = new Map<string, string>();
  private readonly registration = vscode.workspace.registerTextDocumentContentProvider(scheme, this);

  constructor(private readonly accounts: Accounts) {}

  dispose(): void {
    this.registration.dispose();
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const [, kind, id = "", n = ""] = uri.path.split("/");
    if (kind === "text") return this.held.get(id) ?? "";
    if (kind !== "schema") throw new Error(vscode.l10n.t("There is no such document."));
    try {
      return await this.text(id, Number(n));
    } catch (error) {
      // Shown in place of the text by the editor, with a way to try again.
      throw new Error(describe(error), { cause: error });
    }
  }

  /** A document for a text that is nowhere else, to be compared. */
  hold(name: string, text: string): vscode.Uri {
    const id = String(this.held.size + 1);
    this.held.set(id, text);
    return vscode.Uri.from({ scheme, path: `/text/${id}/${name.replace(/[\\/?#]/g, "-")}` });
  }

  /** The SQL of a version. */
  async text(schemaId: string, n: number): Promise<string> {
    const user = await this.accounts.current();
    const key = `${user?.backend} ${user?.userId} ${schemaId} ${n}`;
    const known = this.texts.get(key);
    if (known !== undefined) return known;
    const params = { path: { id: schemaId, n } };
    const { sql } = await contentOf(this.accounts.api.GET("/v1/schemas/{id}/versions/{n}", { params }));
    if (this.texts.size > 50) this.texts.clear();
    this.texts.set(key, sql);
    return sql;
  }
}
