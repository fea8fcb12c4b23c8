// Chance that is the same in every run.

/** Mulberry32: the same seed gives the same numbers, from 0 up to 1. */
export function generator(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Up to `count` of the list, each once. */
export function sample(list, count, random) {
  const rest = [...list];
  const taken = [];
  while (rest.length > 0 && taken.length < count)
    taken.push(...rest.splice(Math.floor(random() * rest.length), 1));
  return taken;
}
