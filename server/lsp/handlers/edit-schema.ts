import { editSchema } from "../../language";
import { editSchemaRequest, type EditSchemaParams, type EditSchemaResult } from "../../protocol/schema-edit";
import { toRange } from "../convert";
import type { Handler } from "../handler";

/** `dbscst/editSchema`: the text edits that an edit of the diagram comes to, or why it is refused. */
export const schemaEdit: Handler = {
  register({ connection, documents }) {
    connection.onRequest<EditSchemaResult, unknown>(
      editSchemaRequest,
      ({ uri, version, edit }: EditSchemaParams): EditSchemaResult => {
        const document = documents.get(uri);
        if (!document) return { refusal: "The file is not open.", reason: "not open" };
        const { text, result } = document;
        if (text.version !== version)
          return { refusal: "The text has changed meanwhile. Try again.", reason: "stale" };
        const outcome = editSchema(result, edit);
        if ("refusal" in outcome) return { refusal: outcome.refusal, reason: "not possible" };
        const edits = outcome.edits.map(({ span, newText }) => ({ range: toRange(text, span), newText }));
        return {
          edit: { documentChanges: [{ textDocument: { uri: text.uri, version }, edits }] },
          consequences: outcome.consequences ?? [],
        };
      },
    );
  },
};
