import type { Handler } from "../handler";
import { codeAction } from "./code-action";
import { configuration } from "./configuration";
import { generate } from "./generate";
import { listModels } from "./list-models";

/** Every handler; adding one is a file and a line here. */
export const handlers: readonly Handler[] = [configuration, codeAction, generate, listModels];
