import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ChainruleError } from '@chainrule/core';
import { reasonOf } from '../output/write-atomically.js';
import { version } from '../../package.json';

/** The kinds of plugin there is a beginning for. */
export const newKinds = ['optimizer', 'schedule', 'elementwise'] as const;
export type NewKind = (typeof newKinds)[number];

const sources: Readonly<Record<NewKind, (name: string) => string>> = {
  optimizer: (name) => `import { definePlugin, mapTree } from '@chainrule/core';

/** Plain gradient descent, a beginning: p ← p − η·g. */
export const ${name} = ({ learningRate = 0.1 } = {}) =>
  definePlugin('optimizer', '${name}', {
    init: () => ({}),
    hyper: () => ({ negativeRate: -learningRate }),
    update: (gradients, state, _parameters, { hyper }) => ({
      updates: mapTree(gradients, (g) => g.mul(hyper.negativeRate)),
      state,
    }),
  });
`,
  schedule: (name) => `/** A learning rate that halves every ten steps, a beginning. */
export const ${name} = ({ from = 0.1 } = {}) =>
  Object.assign((step) => from * 0.5 ** Math.floor(step / 10), { '~chainrule': { kind: 'schedule', spec: 1, name: '${name}' } });
`,
  elementwise: (name) => `import { defineElementwise, Expr, exp } from '@chainrule/core';

/** exp(−x²), a beginning: its value, and its derivative as a formula in x and y = f(x). */
export const ${name} = defineElementwise('${name}', {
  value: (x) => Math.exp(-x * x),
  derivative: (x, y) => Expr.number(-2).times(x).times(y),
  definition: (x) => exp.of(x.squared().negated()),
  rule: '${name}',
  latex: '\\\\operatorname{${name}}',
});
`,
};

const tests: Readonly<Record<NewKind, (name: string) => string>> = {
  optimizer: (
    name,
  ) => `  const { updates } = ${name}({ learningRate: 0.5 }).update(ndarray([2, -4]), {}, ndarray([0, 0]), { step: 0, hyper: { negativeRate: -0.5 } });
  assert.deepEqual([...updates.data], [-1, 2]);`,
  schedule: (name) => `  assert.deepEqual([0, 10, 20].map(${name}({ from: 0.4 })), [0.4, 0.2, 0.1]);`,
  elementwise: (name) => `  assert.equal(${name}.value(0), 1);`,
};

/** Writes a package with a plugin in it, and a test; gives the names of its files. Throws `input` where a folder of that name is already. */
export async function newPlugin(kind: NewKind, name: string): Promise<string[]> {
  const folder = `chainrule-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  const manifest = {
    name: folder,
    version: '0.1.0',
    type: 'module',
    exports: './index.js',
    keywords: ['chainrule-plugin'],
    scripts: { test: 'node --test' },
    peerDependencies: { '@chainrule/core': `^${version}` },
  };
  const files = {
    'package.json': `${JSON.stringify(manifest, undefined, 2)}\n`,
    'index.js': sources[kind](name),
    'index.test.js': `import assert from 'node:assert/strict';
import { test } from 'node:test';
${kind === 'optimizer' ? "import { ndarray } from '@chainrule/core';\n" : ''}import { ${name} } from './index.js';

test('${name} does what it says', () => {
${tests[kind](name)}
});
`,
    'README.md': `# ${folder}\n\nA chainrule ${kind}. List it in the package.json of a project: \`"chainrule": { "plugins": ["${folder}"] }\`.\n`,
  };
  try {
    await mkdir(folder);
    for (const [file, content] of Object.entries(files)) await writeFile(join(folder, file), content);
  } catch (cause) {
    const exists = (cause as NodeJS.ErrnoException).code === 'EEXIST';
    throw new ChainruleError('input', `cannot make the folder ${folder}: ${exists ? 'it is there already' : reasonOf(cause)}`, {
      operation: 'plugin',
      hint: 'choose another name',
      cause,
    });
  }
  return Object.keys(files).map((file) => join(folder, file));
}
