import type { AnswerForm, Message } from "../provider";

/** The body of a chat completion, as far as dbscst uses it. */
export interface Parameters {
  readonly model: string;
  readonly messages: readonly Message[];
  readonly stream: boolean;
  readonly stream_options?: { readonly include_usage: true };
  readonly temperature?: number;
  readonly max_tokens?: number;
  readonly max_completion_tokens?: number;
  readonly response_format?: {
    readonly type: "json_schema";
    readonly json_schema: AnswerForm & { readonly strict: true };
  };
}

/** The messages as they are sent: words alone as a string, with pictures as parts. */
export function sentMessages(messages: readonly Message[]): unknown[] {
  return messages.map(({ role, content, images = [] }) => ({
    role,
    content:
      images.length === 0
        ? content
        : [
            { type: "text", text: content },
            ...images.map((url) => ({ type: "image_url", image_url: { url } })),
          ],
  }));
}

/** What a server says of pictures that its model cannot look at. */
const blind =
  /image|vision|visual|multi-?modal|content.{0,40}(?:must be|should be|expected|valid).{0,20}str/is;

export function complainsOfPictures({ messages }: Parameters, complaint: string): boolean {
  return messages.some(({ images = [] }) => images.length > 0) && blind.test(complaint);
}

/** What a server that insists on a limit gets; the longest answers that common models give. */
const outputLimit = 16_384;

/** Models that reason fix their temperature, and refuse a request that names one. */
const reasoning = /(^|\/)(o\d|gpt-5|codex|deepseek-reasoner)/i;

/** The request that suits most servers; a low temperature keeps schemas sober. */
export function parametersFor(model: string, messages: readonly Message[], form?: AnswerForm): Parameters {
  return {
    model,
    messages,
    stream: true,
    stream_options: { include_usage: true },
    ...(reasoning.test(model) ? {} : { temperature: 0.2 }),
    ...(form && { response_format: { type: "json_schema", json_schema: { ...form, strict: true } } }),
  };
}

/** A change that lets a request pass a server that has complained about it. */
export type Adaptation = (parameters: Parameters) => Parameters;

interface Rule {
  readonly complaint: RegExp;
  readonly applies: (parameters: Parameters) => boolean;
  readonly adapt: Adaptation;
}

/** In this order: `stream_options` before `stream`, which its name holds. */
const rules: readonly Rule[] = [
  {
    complaint: /response_format|json_schema|json schema|structured output|guided|grammar/i,
    applies: (p) => p.response_format !== undefined,
    adapt: ({ response_format: _, ...rest }) => rest,
  },
  {
    complaint: /stream_options|include_usage/,
    applies: (p) => p.stream_options !== undefined,
    adapt: ({ stream_options: _, ...rest }) => rest,
  },
  {
    complaint: /temperature/,
    applies: (p) => p.temperature !== undefined,
    adapt: ({ temperature: _, ...rest }) => rest,
  },
  {
    complaint: /max_completion_tokens/,
    applies: (p) => p.max_completion_tokens === undefined,
    adapt: ({ max_tokens: _, ...rest }) => ({ ...rest, max_completion_tokens: outputLimit }),
  },
  {
    complaint: /max_tokens.*(required|missing)|(required|missing).*max_tokens/s,
    applies: (p) => p.max_tokens === undefined,
    adapt: (p) => ({ ...p, max_tokens: outputLimit }),
  },
  {
    complaint: /(role|message).*\bsystem\b|\bsystem\b.*(role|message|prompt)/is,
    applies: (p) => p.messages.some((message) => message.role === "system"),
    adapt: (p) => ({ ...p, messages: withoutSystem(p.messages) }),
  },
  {
    complaint: /\bstream(ing)?\b/,
    applies: (p) => p.stream,
    adapt: ({ stream_options: _, ...rest }) => ({ ...rest, stream: false }),
  },
];

/** What to change after a complaint (a 400 or 422), or undefined where nothing would help. */
export function adaptationFor(parameters: Parameters, complaint: string): Adaptation | undefined {
  return rules.find((rule) => rule.complaint.test(complaint) && rule.applies(parameters))?.adapt;
}

/** Some models know no system role: its text then opens the first message of the user. */
function withoutSystem(messages: readonly Message[]): Message[] {
  const system = messages.filter((message) => message.role === "system").map((message) => message.content);
  const rest = messages.filter((message) => message.role !== "system");
  return rest.map((message, index) =>
    index === 0 ? { ...message, content: [...system, message.content].join("\n\n") } : message,
  );
}
