import { useEffect, useRef, useState } from "react";

interface InlineInputProps {
  readonly label: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly suggestions?: readonly string[];
  /** Whether it stays open for another text when one was taken. */
  readonly repeats?: boolean;
  /** Resolves with why the text cannot be taken, or undefined. */
  readonly onSubmit: (text: string) => Promise<string | undefined>;
  readonly onCancel: () => void;
}

/** A field in place of a word: Enter takes what was typed, Escape leaves it as it was. */
export function InlineInput({
  label,
  value,
  placeholder,
  suggestions,
  repeats = false,
  onSubmit,
  onCancel,
}: InlineInputProps) {
  const [text, setText] = useState(value);
  const [problem, setProblem] = useState<string>();
  const busy = useRef(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    field.current?.focus({ preventScroll: true });
    field.current?.select();
  }, []);
  const submit = async () => {
    const typed = text.trim();
    if (busy.current && !repeats) return;
    if (typed === value || typed === "") {
      onCancel();
      return;
    }
    busy.current = true;
    // The next one can be typed while this one is being done.
    if (repeats) setText("");
    const refused = await onSubmit(typed);
    busy.current = false;
    if (refused === undefined) return;
    setText((now) => (now === "" ? typed : now));
    setProblem(refused);
    field.current?.focus();
  };
  return (
    <span className="inline nodrag nopan nowheel">
      <input
        ref={field}
        value={text}
        aria-label={label}
        aria-invalid={problem !== undefined}
        placeholder={placeholder}
        list={suggestions ? "dbscst-types" : undefined}
        spellCheck={false}
        onChange={(event) => {
          setText(event.target.value);
          setProblem(undefined);
        }}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === "Enter") void submit();
          if (event.key === "Escape") onCancel();
        }}
        onBlur={() => {
          // Leaving the field takes what was typed; a text that cannot be taken stays to be mended.
          if (problem === undefined) void submit();
        }}
      />
      {suggestions && (
        <datalist id="dbscst-types">
          {suggestions.map((suggestion) => (
            <option key={suggestion} value={suggestion} />
          ))}
        </datalist>
      )}
      {problem !== undefined && (
        <span className="refusal" role="alert">
          {problem}
        </span>
      )}
    </span>
  );
}
