import { answerReader, type AnswerReader } from "./answer";
import type { GenerateProgress } from "./outcome";

/** The SQL that people see while it is made; what they see in the end is the outcome's text, exactly. */
export interface Shown {
  /** A new answer begins; its first SQL, after `keep`, replaces what is shown. */
  begin(options: { readonly keep: string; readonly plain: boolean }): void;
  /** More of the model's answer. */
  text(text: string): void;
  /** Makes what is shown equal to `sql`. */
  settle(sql: string): void;
}

export function shownBy(onProgress: (event: GenerateProgress) => void): Shown {
  let shown = "";
  let fresh = true;
  let kept = "";
  let reader: Pick<AnswerReader, "push"> = answerReader();
  const emit = (text: string, reset: boolean) => {
    shown = reset ? text : shown + text;
    onProgress({ kind: "sql", text, reset });
  };
  return {
    begin({ keep, plain }) {
      reader = plain ? { push: (text) => text } : answerReader();
      fresh = true;
      kept = keep;
    },
    text(text) {
      const sql = reader.push(text);
      if (sql === "") return;
      const next = kept + sql;
      // What is shown already need not be shown anew.
      if (fresh && shown !== "" && next.startsWith(shown)) emit(next.slice(shown.length), false);
      else emit(fresh ? next : sql, fresh);
      fresh = false;
    },
    settle(sql) {
      if (shown === sql) return;
      if (shown !== "" && sql.startsWith(shown)) emit(sql.slice(shown.length), false);
      else emit(sql, true);
    },
  };
}
