import { traceId, traceNow } from "../../language";
import { lineIndex } from "../../sql";
import type { SideFile, UncoveredSentence } from "../../protocol/side-file";
import { uncoveredRequest, type UncoveredParams, type UncoveredResult } from "../../protocol/uncovered";
import { toRange } from "../convert";
import type { OpenDocument } from "../documents";
import type { Handler } from "../handler";

/** `dbscst/uncovered`: the sentences of the brief that an open document does not cover. */
export const uncovered: Handler = {
  register({ connection, documents, sideFiles }) {
    connection.onRequest(uncoveredRequest, async ({ uri }: UncoveredParams): Promise<UncoveredResult> => {
      const side = await sideFiles.of(uri);
      const listed = (side.uncovered ?? []).filter(({ dismissed }) => dismissed !== true);
      const document = documents.get(uri);
      if (listed.length === 0 || !document) return { sentences: [] };
      const { openSentences } = await import("../../generation/open-sentences");
      const open = await openSentences(listed, document.text.getText());
      return {
        sentences: open.map((sentence) => ({ ...sentence, range: placeOf(document, side, sentence) })),
      };
    });
  },
};

/** The table of which the brief spoke last before the sentence; a schema has no better place for what it lacks. */
function placeOf({ text, result }: OpenDocument, { trace }: SideFile, { start }: UncoveredSentence) {
  const now = trace && traceNow(result.schema, trace);
  const [nearest] = result.schema.tables
    .flatMap((table) => {
      const before = (now?.get(traceId({ table }))?.sentences ?? []).map((one) => one.start);
      const last = Math.max(-1, ...before.filter((at) => at < start));
      return last < 0 ? [] : [{ table, last }];
    })
    .sort((a, b) => b.last - a.last);
  if (nearest) return toRange(text, nearest.table.nameSpan);
  const end = lineIndex(text.getText()).positionAt(text.getText().split(/\r?\n/, 1)[0]?.length ?? 0);
  return { start: { line: 0, character: 0 }, end };
}
