import { createEngines, noEngines, type Engines } from "../engine/node";
import type { Terminal } from "./command";

/** The engines of this run; where there are none, the person is told and the work goes on without. */
export async function startEngines(terminal: Terminal): Promise<Engines> {
  try {
    return await createEngines();
  } catch (error) {
    terminal.err(`dbscst: ${error instanceof Error ? error.message : String(error)}`);
    return noEngines;
  }
}
