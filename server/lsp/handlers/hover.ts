import { MarkupKind } from "vscode-languageserver";
import { hoverAt, prose, tracedAt, traceId, traceNow } from "../../language";
import type { SideFile } from "../../protocol/side-file";
import type { OpenDocument } from "../documents";
import type { Handler } from "../handler";

/** What is known of the word under the pointer, and why the thing is there. */
export const hover: Handler = {
  capabilities: () => ({ hoverProvider: true }),
  register({ connection, documents, sideFiles }) {
    connection.onHover(async ({ textDocument, position }) => {
      const side = await sideFiles.of(textDocument.uri);
      const scope = await documents.scope(textDocument.uri);
      const found = scope && hoverAt(scope.context, scope.offsetAt(position));
      if (!found) return null;
      const range = scope.own(found.span);
      const document = documents.get(textDocument.uri);
      const why = document && whyAt(document, document.text.offsetAt(position), side);
      const value = why === undefined ? found.markdown : `${found.markdown}\n\n${why}`;
      return { contents: { kind: MarkupKind.Markdown, value }, ...(range && { range }) };
    });
  },
};

function whyAt({ result }: OpenDocument, offset: number, side: SideFile): string | undefined {
  const traced = tracedAt(result, offset);
  return traced && whyText(result, traceId(traced), side);
}

/** The sentences that ask for a thing, and the assumptions that it rests on, as Markdown. */
function whyText(
  { schema }: OpenDocument["result"],
  id: string,
  { trace, assumptions }: SideFile,
): string | undefined {
  const entry = trace && traceNow(schema, trace).get(id);
  if (!entry) return undefined;
  const asked = entry.sentences.map(({ text }) => `> ${escape(text)}`);
  const assumed = (assumptions ?? [])
    .filter((one) => entry.assumptions?.includes(one.id))
    .map(
      ({ text, changedTo, state }) =>
        `- ${escape(changedTo ?? text)}${state === "open" ? "" : ` (${state})`}`,
    );
  const parts = [
    ...(asked.length > 0 ? ["**In the brief**", asked.join("\n>\n")] : []),
    ...(assumed.length > 0 ? ["**Assumed**", assumed.join("\n")] : []),
  ];
  return parts.length === 0 ? undefined : `---\n\n${parts.join("\n\n")}`;
}

/** What a brief says, on one line. */
function escape(text: string): string {
  return prose(text.replace(/\s+/g, " "));
}
