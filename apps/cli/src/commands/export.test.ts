import { readFile, readdir, writeFile } from 'node:fs/promises';
import { readSafetensors } from '@chainrule/data';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { chainrule, inFolder } from '../test-support/run-in-test.js';
import { config } from '../test-support/small-network.js';

let leave: () => Promise<void>;
beforeEach(async () => void (leave = await inFolder()));
afterEach(() => leave());

test('what is exported is there as a whole, or as it was', async () => {
  await config();
  expect((await chainrule('export', 'net.json', 'pytorch', '--folder', 'out')).code).toBe(0);
  const before = await readFile('out/model.py', 'utf8');
  const { code, notes } = await chainrule('export', 'net.json', 'onnx', '--folder', 'out');
  expect(code).toBe(4);
  expect(notes).toContain('out is there already');
  expect(await readFile('out/model.py', 'utf8')).toBe(before);
  expect((await chainrule('export', 'net.json', 'onnx', '--folder', 'out', '--force')).code).toBe(0);
  expect((await readdir('out')).sort()).toEqual([
    ...['README.md', 'data.safetensors', 'expected.safetensors', 'network.onnx', 'start.safetensors', 'training-step.onnx'],
  ]);
  await config({ optimizer: 'lbfgs' });
  expect((await chainrule('export', 'net.json', 'jax')).code).toBe(6);
  expect((await readdir('.')).sort()).toEqual(['net.json', 'out']);
});

test('what an exported step and network ask for lies beside them, by name and shape', { timeout: 60_000 }, async () => {
  await config();
  expect((await chainrule('export', 'net.json', 'stablehlo')).code).toBe(0);
  const [start, data] = await Promise.all(
    ['start', 'data'].map(async (name) => readSafetensors(await readFile(`stablehlo/${name}.safetensors`)).tensors),
  );
  const shapes = new Map([
    ...Object.entries(start!).map(([name, { shape }]) => [name, shape] as const),
    ...Object.entries(data!).map(([name, { shape }]) => [name, shape.slice(1)] as const),
  ]);
  for (const file of ['training-step.mlir', 'network.mlir']) {
    const text = await readFile(`stablehlo/${file}`, 'utf8');
    const asked = [...text.matchAll(/%\w+: tensor<((?:\d+x)*)\w+>.*\/\/ (\S+)$/gm)];
    expect(asked.length).toBeGreaterThan(2);
    for (const [, sizes, name] of asked)
      expect([...(shapes.get(name === 'x' ? 'batch.x' : name!) ?? ['nothing of this name'])], name).toEqual(
        sizes!.split('x').filter(Boolean).map(Number),
      );
  }
});

test('a step whose optimizer no engine knows is written out in operations', { timeout: 60_000 }, async () => {
  await writeFile(
    'signs.mjs',
    `const each = (f, tree) => typeof tree.sign === 'function' ? f(tree) : Array.isArray(tree) ? tree.map((part) => each(f, part))
      : Object.fromEntries(Object.entries(tree).map(([name, part]) => [name, each(f, part)]));
export const signs = () => ({ '~chainrule': { kind: 'optimizer', spec: 1, name: 'signs' }, init: () => ({}), hyper: (step) => ({ rate: -0.02 / (1 + step) }),
  update: (gradients, state, _, { hyper }) => ({ updates: each((g) => g.sign().mul(hyper.rate), gradients), state }) });\n`,
  );
  await writeFile('package.json', '{ "chainrule": { "plugins": ["./signs.mjs"] } }');
  await config({ optimizer: 'signs' });
  for (const engine of ['pytorch', 'jax', 'onnx', 'stablehlo']) {
    const { code, notes } = await chainrule('export', 'net.json', engine, '--steps', '2');
    expect(code, notes).toBe(0);
  }
  expect(await readFile('pytorch/README.md', 'utf8')).toContain('because torch.optim has nothing that is the same as "signs"');
  expect(await readFile('pytorch/step.py', 'utf8')).toMatch(/torch\.sign\(/);
  expect(await readFile('pytorch/train.py', 'utf8')).not.toContain('torch.optim');
  for (const file of ['jax/step.mlir', 'stablehlo/training-step.mlir']) expect(await readFile(file, 'utf8')).toContain('stablehlo.sign ');
});
