// Checks that importing one thing does not bring its siblings: every entry of a table is bundled alone, and of the other entries of the
// table only those may be inside that it is made of.
//   node tooling/checks/shaken.mjs [root]
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { rollup } from 'rollup';
import { report, rootArgument } from './lib/report.mjs';

const root = resolve(rootArgument());

/** The tables: the entries of a group (a table of the package, or names that stand here), and of which others an entry is made. */
const groups = [
  { package: 'optim', table: 'optimizers', madeOf: { muon: ['adamw'], sam: ['sgd'], lookahead: ['sgd'] } },
  { package: 'optim', table: 'schedules', madeOf: { cosineRestarts: ['cosine'] } },
  { package: 'activations', table: 'activations' },
  {
    package: 'nn',
    table: 'layers',
    madeOf: { sequential: ['activation'], transformerBlock: ['layerNorm', 'linear', 'multiHeadAttention'] },
  },
  { package: 'nn', table: 'losses' },
  {
    package: 'tensor',
    names: 'grad vmap jacobian scan compile conv2d einsum fft svd eigh sort softmax maxPool2d uniform'.split(' '),
    madeOf: { jacobian: ['vmap'], scan: ['vmap'] },
  },
  {
    package: 'symbolic',
    names: 'parse parseLatex toLatex toMathML toCode toDot solve limit series explain checkAnswer'.split(' '),
    // They take formulas as text, too.
    madeOf: { solve: ['parse'], limit: ['parse'], series: ['parse'], explain: ['parse'], checkAnswer: ['parse'] },
  },
  { package: 'data', names: 'iris wine breastCancer digits diabetes moons readCsv readNpy readSafetensors'.split(' ') },
  {
    package: 'numeric',
    names: 'derivative checkGradient stepSweep hessian sparseJacobian'.split(' '),
    madeOf: { checkGradient: ['derivative'], stepSweep: ['derivative'], hessian: ['derivative'], sparseJacobian: ['derivative'] },
  },
  { package: 'export', names: 'toPyTorch toOnnx toStableHlo toJax'.split(' '), madeOf: { toJax: ['toStableHlo'] } },
];

/** One module for each name, which exports that name alone. */
const one = (file) => ({
  name: 'one',
  setup(builder) {
    builder.onResolve({ filter: /^one:/ }, ({ path }) => ({ path: path.slice(4), namespace: 'one' }));
    const contents = (path) => `export { ${path} } from ${JSON.stringify(file)};`;
    builder.onLoad({ filter: /./, namespace: 'one' }, ({ path }) => ({ contents: contents(path), resolveDir: root }));
  },
});

/** What is left of a package by esbuild when one name is imported, for each of the names. Other packages stay outside. */
async function byEsbuild(file, names) {
  const entryPoints = names.map((name) => ({ in: `one:${name}`, out: name }));
  const options = { outdir: '/', write: false, bundle: true, format: 'esm', packages: 'external', logLevel: 'silent' };
  const { outputFiles } = await build({ entryPoints, ...options, plugins: [one(file)] });
  return outputFiles.map(({ path, text }) => [path.replaceAll(/^.*[\\/]|\.js$/g, ''), text]);
}

/** The same by rollup, of one name. */
async function byRollup(file, name) {
  const plugin = {
    name: 'one',
    resolveId: (id) => (id === 'one' ? id : undefined),
    load: (id) => (id === 'one' ? `export { ${name} } from ${JSON.stringify(file)};` : undefined),
  };
  const bundle = await rollup({ input: 'one', external: (id) => id !== 'one' && id !== file, plugins: [plugin], logLevel: 'silent' });
  const { output } = await bundle.generate({ format: 'es' });
  return [name, output[0].code];
}

const declaredIn = (text) => new Set([...text.matchAll(/^(?:async )?(?:function\*?|var|let|const|class) (\w+)/gm)].map(([, name]) => name));
/** What a name is called inside of the package. */
const localName = (text, name) => new RegExp(`(\\w+) as ${name}\\b`).exec(text.slice(text.lastIndexOf('export {')))?.[1] ?? name;

const problems = [];
let count = 0;
for (const { package: name, table, names, madeOf = {} } of groups) {
  const file = join(root, 'packages', name, 'dist/index.js');
  if (!existsSync(file)) continue;
  const exported = await import(pathToFileURL(file));
  const entries = table ? Object.keys(exported[table] ?? {}) : names.filter((entry) => entry in exported);
  if (entries.length === 0) continue;
  const bundles = await byEsbuild(file, entries);
  const locals = new Map(bundles.map(([entry, text]) => [entry, localName(text, entry)]));
  // Rollup takes longer: it is asked of the first of each group.
  for (const [entry, text] of [...bundles, await byRollup(file, entries[0])]) {
    count++;
    const declared = declaredIn(text);
    const inside = entries.filter((other) => other !== entry && declared.has(locals.get(other)));
    const known = madeOf[entry] ?? [];
    const strangers = inside.filter((other) => !known.includes(other));
    const missing = known.filter((other) => !inside.includes(other));
    if (strangers.length > 0) problems.push(`@chainrule/${name}: importing ${entry} brings ${strangers.join(', ')}`);
    if (missing.length > 0) problems.push(`@chainrule/${name}: ${entry} is not made of ${missing.join(', ')}: correct the table`);
  }
}
report('shaken', problems, `${count} exports bundled alone`);
