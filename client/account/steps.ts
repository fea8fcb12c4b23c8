import * as vscode from "vscode";
import { Cancelled } from "../api/failure";
import { describe } from "../api/words";

export interface Question {
  readonly title: string;
  readonly step: number;
  readonly totalSteps: number;
  readonly prompt: string;
  readonly placeholder?: string;
  readonly value?: string;
  readonly password?: boolean;
  /** Things to do other than answering. */
  readonly buttons?: readonly AskButton[];
  /** What is wrong with an answer, as it is typed. */
  readonly validate?: (value: string) => string | undefined;
  /** Asks the server. Gives what is to be said about the answer, or undefined when it was taken. */
  readonly submit?: (value: string, signal: AbortSignal) => Promise<string | undefined>;
  /** Whether the matter was settled elsewhere, asked when the person comes back to the window; the answer is then empty. */
  readonly settledElsewhere?: (signal: AbortSignal) => Promise<boolean>;
  /** An answer that may come from elsewhere meanwhile, and is taken as if it had been typed. */
  readonly arrives?: Promise<string>;
}

interface AskButton {
  readonly icon: string;
  readonly tooltip: string;
  /** Gives what is to be said and filled in; "leave" closes the box, and the answer names the button. */
  readonly press: (signal: AbortSignal) => Promise<{ say?: string; fill?: string }> | "leave";
}

export type Answer =
  | { readonly kind: "value"; readonly value: string }
  | { readonly kind: "back" }
  | { readonly kind: "left"; readonly button: string };

/**
 * One box of a row of boxes. It stays open while the server is asked, and closing it ends that; it is never left
 * waiting for something that may not come. Rejects with `Cancelled` when the person closes it.
 */
export function ask(question: Question): Promise<Answer> {
  const { validate, submit, buttons = [] } = question;
  return new Promise((resolve, reject) => {
    const box = vscode.window.createInputBox();
    const ending = new AbortController();
    const { signal } = ending;
    box.title = question.title;
    box.step = question.step;
    box.totalSteps = question.totalSteps;
    box.prompt = question.prompt;
    box.placeholder = question.placeholder ?? "";
    box.value = question.value ?? "";
    box.password = question.password ?? false;
    box.ignoreFocusOut = true;
    const extra = buttons.map(({ icon, tooltip }) => ({ iconPath: new vscode.ThemeIcon(icon), tooltip }));
    box.buttons = [...(question.step > 1 ? [vscode.QuickInputButtons.Back] : []), ...extra];

    let settled = false;
    const owned: vscode.Disposable[] = [];
    const finish = (answer?: Answer) => {
      if (settled) return;
      settled = true;
      ending.abort();
      for (const disposable of owned) disposable.dispose();
      box.dispose();
      if (answer) resolve(answer);
      else reject(new Cancelled());
    };
    const say = (message: string | undefined, severity = vscode.InputBoxValidationSeverity.Error) => {
      if (!settled) box.validationMessage = message === undefined ? undefined : { message, severity };
    };
    /** Keeps the box busy during the work; what fails is said in it. */
    const busily = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
      box.busy = true;
      box.enabled = false;
      say(undefined);
      try {
        return await work();
      } catch (error) {
        if (!signal.aborted) say(describe(error));
        return undefined;
      } finally {
        if (!settled) {
          box.busy = false;
          box.enabled = true;
        }
      }
    };
    box.onDidChangeValue((value) => say(validate?.(value)));
    box.onDidHide(() => finish());
    const accept = () => {
      const { value } = box;
      if (box.busy || settled) return;
      const problem = validate?.(value);
      if (problem !== undefined) {
        say(problem);
        return;
      }
      if (!submit) {
        finish({ kind: "value", value });
        return;
      }
      void busily(async () => {
        const message = await submit(value, signal);
        if (message === undefined) finish({ kind: "value", value });
        else say(message);
      });
    };
    box.onDidAccept(accept);
    const { settledElsewhere } = question;
    if (settledElsewhere) {
      owned.push(
        vscode.window.onDidChangeWindowState(({ focused }) => {
          if (!focused || box.busy || settled) return;
          settledElsewhere(signal).then(
            (isSettled) => isSettled && finish({ kind: "value", value: "" }),
            () => undefined,
          );
        }),
      );
    }
    void question.arrives?.then((value) => {
      if (settled) return;
      box.value = value;
      accept();
    });
    box.onDidTriggerButton((pressed) => {
      if (pressed === vscode.QuickInputButtons.Back) {
        finish({ kind: "back" });
        return;
      }
      const button = buttons[extra.findIndex((candidate) => candidate === pressed)];
      if (!button || box.busy) return;
      const outcome = button.press(signal);
      if (outcome === "leave") finish({ kind: "left", button: button.icon });
      else {
        void busily(async () => {
          const { say: message, fill } = await outcome;
          if (fill !== undefined && !settled) box.value = fill;
          say(message, vscode.InputBoxValidationSeverity.Info);
        });
      }
    });
    box.show();
  });
}

/** One step of a row: asks, keeps the answer, and says where to go. */
export type Step = (position: {
  readonly step: number;
  readonly totalSteps: number;
}) => Promise<"next" | "back">;

/** Goes through the steps, forth and back, until the last one is done. Rejects with `Cancelled`. */
export async function inSteps(steps: readonly Step[]): Promise<void> {
  for (let index = 0; index < steps.length;) {
    const step = steps[index];
    if (!step) return;
    const where = await step({ step: index + 1, totalSteps: steps.length });
    index = Math.max(0, index + (where === "next" ? 1 : -1));
  }
}

export function emailProblem(value: string): string | undefined {
  return /^[^\s@]+@[^\s@]+$/.test(value.trim()) && value.trim().length <= 254
    ? undefined
    : vscode.l10n.t("Type an e-mail address, such as ada@example.com.");
}

export function passwordProblem(value: string): string | undefined {
  const { length } = Array.from(value);
  if (length < 10)
    return vscode.l10n.t("{0} more characters, please: a password has 10 or more.", 10 - length);
  return length > 256 ? vscode.l10n.t("A password has 256 characters or fewer.") : undefined;
}

export function nameProblem(value: string): string | undefined {
  const { length } = value.trim();
  if (length === 0) return vscode.l10n.t("Type a name.");
  return length > 200 ? vscode.l10n.t("A name has 200 characters or fewer.") : undefined;
}
