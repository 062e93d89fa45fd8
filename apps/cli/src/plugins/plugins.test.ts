import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { chainrule, inFolder } from '../test-support/run-in-test.js';
import { newKinds } from './templates.js';

let leave: () => Promise<void>;
beforeEach(async () => void (leave = await inFolder()));
afterEach(() => leave());

const project = (...plugins: string[]): Promise<void> =>
  writeFile('package.json', JSON.stringify({ type: 'module', chainrule: { plugins } }));

const part = (spec: number, name: string): string =>
  `export const ${name} = { '~chainrule': { kind: 'schedule', spec: ${spec}, name: '${name}' } };\n`;

test('only what the project lists is loaded', async () => {
  await writeFile('good.js', `${part(1, 'good')}export const other = 3;\n`);
  await writeFile('maker.js', `export const made = () => ({ '~chainrule': { kind: 'optimizer', spec: 1, name: 'made' } });\n`);
  await writeFile('unlisted.js', 'globalThis.unlistedPluginRan = true;\n');
  await project('./good.js', './maker.js');
  const { code, out } = await chainrule('plugin', 'list', '--json');
  expect(code).toBe(0);
  const { plugins } = (JSON.parse(out) as { result: { plugins: unknown[] } }).result;
  expect(plugins).toEqual([
    { from: './good.js', exported: 'good', kind: 'schedule', name: 'good', spec: 1 },
    { from: './maker.js', exported: 'made', kind: 'optimizer', name: 'made', spec: 1 },
  ]);
  expect('unlistedPluginRan' in globalThis).toBe(false);
});

test.each<[name: string, file: string, says: string]>([
  ['a newer contract', part(2, 'newer'), 'the schedule "newer" is written for contract 2, this version knows contract 1'],
  ['a plugin that throws', 'throw new Error("I am broken");\n', 'it cannot be loaded: I am broken'],
  ['a plugin that is none', 'export const x = 1;\n', 'nothing in it is a chainrule plugin'],
])('%s is refused with the reason', async (_, content, says) => {
  await writeFile('bad.js', content);
  await writeFile('good.js', part(1, 'good'));
  await project('./bad.js', './good.js');
  const { code, out } = await chainrule('plugin', 'list');
  expect(code).toBe(6);
  expect(out).toContain(says);
  expect(out).toMatch(/good +schedule +\.\/good\.js +ready/);
});

test('a package is found as an import finds it, and told of where it is not installed', async () => {
  await mkdir('node_modules/chainrule-good', { recursive: true });
  await writeFile(
    'node_modules/chainrule-good/package.json',
    JSON.stringify({ type: 'module', exports: { '.': { import: './good.js' } } }),
  );
  await writeFile('node_modules/chainrule-good/good.js', part(1, 'good'));
  await project('chainrule-good', 'chainrule-absent', './absent.js');
  const { out } = await chainrule('plugin', 'list');
  expect(out).toMatch(/good +schedule +chainrule-good +ready/);
  expect(out).toMatch(/chainrule-absent.*it is not installed/);
  expect(out).toMatch(/absent\.js.*it is not installed/);
});

test('a list that is none is refused', async () => {
  await writeFile('package.json', '{ "chainrule": { "plugins": "all" } }');
  expect((await chainrule('plugin', 'list')).code).toBe(4);
  await writeFile('package.json', '{');
  expect((await chainrule('plugin', 'list')).code).toBe(4);
});

test('info names one, or says that there is none', async () => {
  await writeFile('good.js', part(1, 'good'));
  await project('./good.js');
  expect((await chainrule('plugin', 'info', 'good')).out).toContain('schedule');
  const { code, notes } = await chainrule('plugin', 'info', 'god');
  expect(code).toBe(6);
  expect(notes).toContain('did you mean "good"?');
});

// That each passes its suite at once is shown where packages are installed: tooling/evidence/plugin-strangers.mjs.
test.each(newKinds)('a new %s is a package; a folder that is there is left alone', async (kind) => {
  const { code, out } = await chainrule('plugin', 'new', kind, 'myPart');
  expect([code, out.trim().split('\n').length]).toEqual([0, 4]);
  expect(await readFile('chainrule-my-part/index.js', 'utf8')).toMatch(/^export (const|function) myPart/m);
  const again = await chainrule('plugin', 'new', kind, 'myPart');
  expect(again.code).toBe(4);
});
