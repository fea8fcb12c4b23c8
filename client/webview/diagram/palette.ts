import { useEffect, useMemo, useState } from "react";

/** The theme's colours as a canvas takes them, and its letters. */
export interface Palette {
  readonly page: string;
  readonly box: string;
  readonly border: string;
  /** Themes of high contrast tell things apart by their borders alone. */
  readonly isContrast: boolean;
  readonly text: string;
  readonly faint: string;
  readonly error: string;
  readonly warning: string;
  readonly task: string;
  readonly added: string;
  readonly changed: string;
  readonly removed: string;
  readonly family: string;
  /** The value of a colour that the theme has by a variable, such as `var(--vscode-charts-blue)`. */
  readonly of: (color: string) => string;
}

/** The palette of the page; another one once the theme is another. */
export function usePalette(): Palette {
  const [theme, setTheme] = useState(0);
  useEffect(() => {
    // The editor writes a theme into the style of the root and the classes of the body.
    const observer = new MutationObserver(() => setTheme((before) => before + 1));
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ["style", "class"] });
    observer.observe(document.body, { attributes: true, attributeFilter: ["class"] });
    return () => observer.disconnect();
  }, []);
  return useMemo(() => readPalette(theme), [theme]);
}

// The number of the theme alone says that what is read is another.
function readPalette(_theme: number): Palette {
  const style = getComputedStyle(document.documentElement);
  const first = (...names: readonly string[]) =>
    names.map((name) => style.getPropertyValue(`--vscode-${name}`).trim()).find((value) => value !== "") ??
    "transparent";
  const known = new Map<string, string>();
  return {
    page: first("editor-background"),
    box: first("sideBarSectionHeader-background", "list-hoverBackground", "editorWidget-background"),
    border: first("widget-border", "editorWidget-border", "contrastBorder"),
    isContrast: first("contrastBorder") !== "transparent",
    text: first("editorWidget-foreground", "foreground"),
    faint: first("descriptionForeground", "foreground"),
    error: first("editorError-foreground"),
    warning: first("editorWarning-foreground"),
    task: first("charts-blue"),
    added: first("charts-green"),
    changed: first("charts-yellow"),
    removed: first("charts-red"),
    family: first("font-family"),
    of: (color) => {
      const value = known.get(color) ?? first(color.replace(/^var\(--vscode-(.*)\)$/, "$1"));
      known.set(color, value);
      return value;
    },
  };
}
