import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const files = ['portable', 'exponential', 'logarithm', 'trigonometric', 'bits', 'polynomial', 'double-double'];

it.each(files)('%s uses only operations that every engine must round alike', (file) => {
  const source = readFileSync(new URL(`./${file}.ts`, import.meta.url), 'utf8').replace(/\/\*[^]*?\*\/|\/\/.*/g, '');
  const called = [...source.matchAll(/Math\.(\w+)/g)].map((match) => match[1]!);
  expect(called.filter((name) => !['floor', 'abs', 'sign', 'min', 'max'].includes(name))).toEqual([]);
  expect(source).not.toMatch(/\*\*/);
  const imported = [...source.matchAll(/from '\.\/([\w-]+)\.js'/g)].map((match) => match[1]!);
  expect(files).toEqual(expect.arrayContaining(imported));
});
