import { generateBuiltin } from "../builtin";
import { separator } from "../builtin/print/sql";
import { ProviderFailure, type Provider } from "../provider";

/** The generator that needs no model: rules, the same answer every time, no network. */
export const builtinProvider: Provider = {
  name: "builtin",
  async complete(request, { signal, onText }) {
    signal.throwIfAborted();
    const { brief, dialect, current, instruction, design } = request;
    const answer = generateBuiltin({
      brief,
      dialect,
      ...(current === undefined ? {} : { current }),
      ...(instruction === undefined ? {} : { instruction }),
      ...(design === undefined ? {} : { design }),
    });
    if (answer.failure !== undefined) throw new ProviderFailure("bad_answer", answer.failure);
    let text = "";
    for (const statement of answer.statements) {
      const piece = separator(text, statement) + statement;
      text += piece;
      onText(piece);
      // Lets the editor draw each table, and a cancellation arrive.
      await new Promise<void>((resolve) => setImmediate(resolve));
      signal.throwIfAborted();
    }
    onText("\n");
    const { assumptions, uncovered } = answer;
    return { text: `${text}\n`, finish: "stop", assumptions, uncovered };
  },
};
