/**
 * Encloses text that others wrote, so that nothing in it can end the enclosure: the tag carries the first number
 * that the text does not hold. Equal text gives equal enclosures, which replay needs.
 */
export function quote(name: string, text: string): string {
  const tag = tagFor(name, text);
  return `<${tag}>\n${text}\n</${tag}>`;
}

function tagFor(name: string, text: string): string {
  let number = 1;
  while (text.includes(`${name}-${number}`)) number++;
  return `${name}-${number}`;
}

/** SQL between fences that are longer than any run of backticks in it. */
export function fenced(sql: string): string {
  const longest = Math.max(0, ...[...sql.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(Math.max(3, longest + 1));
  return `${fence}sql\n${sql.replace(/\s+$/, "")}\n${fence}`;
}
