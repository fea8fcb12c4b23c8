import type { DiagramModel } from "../../../server/protocol/diagram";
import { areaColors, areasOf } from "./areas";
import { tablesById } from "./marks";
import type { View } from "./view";

interface ViewPanelProps {
  readonly model: DiagramModel;
  readonly view: View;
  readonly onView: (view: View) => void;
  readonly onClose: () => void;
}

/** What is drawn: areas and schemas to choose from, and what has been hidden. */
export function ViewPanel({ model, view, onView, onClose }: ViewPanelProps) {
  const areas = areasOf(model);
  const inArea = new Set(areas.flatMap(({ tables }) => tables));
  const alone = model.tables.filter(({ id }) => !inArea.has(id));
  const aloneOf = (isEnum: boolean) =>
    alone.flatMap(({ id, kind }) => ((kind === "enum") === isEnum ? [id] : []));
  const schemas = [...new Set(model.tables.map(({ schema }) => schema))];
  const groups = [
    ...areas.map(({ name, tables }, index) => ({
      name,
      tables,
      color: areas.length > 1 ? areaColors[index % areaColors.length] : undefined,
    })),
    { name: "Without relations", tables: aloneOf(false), color: undefined },
    { name: "Enums", tables: aloneOf(true), color: undefined },
  ].filter(({ tables }) => tables.length > 0);
  const { around, ...rest } = view;
  const set = (tables: readonly string[], shown: boolean) => {
    const hidden = new Set(view.hidden);
    for (const table of tables)
      if (shown) hidden.delete(table);
      else hidden.add(table);
    onView({ ...rest, hidden });
  };
  const row = (group: {
    readonly name: string;
    readonly tables: readonly string[];
    readonly color?: string | undefined;
  }) => {
    const shown = group.tables.filter((table) => !view.hidden.has(table)).length;
    return (
      <li key={`${group.name} ${group.tables[0] ?? ""}`}>
        <label className="choice">
          <input
            type="checkbox"
            checked={shown > 0}
            ref={(box) => {
              if (box) box.indeterminate = shown > 0 && shown < group.tables.length;
            }}
            onChange={(event) => set(group.tables, event.target.checked)}
          />
          <span className="swatch" style={{ background: group.color }} />
          <span className="name">{group.name}</span>
          <span className="faint">{group.tables.length}</span>
        </label>
        <button
          type="button"
          className="link"
          aria-label={`Only ${group.name}`}
          onClick={() => {
            const mine = new Set(group.tables);
            onView({
              ...rest,
              hidden: new Set(model.tables.flatMap(({ id }) => (mine.has(id) ? [] : [id]))),
            });
          }}
        >
          only
        </button>
      </li>
    );
  };
  const byId = tablesById(model);
  const hidden = [...view.hidden].filter((id) => byId.has(id));
  return (
    <aside className="view-panel" aria-label="What is shown">
      <header>
        <h2>Shown</h2>
        <button
          type="button"
          disabled={hidden.length === 0 && around === undefined}
          onClick={() => onView({ ...rest, hidden: new Set() })}
        >
          Show All
        </button>
        <button type="button" className="close" aria-label="Close" onClick={onClose}>
          ×
        </button>
      </header>
      <h3>Areas</h3>
      <ul>{groups.map(row)}</ul>
      {schemas.length > 1 && (
        <>
          <h3>Schemas</h3>
          <ul>
            {schemas.map((name) =>
              row({ name, tables: model.tables.flatMap(({ id, schema }) => (schema === name ? [id] : [])) }),
            )}
          </ul>
        </>
      )}
      {hidden.length > 0 && hidden.length <= 30 && (
        <>
          <h3>Hidden</h3>
          <ul>
            {hidden.map((id) => (
              <li key={id}>
                <span className="name">{byId.get(id)?.name}</span>
                <button type="button" className="link" onClick={() => set([id], true)}>
                  show
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </aside>
  );
}
