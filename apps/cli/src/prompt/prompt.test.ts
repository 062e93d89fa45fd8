import { expect, test } from 'vitest';
import { complete } from '../completion/complete.js';
import { commands } from '../commands/table.js';
import { run } from '../run.js';
import { prompt } from './prompt.js';
import type { TypedLines } from './terminal-lines.js';

async function typed(...lines: string[]): Promise<{ said: string[]; asked: number }> {
  const said: string[] = [];
  let [asked, next] = [0, 0];
  const source: TypedLines = {
    ask: () => {
      asked++;
    },
    close: () => undefined,
    [Symbol.asyncIterator]: () => ({
      next: () => Promise.resolve(next < lines.length ? { value: lines[next++]!, done: false } : { value: undefined, done: true }),
    }),
  };
  const say = (text: string): void => void said.push(text);
  const io = {
    out: say,
    note: say,
    bytes: () => undefined,
    lines: () => source,
    width: 80,
    prose: 80,
    colour: false,
    live: true,
    interactive: true,
    onInterrupt: () => () => undefined,
  };
  expect(await prompt(io, run, source)).toBe(0);
  return { said: said.slice(1), asked };
}

test('expressions are differentiated, commands run, mistakes told, and an empty line leaves', async () => {
  const { said, asked } = await typed('3x^2 + 5', '-x*y', 'diff "-x^2" --at -1.5', 'chainrule diff x', '2*(', 'dif x', '', 'x^3');
  expect(said.slice(0, 4)).toEqual(['6x', '∂f/∂x = -y\n∂f/∂y = -x', '-2x\nat -1.5: 3', '1']);
  expect(said[4]).toContain('[parse]');
  expect(said).toHaveLength(6);
  expect(asked).toBe(7);
});

test('a quiz takes its lines and leaves the rest', async () => {
  const { said } = await typed('steps x^2 --quiz', '2x', 'x^3');
  expect(said.slice(-2)).toEqual(['1 of 1 right. The derivative is 2x', '3x^2']);
});

test.each([
  [['di'], ['diff', 'diagnose']],
  [['diff', '--a'], ['--at']],
  [
    ['diff', '--format', 'm'],
    ['mathml', 'markdown'],
  ],
  [['diff', 'x'], []],
  [['nothing', '--a'], []],
])('%j is completed to %j', async (words, found) => {
  expect(await complete(words, commands)).toEqual(found);
});
