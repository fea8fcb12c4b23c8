import type { DetailedHTMLProps, HTMLAttributes } from "react";

type Element<Properties> = DetailedHTMLProps<HTMLAttributes<HTMLElement>, HTMLElement> & Properties;

/** The elements of `@vscode-elements/elements` that are used here, for JSX. */
declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "vscode-badge": Element<{ variant?: "default" | "counter" }>;
      "vscode-button": Element<{
        secondary?: boolean;
        disabled?: boolean;
        block?: boolean;
        icon?: string;
        iconOnly?: boolean;
      }>;
      "vscode-icon": Element<{ name: string; size?: number }>;
      "vscode-option": Element<{ value: string; description?: string; selected?: boolean }>;
      "vscode-progress-bar": Element<{ indeterminate?: boolean; label?: string }>;
      "vscode-single-select": Element<{ label?: string; value?: string; disabled?: boolean }>;
      "vscode-textarea": Element<{
        label?: string;
        value?: string;
        rows?: number;
        placeholder?: string;
        resize?: "none" | "vertical";
        monospace?: boolean;
      }>;
      "vscode-textfield": Element<{ label?: string; value?: string; type?: string; disabled?: boolean }>;
    }
  }
}
