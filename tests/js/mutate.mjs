// Seeded mutation, so that a failure can be run again: the seed is in its test's name.

/** A small generator of numbers 0 … 2^32-1 (mulberry32). */
export function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}

/** Words that parsers trip over, spliced in now and then. */
const TRIPS = [
  "__proto__",
  "constructor",
  "null",
  "-0",
  "1e3",
  "1.0",
  "9007199254740993",
  "\\ud800",
  "{",
  "[[[[",
  '"',
  "\ufeff",
  "\0",
];

/** Draw bytes out of nothing. */
export function arbitrary(next) {
  return Uint8Array.from({ length: next() % 300 }, () => next());
}

/** Change a copy of bytes in one way: a bit, a byte, a cut, a repetition, a splice. */
export function mutated(bytes, next) {
  const copy = Uint8Array.from(bytes);
  const at = next() % Math.max(1, copy.length);
  const word = new TextEncoder().encode(TRIPS[next() % TRIPS.length]);
  const ways = [
    () => copy.with(at, copy[at] ^ (1 << (next() % 8))),
    () => copy.with(at, (copy[at] + 1 + (next() % 255)) % 256),
    () => copy.subarray(0, at),
    () => copy.subarray(at + 1),
    () => Uint8Array.of(...copy.subarray(0, at), ...copy.subarray(Math.max(0, at - 9))),
    () => Uint8Array.of(...copy.subarray(0, at), ...word, ...copy.subarray(at)),
    () => Uint8Array.of(...copy, next()),
  ];
  return copy.length === 0 ? word : ways[next() % ways.length]();
}
