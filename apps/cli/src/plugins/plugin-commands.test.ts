import { readFile, rm, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { chainrule, chainruleReading, inFolder } from '../test-support/run-in-test.js';

let leave: () => Promise<void>;
beforeEach(async () => void (leave = await inFolder()));
afterEach(() => leave());

/** A command that counts letters, and what is changed of it. */
const counting = (name: string, changes = ''): string => `
export const count = {
  '~chainrule': { kind: 'command', spec: 1, name: '${name}' },
  about: 'How many letters there are.',
  arguments: [{ name: 'words', about: 'any', kind: 'word', many: true }],
  options: { times: { kind: 'number', about: 'how often', initial: 1, from: 1, to: 9, whole: true }, loud: { kind: 'flag', about: 'aloud' } },
  examples: [{ args: ['abc'], options: { times: 2 }, about: 'twice' }],
  formats: ['csv'],
  run({ args, options: { times, loud }, seed, note }) {
    note('counting');
    const letters = times * args.join('').length;
    return {
      result: { letters, seed }, text: loud ? letters + '!' : String(letters), fault: letters === 0,
      table: { columns: ['word', 'letters'], rows: args.map((word) => [word, word.length]) },
    };
  },
  ${changes}
};
`;
const listed = async (...files: [name: string, content: string][]): Promise<void> => {
  for (const [name, content] of files) await writeFile(name, content);
  await writeFile('package.json', JSON.stringify({ chainrule: { plugins: files.map(([name]) => `./${name}`) } }));
};

describe('a command of a listed plugin', () => {
  beforeEach(() => listed(['count.mjs', counting('count')]));

  test('answers as the built-in ones do', async () => {
    expect(await chainrule('count', 'abc', 'de')).toMatchObject({ code: 0, out: '5', notes: 'counting' });
    expect((await chainrule('count', 'abc', '--times', '3', '--loud')).out).toBe('9!');
    expect((await chainrule('count', 'abc', '--format', 'csv')).out).toBe('word,letters\nabc,3');
    expect(JSON.parse((await chainrule('count', 'a', '--json', '--seed', '7')).out)).toEqual({
      schema: 'chainrule.count/1',
      ok: true,
      result: { letters: 1, seed: 7 },
    });
    expect((await chainrule('count', '')).code).toBe(1);
  });

  test('is in the help, which begins with its examples, and in the completion', async () => {
    const help = (await chainrule('count', '--help')).out;
    expect(help).toMatch(/^Examples:\n {2}chainrule count abc --times 2 {3}# twice/);
    expect(help).toContain('How many letters there are.');
    expect((await chainrule('--help')).out).toMatch(/count +How many letters/);
    for (const shell of ['bash', 'zsh', 'fish']) expect((await chainrule('completion', shell)).out).toMatch(/count[^]*times/);
  });

  test('has its options read and refused', async () => {
    for (const [args, says] of [
      [['abc', '--times', '10'], 'at most 9'],
      [['abc', '--tines', '1'], 'did you mean "--times"?'],
      [[], "missing required argument 'words'"],
      [['abc', '--format', 'svg'], 'There is text, json, ndjson, csv'],
    ] as const) {
      const { code, notes } = await chainrule('count', ...args);
      expect(code, notes).toBe(2);
      expect(notes).toContain(says);
    }
    expect((await chainrule('cuont', 'abc')).notes).toContain('did you mean "count"?');
  });
});

test('a folder whose project does not list it has no such command', async () => {
  await writeFile('count.mjs', `${counting('count')}globalThis.unlistedCommandRan = true;\n`);
  await writeFile('package.json', '{}');
  expect((await chainrule('count', 'abc')).code).toBe(2);
  expect('unlistedCommandRan' in globalThis).toBe(false);
});

test.each<[what: string, content: string, name: string, says: string]>([
  ['takes the name of a built-in one', counting('diff'), 'diff', 'there is a command "diff" already, which no plugin replaces'],
  ['is of a newer contract', counting('next').replace('spec: 1', 'spec: 2'), 'next', 'written for contract 2'],
  ['has no run', counting('idle', 'run: 3,'), 'idle', 'run is to be a function'],
  ['has an option of a kind there is not', counting('odd', "options: { a: { kind: 'date', about: 'x' } },"), 'odd', 'options.a.kind'],
  ['takes the name of an option of all', counting('own', "options: { seed: { kind: 'flag', about: 'x' } },"), 'own', 'its option "seed"'],
  ['has no name that can be typed', counting('My Count'), 'My Count', 'is not the name of a command'],
])('a command that %s is refused with the reason', async (_, content, name, says) => {
  await listed(['bad.mjs', content], ['good.mjs', counting('good')]);
  const list = await chainrule('plugin', 'list');
  expect([list.code, list.out]).toEqual([6, expect.stringContaining(says)]);
  expect((await chainrule('good', 'abc')).out).toBe('3');
  if (name === 'diff') expect((await chainrule('diff', 'x^2')).out).toBe('2x');
  else {
    const { code, notes } = await chainrule(name, 'abc');
    expect([code, notes]).toEqual([6, expect.stringContaining(says)]);
  }
});

test('the second of two commands of one name is refused', async () => {
  await listed(['a.mjs', counting('count')], ['b.mjs', counting('count')]);
  expect((await chainrule('plugin', 'list')).out).toContain('refused: ./a.mjs has a command "count" already');
  expect((await chainrule('count', 'abc')).out).toBe('3');
});

test('a failure of a plugin is not called ours', async () => {
  await listed(['bad.mjs', counting('bad', "run() { throw new TypeError('x of undefined'); },")]);
  const { code, notes } = await chainrule('bad', 'abc');
  expect([code, notes]).toEqual([6, expect.stringContaining('the plugin ./bad.mjs failed: x of undefined')]);
  await listed(['worse.mjs', counting('worse', 'run: () => 3,')]);
  expect((await chainrule('worse', 'abc')).code).toBe(6);
});

test('a list of plugins that cannot be read takes no command away', async () => {
  await writeFile('package.json', '{');
  expect(await chainrule('--help')).toMatchObject({ code: 0, notes: expect.stringContaining('is not JSON') as string });
  expect((await chainrule('diff', 'x^2')).out).toBe('2x');
});

// That it passes its suite is shown where packages are installed: tooling/evidence/plugin-strangers.mjs.
test('a new one answers and streams', async () => {
  await chainrule('plugin', 'new', 'command', 'touchingLine');
  const file = new URL(`../../.generated-command-${process.pid}.mjs`, import.meta.url);
  const code = await readFile('chainrule-touching-line/index.js', 'utf8');
  await writeFile(file, code);
  try {
    await writeFile('package.json', JSON.stringify({ chainrule: { plugins: [file.pathname] } }));
    expect((await chainrule('touching-line', 'x^2', '--at', '3')).out).toBe('6x - 9');
    expect((await chainrule('touching-line', '-x^2', '--at', '-1.5', '--format', 'latex')).out).toBe('3 x + \\frac{9}{4}');
    expect((await chainruleReading('x^2\nx*y\n', ['touching-line', '-', '--at', '1'])).out).toBe('2x - 1');
    expect((await chainrule('touching-line', '1/x')).code).toBe(5);
  } finally {
    await rm(file);
  }
});
