import { createMigration, type CheckedDocument, type CheckOptions, type CheckResult } from "../checker";
import type { DialectChoice } from "../sql";
import { textsBefore, type FoundConfig, type Surroundings } from "../workspace";
import type { Input } from "./input";
import { fileReport, type FileReport } from "./report";

/** One file to check, with what it stands on. */
export interface CheckTask {
  readonly input: Input;
  readonly around: Surroundings;
  readonly config: FoundConfig["value"];
}

export interface CheckRunOptions {
  /** What the command line says; it wins over the configuration. */
  readonly dialect?: DialectChoice;
  readonly rules: NonNullable<CheckOptions["rules"]>;
  readonly engines: CheckOptions["engines"];
  /** How long one file may take on the engine. */
  readonly seconds: number;
  readonly signal: AbortSignal;
}

/**
 * Checks files one after the other. Those of one folder are one document to the engine, which runs what they have
 * in common once.
 */
export class CheckRun {
  private last: { readonly group: string; readonly document: CheckedDocument } | undefined;

  constructor(private readonly options: CheckRunOptions) {}

  async check({ input, around, config }: CheckTask): Promise<FileReport> {
    const { engines } = this.options;
    const text = await input.read();
    const group = around.group ?? input.path;
    if (this.last?.group !== group) this.dispose();
    const beside = await around.beside();
    const document = createMigration(group, text, {
      dialect: this.options.dialect ?? config.dialect ?? "auto",
      path: input.path,
      rules: { ...config.rules, ...this.options.rules },
      assume: config.schema.assume,
      role: around.role,
      before: textsBefore(around),
      isInOrder: around.isInOrder,
      isContinued: around.isContinued,
      beside: () => beside,
      ...(engines && config.engine !== false && { engines }),
    });
    this.last = { group, document };
    return fileReport(input.name, text, await this.within(document));
  }

  dispose(): void {
    this.last?.document.dispose();
    this.last = undefined;
  }

  /** The engine's verdict where it comes in time, else what parsing and linting find. */
  private async within(document: CheckedDocument): Promise<CheckResult> {
    const { engines, seconds, signal } = this.options;
    if (!engines) return document.fast();
    const late = AbortSignal.timeout(seconds * 1_000);
    try {
      return await document.full(AbortSignal.any([signal, late]));
    } catch (error) {
      if (!late.aborted || signal.aborted) throw error;
      const engineMessage = `running its statements took longer than the ${seconds} s of --timeout.`;
      return { ...document.fast(), engine: "unavailable", engineMessage };
    }
  }
}
