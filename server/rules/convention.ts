import type { Finding } from "./rule";

/**
 * What a schema does throughout is its convention: said once, at the first place, rather than a hundred times.
 * Below `limit` findings each stands for itself.
 */
export function asConvention(
  findings: readonly Finding[],
  what: (count: number) => string,
  limit = 12,
): readonly Finding[] {
  if (findings.length <= limit) return findings;
  const first = findings.reduce((a, b) => (b.span.start < a.span.start ? b : a));
  const rest = findings.filter((finding) => finding !== first).slice(0, 5);
  return [
    {
      ...first,
      message: `${first.message} ${what(findings.length)}`,
      related: rest.map(({ span }) => ({ span, message: "Another of them." })),
    },
  ];
}
