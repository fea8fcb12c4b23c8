import type { Routine, Schema, Table, View } from "../../schema";
import type { Script } from "../../sql";

/** A PL/pgSQL function that can be asked about. */
export interface Subject {
  readonly routine: Routine;
  readonly body: string;
  /** Where the body begins in the document. */
  readonly start: number;
  /** For an error: the table whose trigger runs it, where it is a trigger's function. */
  readonly table: Table | View | undefined;
  readonly label: string;
  readonly declarations: readonly string[];
  readonly settings: readonly string[];
  readonly argumentTypes: readonly string[];
  /** A declared variable of the type that RETURN gives, where there is one. */
  readonly result: string | undefined;
}

/** Types whose like is known only in a call. */
const polymorphic =
  /^(?:any|any(?:compatible)?(?:element|array|nonarray|enum|range|multirange)?|internal|cstring)$/i;

/** What a trigger's function may read of the trigger that runs it. */
const ofTrigger =
  "tg_name name; tg_when text; tg_level text; tg_op text; tg_relid oid; tg_relname name; tg_table_name name; tg_table_schema name; tg_nargs integer; tg_argv text[]; tg_event text; tg_tag text;";

/** Whoever looks at what has run it may do another thing for each table. */
const dispatches = /\btg_(?:table_name|table_schema|relid|relname|argv|nargs|name)\b/i;

/** The functions of a script whose bodies can be asked about; one for each table that a trigger's function is for. */
export function subjectsOf(script: Script, schema: Schema, first: number): Subject[] {
  return schema.routines.flatMap((routine): Subject[] => {
    if (routine.language !== "plpgsql" || !routine.body || routine.statement < first) return [];
    const body = script.text.slice(routine.body.start, routine.body.end);
    const open = script.text[routine.body.start - 1];
    // Where quotes are doubled, the places in the text are not those in the body.
    if (open === "'" && /''|\\/.test(body)) return [];
    const text = (span: { readonly start: number; readonly end: number }) =>
      script.text.slice(span.start, span.end);
    const types = routine.arguments.map(({ type }) => text(type.span));
    if (types.some((type) => polymorphic.test(type.replace(/^.*\./, "")))) return [];
    const named = routine.arguments.flatMap(({ name, mode }, index) => {
      if (name === undefined) return [];
      const type = types[index] ?? "";
      return [`${quote(name)} ${mode === "variadic" && !type.endsWith("]") ? `${type}[]` : type};`];
    });
    const common = {
      routine,
      body,
      start: routine.body.start,
      label: quote(routine.name),
      settings: settingsOf(script, routine),
      result: undefined,
      argumentTypes: types,
    };
    if (!/^(?:event_)?trigger$/.test(routine.returns?.name ?? "")) {
      const { returns, returnsSet } = routine;
      const given = returns && !returnsSet ? text(returns.span) : "void";
      const result =
        /^(?:void|record)$/i.test(given) || polymorphic.test(given) ? undefined : "dbscst_result";
      const declared = result === undefined ? [] : [`${result} ${given};`];
      return [{ ...common, result, table: undefined, declarations: [...named, ...declared, errorVariables] }];
    }
    const tables = dispatches.test(body) ? [] : tablesOf(routine, schema);
    if (tables.length === 0)
      return [
        {
          ...common,
          table: undefined,
          declarations: [`new record; old record; ${ofTrigger}`, errorVariables],
        },
      ];
    return tables.map((table): Subject => {
      const row = `${quote(table.schema)}.${quote(table.name)}%ROWTYPE`;
      return {
        ...common,
        table,
        declarations: [`new ${row}; old ${row}; ${ofTrigger}`, errorVariables],
      };
    });
  });
}

/** They are known in handlers of exceptions. */
const errorVariables = "sqlstate text; sqlerrm text;";

const manyTables = 5;

function tablesOf(routine: Routine, schema: Schema): (Table | View)[] {
  const names = new Set(
    schema.triggers
      .filter(({ function: called }) => {
        const resolved = called.resolved ?? called;
        return (
          resolved.name === routine.name &&
          (resolved.schema === undefined || resolved.schema === routine.schema)
        );
      })
      .map(
        ({ table }) =>
          `${table.resolved?.schema ?? table.schema ?? "public"}.${table.resolved?.name ?? table.name}`,
      ),
  );
  return [...schema.tables, ...schema.views]
    .filter(({ schema: namespace, name }) => names.has(`${namespace}.${name}`))
    .slice(0, manyTables);
}

/** What sets the search path as it is when the function runs. */
function settingsOf(script: Script, routine: Routine): string[] {
  const tree = script.statements[routine.statement]?.parsed.tree;
  const options = tree && "CreateFunctionStmt" in tree ? (tree.CreateFunctionStmt.options ?? []) : [];
  for (const option of options) {
    if (!("DefElem" in option)) continue;
    const { defname, arg } = option.DefElem;
    if (defname !== "set" || !arg || !("VariableSetStmt" in arg)) continue;
    if (arg.VariableSetStmt.name !== "search_path") continue;
    const names = (arg.VariableSetStmt.args ?? []).flatMap((one) =>
      "A_Const" in one && one.A_Const.sval ? [literal(one.A_Const.sval.sval ?? "")] : [],
    );
    return names.length === 0 ? [] : [`SET LOCAL search_path TO ${names.join(", ")};`];
  }
  // A dump empties the search path while it is read; who calls the function has one.
  return [
    `IF current_setting('search_path') IN ('', '""') THEN SET LOCAL search_path TO "$user", public; END IF;`,
  ];
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
