import type { SyntheticEvent } from "react";
import type { Choice } from "../../../server/protocol/designer-messages";

interface PickerProps {
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly value: string;
  readonly disabled?: boolean;
  readonly onPick: (value: string) => void;
}

/** One of a few. */
export function Picker({ label, choices, value, disabled = false, onPick }: PickerProps) {
  if (choices.length === 0) return null;
  return (
    <vscode-single-select
      // The element reads its options once, so that other ones need another element.
      key={choices.map((choice) => choice.value).join(" ")}
      label={label}
      title={choices.find((choice) => choice.value === value)?.description ?? label}
      value={value}
      disabled={disabled}
      onChange={(event: SyntheticEvent<HTMLElement>) =>
        onPick((event.target as unknown as { readonly value: string }).value)
      }
    >
      {choices.map((choice) => (
        <vscode-option
          key={choice.value}
          value={choice.value}
          selected={choice.value === value}
          {...(choice.description !== undefined && { description: choice.description })}
        >
          {choice.label}
        </vscode-option>
      ))}
    </vscode-single-select>
  );
}
