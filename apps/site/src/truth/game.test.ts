import { describe, expect, test } from 'vitest';
import { compare, roundCount, roundOf } from './game.js';
import { puzzles } from './puzzles.js';

describe.each(puzzles)('$name', (puzzle) => {
  test('what is called right is right', () => {
    expect(compare(puzzle).verdict).toBe('ok');
  });
  test.each(puzzle.bugs)('the bug in $parameter, $formula, is found, and nothing else', (bug) => {
    const { rows } = compare(puzzle, bug);
    expect(rows.filter(({ verdict }) => verdict !== 'ok').map(({ name }) => name)).toEqual([bug.parameter]);
  });
});

test('every round comes before one comes again', () => {
  const bugs = Array.from({ length: roundCount }, (_, i) => roundOf(i + 1).bug);
  expect(new Set(bugs).size).toBe(roundCount);
  expect(roundOf(roundCount + 1)).toEqual(roundOf(1));
  expect(roundOf(-3)).toBeDefined();
});
