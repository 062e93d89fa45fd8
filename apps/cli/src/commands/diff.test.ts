import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
// The command is loaded when it is used; here at once, so that no single test waits for all of its packages.
import './diff.js';
import { chainrule } from '../test-support/run-in-test.js';

describe('arguments that are mathematics', () => {
  test.each<[string[], string]>([
    [['-x^2'], '-2x'],
    [['-x'], '-1'],
    [['--x'], '1'],
    [['-sin(x)'], '-cos(x)'],
    [['-(x+1)^2', '--at', '1'], 'at 1: -4'],
    [['-x^2', '--at', '-1.5'], 'at -1.5: 3'],
    [['--at', '-1.5', '-x^2'], 'at -1.5: 3'],
    [['--at=-1.5', '-x^2'], 'at -1.5: 3'],
    [['-h*x', '--wrt', 'x'], '-h'],
    [['x*y', '--wrt', 'x', '--at', 'x=-1.5,y=2'], 'at x=-1.5,y=2: 2'],
    [['x*y', '--wrt', 'y', '--at', 'y = 2, x = -pi/2'], 'x = -pi/2: -1.5707963267948966'],
    [['x^3*y^2', '--wrt', 'x,x,y', '--at', 'x=1,y=1'], 'at x=1,y=1: 12'],
    [['max(x, 2)*1', '--at', 'min(3, 4)'], 'at min(3, 4): 1'],
  ])('diff %j', async (args, says) => {
    const { code, out } = await chainrule('diff', ...args);
    expect(code).toBe(0);
    expect(out).toContain(says);
  });
});

test('--json prints one object and nothing else', async () => {
  const { out, notes } = await chainrule('diff', '-x^2', '--at', '-1.5', '--json');
  expect(notes).toBe('');
  expect(JSON.parse(out)).toEqual({
    schema: 'chainrule.diff/1',
    ok: true,
    result: { expression: '-x^2', wrt: ['x'], derivative: '-2x', latex: '-2 x', at: { x: -1.5 }, value: 3 },
  });
});

const refused: readonly [name: string, args: string[], code: number, says: string][] = [
  ['an unfinished expression', ['2*(x+'], 3, '     ^'],
  ['an unknown function', ['sine(x)'], 3, 'did you mean "sin"?'],
  ['two variables', ['x*y'], 2, 'the expression has the variables x, y'],
  ['a point without one of them', ['x*y^2', '--wrt', 'y', '--at', 'y=1'], 2, 'the point has no value for x'],
  ['a point that is no number', ['x^2', '--at', 'a'], 2, 'has the variable a in it'],
  ['a point that does not parse', ['x^2', '--at', '1+'], 3, '1+'],
  ['two numbers for one variable', ['x^2', '--at', '1,2'], 2, 'does not say of which variable'],
  ['a variable that is none', ['x^2', '--wrt', 'x+1'], 2, '"x+1" is not the name of a variable'],
  ['nothing to differentiate', [], 2, "missing required argument 'expression'"],
  ['a misspelt option', ['x^2', '--jsno'], 2, 'diff has no option --jsno (did you mean "--json"?)'],
  ['two expressions', ['x^2', 'x^3'], 2, 'too many arguments'],
];

describe.each(refused)('%s is refused', (_, args, code, says) => {
  test('in words', async () => {
    const ran = await chainrule('diff', ...args);
    expect(ran.code, ran.notes).toBe(code);
    expect(ran.notes).toContain(says);
    expect(ran.notes).not.toMatch(/\n {4}at |TypeError/);
    expect(ran.out).toBe('');
  });
  test('and as JSON', async () => {
    const ran = await chainrule('diff', ...args, '--json');
    expect(ran.code).toBe(code);
    expect(ran.notes).toBe('');
    expect(JSON.parse(ran.out)).toMatchObject({ schema: 'chainrule.diff/1', ok: false });
  });
});

describe('the program itself', () => {
  test.each<[string[], number, RegExp]>([
    [['--help'], 0, /Commands:\s+diff/],
    [['--version'], 0, /^\d+\.\d+\.\d+$/],
    [['diff', '--help'], 0, /^Examples:[^]*Usage: chainrule diff/],
    [[], 2, /Commands:/],
    [['dif', 'x'], 2, /there is no command "dif" \(did you mean "diff"\?\)/],
    [['--verbos'], 2, /a command is needed/],
  ])('chainrule %j', async (args, code, says) => {
    const ran = await chainrule(...args);
    expect(ran.code).toBe(code);
    expect(ran.out + ran.notes).toMatch(says);
  });
});

test('no arguments make a stack trace or blame us', async () => {
  const piece = fc.constantFrom(
    'x',
    'y',
    '-',
    '+',
    '^',
    '(',
    ')',
    '2',
    '.',
    ',',
    '=',
    'sin',
    '--at',
    '--wrt',
    '--json',
    ' ',
    '|',
    'π',
    '"',
  );
  const argument = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));
  await fc.assert(
    fc.asyncProperty(fc.array(argument, { maxLength: 4 }), async (args) => {
      const { code, notes } = await chainrule('diff', ...args);
      expect([0, 2, 3, 5], `${JSON.stringify(args)}: ${notes}`).toContain(code);
      expect(notes).not.toMatch(/\n {4}at |TypeError|RangeError/);
    }),
    { numRuns: 300 },
  );
});
