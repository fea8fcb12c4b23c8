import type { Sketch } from "../design/sketch";

/** Whether foreign keys lead from one of the two to the other, over any others, or join them in one table. */
export function areJoined(a: string, b: string, sketches: readonly Sketch[]): boolean {
  const down = (name: string) => targetsOf(name, sketches);
  return (
    reaches(a, b, down) ||
    reaches(b, a, down) ||
    sketches.some(({ name }) => down(name).includes(a) && down(name).includes(b))
  );
}

/** Whether any way along foreign keys, whatever their direction, leads from one to the other over such tables. */
export function areConnected(
  a: string,
  b: string,
  sketches: readonly Sketch[],
  isWay: (name: string) => boolean = () => true,
): boolean {
  return reaches(a, b, (name) =>
    [
      ...targetsOf(name, sketches),
      ...sketches.filter((each) => targetsOf(each.name, sketches).includes(name)).map((each) => each.name),
    ].filter((other) => other === b || isWay(other)),
  );
}

function targetsOf(name: string, sketches: readonly Sketch[]): string[] {
  const sketch = sketches.find((each) => each.name === name);
  return [sketch?.kindOf, ...(sketch?.columns ?? []).map(({ target }) => target)].filter(
    (target) => target !== undefined,
  );
}

function reaches(from: string, to: string, next: (name: string) => readonly string[]): boolean {
  const seen = new Set([from]);
  // What is added to a set while it is walked over is walked over too.
  for (const name of seen) for (const other of next(name)) seen.add(other);
  return seen.has(to);
}
