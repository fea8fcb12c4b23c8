/** The next of several after one, or the one before, round and round; the first or last where that is none of them. */
export function stepFrom<T>(all: readonly T[], from: T | undefined, step: 1 | -1): T | undefined {
  const at = from === undefined ? -1 : all.indexOf(from);
  if (at === -1) return all.at(step === 1 ? 0 : -1);
  return all.at((at + step) % all.length);
}
