import "@vscode-elements/elements/dist/vscode-button/index.js";
import "@vscode-elements/elements/dist/vscode-label/index.js";
import "@vscode-elements/elements/dist/vscode-option/index.js";
import "@vscode-elements/elements/dist/vscode-radio/index.js";
import "@vscode-elements/elements/dist/vscode-radio-group/index.js";
import "@vscode-elements/elements/dist/vscode-single-select/index.js";
import "@vscode-elements/elements/dist/vscode-textarea/index.js";
import "@vscode-elements/elements/dist/vscode-textfield/index.js";
import type { HTMLAttributes, RefAttributes } from "react";

type Tag<P = object> = HTMLAttributes<HTMLElement> &
  RefAttributes<HTMLElement> &
  P & { readonly oninput?: (event: Event) => void; readonly onchange?: (event: Event) => void };

declare module "react" {
  // React's types can only be added to in this way.
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace JSX {
    interface IntrinsicElements {
      "vscode-button": Tag<{ readonly secondary?: boolean; readonly disabled?: boolean }>;
      "vscode-label": Tag<{ readonly for?: string }>;
      "vscode-option": Tag<{ readonly value: string; readonly selected?: boolean }>;
      "vscode-radio": Tag<{ readonly name: string; readonly value: string; readonly checked?: boolean }>;
      "vscode-radio-group": Tag<{ readonly variant?: string }>;
      "vscode-single-select": Tag<{
        readonly value?: string;
        readonly disabled?: boolean;
        readonly label?: string;
      }>;
      "vscode-textarea": Tag<{
        readonly value?: string;
        readonly rows?: number;
        readonly resize?: string;
        readonly placeholder?: string;
        readonly disabled?: boolean;
        readonly label?: string;
        readonly maxLength?: number;
      }>;
      "vscode-textfield": Tag<{
        readonly value?: string;
        readonly type?: string;
        readonly placeholder?: string;
        readonly disabled?: boolean;
        readonly label?: string;
        readonly maxLength?: number;
      }>;
    }
  }
}

/** What a field of the page holds after an event. */
export function valueOf({ target }: Event): string {
  return target !== null && "value" in target && typeof target.value === "string" ? target.value : "";
}
