import { expect, test } from 'vitest';
import { Arena } from './arena.js';

test('stretches begin on cache lines, do not touch, and are used again', () => {
  const arena = new Arena(false);
  const sizes = [1, 64, 1000, 5, 70_000, 3];
  const taken = sizes.map((bytes) => ({ at: arena.take(bytes), bytes }));
  for (const { at } of taken) expect(at % 64).toBe(0);
  taken
    .sort((a, b) => a.at - b.at)
    .forEach(({ at, bytes }, i) => expect(taken[i + 1]?.at ?? Infinity).toBeGreaterThanOrEqual(at + bytes + 16));
  expect(arena.memory.buffer.byteLength).toBeGreaterThan(71_073);
  const before = arena.memory.buffer.byteLength;
  for (const { at, bytes } of taken) arena.give(at, bytes);
  expect(arena.take(71_000)).toBe(64);
  expect(arena.memory.buffer.byteLength).toBe(before);
});

test('what does not fit is refused with a reason', () => {
  expect(() => new Arena().take(2 ** 33)).toThrow('no memory for');
});
