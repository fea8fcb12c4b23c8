import { relative } from "node:path";
import { diskFiles, findConfig, withSlashes, type FoundConfig } from "../workspace";
import { UsageError } from "./command";
import { Lines } from "./lines";

/** The configuration that counts in a folder. What is wrong with it stops the run. */
export async function configOf(folder: string): Promise<FoundConfig["value"]> {
  const config = await findConfig(withSlashes(folder), diskFiles());
  const problems = configProblems(config);
  if (problems.length > 0) throw new UsageError(problems.join("\ndbscst: "));
  return config.value;
}

/** What is wrong with a configuration file, each with its place. */
export function configProblems(config: FoundConfig): string[] {
  const lines = new Lines(config.text);
  return config.problems.map(({ span, message }) => {
    const { line, character } = lines.range(span).start;
    return `${relative(process.cwd(), config.path)}:${line + 1}:${character + 1}: ${message}`;
  });
}
