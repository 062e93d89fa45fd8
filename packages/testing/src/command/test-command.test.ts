import { ChainruleError, definePlugin, type CommandAnswer, type CommandCall, type CommandPlugin } from '@chainrule/core';
import { describe, expect, test } from 'vitest';
import { testCommand } from './test-command.js';

const sum = ({ args, options: { digits } }: CommandCall): CommandAnswer => {
  const numbers = args.map(Number);
  const wrong = numbers.findIndex((x) => !Number.isFinite(x));
  if (wrong >= 0) throw new ChainruleError('argument', `"${args[wrong]!.slice(0, 20)}" is not a number`, { operation: 'sum' });
  const total = numbers.reduce((a, b) => a + b, 0);
  return {
    result: { total },
    text: total.toFixed(digits as number),
    table: { columns: ['number'], rows: numbers.map((x) => [x]) },
    fault: total < 0,
  };
};
/** The sum of numbers, and what is changed of it. */
const command = (changes: Partial<CommandPlugin> = {}, name = 'sum'): CommandPlugin =>
  definePlugin('command', name, {
    about: 'The sum of numbers.',
    arguments: [{ name: 'numbers', about: 'two or more', kind: 'word', many: true }],
    options: { digits: { kind: 'number', about: 'behind the point', initial: 1, from: 0, to: 9, whole: true } },
    examples: [
      { args: ['1', '2'], options: { digits: 2 } },
      { args: ['-3'], exit: 1 },
      { args: ['x'], exit: 2 },
    ],
    formats: ['csv'],
    run: sum,
    ...changes,
  });
const answering = (change: (answer: CommandAnswer, call: CommandCall) => Partial<CommandAnswer>): Partial<CommandPlugin> => ({
  run: (call) => {
    const answer = sum(call);
    return { ...answer, ...change(answer, call) };
  },
});

describe('a command that does what it must', () => {
  test.each(testCommand(command()).map(({ name, run }) => [name, run] as const))('%s', (_, run) => run());
});

let calls = 0;
const breaches: readonly (readonly [breach: string, caughtBy: string, broken: CommandPlugin])[] = [
  [
    'is for a newer contract',
    'it says that it is a command of contract 1',
    { ...command(), '~chainrule': { kind: 'command', spec: 2 as 1, name: 'next' } },
  ],
  ['has a name nobody types', 'it says that it is a command of contract 1', command({}, 'Sum_Up')],
  ['does not say what it is for', 'it says what it is for, and what it takes', command({ about: ' ' })],
  [
    'takes the name of an option of all',
    'it says what it is for, and what it takes',
    command({ options: { json: { kind: 'flag', about: 'x' } } }),
  ],
  [
    'needs what stands after what it does not need',
    'it says what it is for, and what it takes',
    command({
      arguments: [
        { name: 'a', about: 'a', kind: 'word', optional: true },
        { name: 'b', about: 'b', kind: 'word' },
      ],
    }),
  ],
  [
    'begins out of range',
    'an option begins with a value that it takes',
    command({ options: { digits: { kind: 'number', about: 'x', initial: 10, to: 9 } } }),
  ],
  ['shows a failure first', 'its first example ends well', command({ examples: [{ args: ['x'], exit: 2 }] })],
  ['says nothing', 'an example has a text for people and plain data for programs', command(answering(() => ({ text: '' })))],
  [
    'gives what JSON cannot write',
    'an example has a text for people and plain data for programs',
    command(answering(() => ({ result: { at: new Date() } }))),
  ],
  ['lacks what a format is made of', 'an answer has what its formats are made of', command({ formats: ['csv', 'latex'] })],
  [
    'has a ragged table',
    'a row has a cell for each column',
    command(answering(() => ({ table: { columns: ['a', 'b'], rows: [[1, 2], [3]] } }))),
  ],
  ['does not fail as it says', 'an example that fails says why', command({ examples: [{ args: ['1'] }, { args: ['2'], exit: 2 }] })],
  ['hides a fault', 'a fault that is found is told by the answer', command(answering(() => ({ fault: false })))],
  ['counts its calls', 'the same call gives the same answer', command(answering(() => ({ result: { calls: ++calls } })))],
  [
    'throws what says nothing to its users',
    'what nobody expected is answered, or refused with a reason',
    command({
      run: (call) => (sum({ ...call, args: ['1'] }), { ...sum({ ...call, args: ['1'] }), result: BigInt(call.args[0]!).toString() }),
    }),
  ],
];

const failing = async (broken: CommandPlugin): Promise<string[]> => {
  const names: string[] = [];
  for (const { name, run } of testCommand(broken)) await run().catch(() => names.push(name));
  return names;
};

test.each(breaches)('a command that %s is caught by "%s"', async (_, caughtBy, broken) => {
  expect(await failing(broken)).toContain(caughtBy);
});

test('every promise is broken by one of them', () => {
  expect([...new Set(breaches.map(([, caughtBy]) => caughtBy))].sort()).toEqual(testCommand(command()).map(({ name }) => name).sort()); // prettier-ignore
});
