// A scenario: steps of one person in one workbench. A step that fails ends it; the picture of that moment is kept.
import { afterAll, beforeAll, beforeEach, describe, test } from "vitest";
import { openWorkbench, type Workbench, type WorkbenchOptions } from "./workbench";

export type Step = (name: string, work: (workbench: Workbench) => Promise<void>) => void;

/** Declares a scenario; its options may be made when it starts, for the addresses of servers that it needs. */
export function scenario(
  name: string,
  options: () => WorkbenchOptions | Promise<WorkbenchOptions>,
  steps: (step: Step) => void,
): void {
  describe(name, () => {
    let workbench: Workbench;
    let broken: string | undefined;
    beforeAll(async () => {
      workbench = await openWorkbench(Promise.resolve(options()));
    });
    afterAll(() => workbench.close());
    beforeEach(({ skip }) => {
      skip(broken !== undefined, `after the failure of: ${broken}`);
    });
    steps((stepName, work) => {
      test(stepName, async () => {
        try {
          await work(workbench);
        } catch (error) {
          broken = stepName;
          await workbench.screenshot(`failed ${name}, ${stepName}`.replaceAll(/[^a-z0-9]+/gi, "-"));
          throw error;
        }
      });
    });
  });
}
