import { converses, type Said } from "../asking";
import type { GenerateRequest } from "../outcome";
import { planAgain, planMessages } from "../prompt/plan";
import type { Message, Provider } from "../provider";
import type { Stages } from "../stages";
import { passagesOf } from "./passages";
import { planForm, readPlan } from "./plan";
import { writeParts, type PartTools, type Written } from "./write";

export type { Unwritten } from "./write";

/** A brief that is longer is planned first, UTF-16 code units: about three pages. */
const longBrief = 6_000;

/** Whether the tables of a brief are planned before they are written. */
export function isPlanned({ brief, current }: GenerateRequest, provider: Provider): boolean {
  return current === undefined && brief.length > longBrief && converses(provider);
}

/** Both are absent where the model gives no plan, so that it is to write the schema in one go. */
export interface Planned {
  readonly written?: Written;
  /** An answer that holds the schema itself in place of a plan. */
  readonly said?: Said;
}

/** Plans the tables of a long brief and writes them in parts. */
export async function planAndWrite(
  request: GenerateRequest,
  tools: PartTools & { readonly stages: Stages },
): Promise<Planned> {
  const { asking, stages } = tools;
  const passages = passagesOf(request.brief);
  let messages: readonly Message[] = planMessages(request, passages);
  for (let asked = 0; asked < 2; asked++) {
    const said = await asking.ask(messages, {
      part: { stage: "plan", message: "The brief is long: its tables are planned first." },
      form: planForm,
    });
    const plan = said.finish === "stop" ? readPlan(said.text, passages.length) : undefined;
    if (plan !== undefined) {
      const count = `${plan.tables.length} table${plan.tables.length === 1 ? "" : "s"}`;
      stages.enter("plan", asking.rounds, `The plan has ${count}.`);
      return { written: await writeParts(request, plan, passages, tools) };
    }
    if (said.sql !== "") return { said };
    if (said.failure && asked > 0) throw said.failure;
    messages = planAgain(planMessages(request, passages), said.failure ? "" : said.text);
  }
  stages.enter("plan", asking.rounds, "The model gave no plan, so that it writes the schema in one go.");
  return {};
}
