// One violation per rule. Each names the checker that must report it, the files that plant it, and what the report must say.
import { cleanFiles } from './fixture.mjs';

const clean = cleanFiles();
const core = (file) => `packages/core/src/${file}`;
const exported = (code) => `${code}\n`;
const manifest = (name, change) => ({ [`packages/${name}/package.json`]: change(structuredClone(clean[`packages/${name}/package.json`])) });
const readme = (name, code) => ({ [`docs/${name}.md`]: `# Example\n\n\`\`\`ts\n${code}\n\`\`\`\n` });
const lint = (rule, file, code, folder = 'packages/core/src') => ({
  checker: 'lint',
  rule,
  files: { [`${folder}/${file}`]: exported(code) },
  says: { file: `${folder}/${file}`, rule },
});

export const violations = [
  // Layers and deep imports
  {
    checker: 'layers',
    rule: 'a package imports one it must not know',
    files: {
      'packages/symbolic/src/wrong-layer.ts': "import { quadruple } from '@chainrule/numeric';\n\nexport const y = quadruple(1);\n",
    },
    says: 'wrong-layer.ts:1: layer: @chainrule/symbolic must not import @chainrule/numeric',
  },
  {
    checker: 'layers',
    rule: 'the same for types only',
    files: { 'packages/symbolic/src/wrong-type.ts': "import type { Q } from '@chainrule/numeric';\n\nexport type R = Q;\n" },
    says: 'wrong-type.ts:1: layer: @chainrule/symbolic must not import @chainrule/numeric',
  },
  {
    checker: 'layers',
    rule: 'a dependency in the wrong direction in package.json',
    files: manifest('core', (json) => ({ ...json, dependencies: { '@chainrule/numeric': '^1.0.0' } })),
    says: 'layer: @chainrule/core must not depend on @chainrule/numeric',
  },
  {
    checker: 'layers',
    rule: 'a deep import by name',
    files: { 'packages/numeric/src/deep.ts': "export { double } from '@chainrule/core/src/double.js';\n" },
    says: 'deep.ts:1: deep import: @chainrule/core/src/double.js',
  },
  {
    checker: 'layers',
    rule: 'a deep import by import()',
    files: {
      'packages/numeric/src/deep-later.ts': "export const later = (): Promise<unknown> => import('@chainrule/core/dist/index.js');\n",
    },
    says: 'deep-later.ts:1: deep import: @chainrule/core/dist/index.js',
  },
  {
    checker: 'layers',
    rule: 'a relative path into another package',
    files: { 'packages/numeric/src/across.ts': "export { double } from '../../core/src/double.js';\n" },
    says: 'across.ts:1: deep import: ../../core/src/double.js leaves',
  },
  {
    checker: 'layers',
    rule: "Node's modules in a package",
    files: { [core('reads.ts')]: "import { readFileSync } from 'node:fs';\n\nexport const text = readFileSync('x', 'utf8');\n" },
    says: "reads.ts:1: packages run everywhere: node:fs is Node's own",
  },
  {
    checker: 'layers',
    rule: 'a runtime dependency outside the repository',
    files: manifest('symbolic', (json) => ({ ...json, dependencies: { lodash: '^4.0.0' } })),
    says: 'layer: @chainrule/symbolic must not depend on lodash, which is outside the repository',
  },
  {
    checker: 'layers',
    rule: 'a relative import without .js',
    files: { [core('short.ts')]: "export { double } from './double';\n" },
    says: 'short.ts:1: a relative import ends in .js',
  },
  {
    checker: 'layers',
    rule: "a file imports its package's index",
    files: { [core('round.ts')]: "import { double } from './index.js';\n\nexport const y = double(1);\n" },
    says: "round.ts:1: inside a package, import the file that has the idea, not the package's index",
  },
  {
    checker: 'layers',
    rule: 'a file without one idea',
    files: { [core('utils.ts')]: 'export const one = 1;\n' },
    says: 'utils.ts: name a file for the one idea in it',
  },
  {
    checker: 'layers',
    rule: 'a package that is not in the table of layers',
    files: { 'packages/stray/package.json': { ...clean['packages/core/package.json'], name: '@chainrule/stray' } },
    says: 'packages/stray: not in the table of layers',
  },
  {
    checker: 'layers',
    rule: 'a package that does not say it is free of side effects',
    files: manifest('numeric', (json) => ({ ...json, sideEffects: true, 'size-limit': [] })),
    says: 'packages/numeric/package.json: "sideEffects" must be false',
  },
  {
    checker: 'layers',
    rule: 'a file imports what only tests may use',
    files: {
      [core('leans.ts')]: "export { sample } from './test-support/sample.js';\n",
      [core('test-support/sample.ts')]: "import { sep } from 'node:path';\n\nexport const sample = sep;\n",
    },
    says: 'leans.ts:1: what only tests may use: ./test-support/sample.js',
  },
  {
    checker: 'layers',
    rule: 'a package whose public types have no test',
    files: { 'tooling/checks/types/symbolic.test-d.ts': undefined },
    says: 'packages/symbolic: its public types have no test',
  },

  // Import cycles
  {
    checker: 'cycles',
    rule: 'two files that import each other',
    files: {
      [core('egg.ts')]: "import { hen } from './hen.js';\n\nexport const egg = (): unknown => hen;\n",
      [core('hen.ts')]: "import { egg } from './egg.js';\n\nexport const hen = (): unknown => egg;\n",
    },
    says: 'packages/core/src/egg.ts → packages/core/src/hen.ts → packages/core/src/egg.ts',
  },
  {
    checker: 'cycles',
    rule: 'a cycle of three through export … from and import()',
    files: {
      [core('one.ts')]: "export { two } from './two.js';\n",
      [core('two.ts')]: "import { three } from './three.js';\n\nexport const two = (): unknown => three;\n",
      [core('three.ts')]: "export const three = (): unknown => import('./one.js');\n",
    },
    says: 'packages/core/src/one.ts → packages/core/src/two.ts → packages/core/src/three.ts → packages/core/src/one.ts',
  },
  {
    checker: 'cycles',
    rule: 'a value imported beside a type',
    files: {
      [core('mixed.ts')]: "import { type Shape, area } from './shape.js';\n\nexport const sum = (shape: Shape): number => area(shape);\n",
      [core('shape.ts')]:
        "import { sum } from './mixed.js';\n\nexport type Shape = number;\nexport const area = (shape: Shape): number => (shape > 1 ? sum(shape - 1) : 1);\n",
    },
    says: 'packages/core/src/mixed.ts → packages/core/src/shape.ts → packages/core/src/mixed.ts',
  },
  {
    checker: 'cycles',
    rule: 'a cycle through two packages',
    files: {
      'packages/numeric/src/index.ts': "export { lap } from '@chainrule/symbolic';\n",
      'packages/symbolic/src/index.ts': "export { quadruple as lap } from '@chainrule/numeric';\n",
    },
    says: 'packages/numeric/src/index.ts → packages/symbolic/src/index.ts → packages/numeric/src/index.ts',
  },

  // Links between pages
  {
    checker: 'links',
    rule: 'a link to a page that is not there',
    files: { 'docs/lost.md': '# Lost\n\n[There](nowhere.md)\n' },
    says: 'docs/lost.md: the link nowhere.md leads nowhere',
  },
  {
    checker: 'links',
    rule: 'a link to a heading that is not there',
    files: { 'docs/astray.md': '# Astray\n\n[Here](#astray) and [there](#elsewhere)\n' },
    says: 'docs/astray.md: the link #elsewhere names no heading',
  },

  // Executed examples
  {
    checker: 'examples',
    rule: 'a wrong value in Markdown',
    files: readme('wrong-value', "import { double } from '@chainrule/core';\ndouble(2); // → 5"),
    says: 'docs/wrong-value.md:5: expected 5',
  },
  {
    checker: 'examples',
    rule: 'a value right to fewer digits than it shows',
    files: readme('wrong-digit', "import { double } from '@chainrule/core';\nconst third = double(1 / 6); // → 0.3334"),
    says: 'docs/wrong-digit.md:5: expected 0.3334',
  },
  {
    checker: 'examples',
    rule: 'wrong output of console.log',
    files: readme('wrong-output', "import { double } from '@chainrule/core';\nconsole.log(`twice: ${double(2)}`); // → twice: 5"),
    says: 'docs/wrong-output.md:5: expected twice: 5',
  },
  {
    checker: 'examples',
    rule: 'a wrong value in an @example',
    files: {
      [core('tagged.ts')]:
        "/**\n * @example\n * ```ts\n * import { double } from '@chainrule/core';\n * double(4); // → 9\n * ```\n */\nexport const tagged = 1;\n",
    },
    says: 'packages/core/src/tagged.ts:5: expected 9',
  },
  {
    checker: 'examples',
    rule: 'wrong output of a numbered program',
    files: {
      'apps/examples/lessons/package.json': { name: 'lessons', version: '1.0.0' },
      'apps/examples/lessons/src/01-twice.ts': "import { double } from '@chainrule/core';\n\nconsole.log(double(4));\n// → 9\n",
    },
    says: 'apps/examples/lessons/src/01-twice.ts:4: expected 9',
  },
  {
    checker: 'examples',
    rule: 'an @example without code',
    files: { [core('empty.ts')]: '/**\n * @example double(2) is 4\n */\nexport const empty = 1;\n' },
    says: 'packages/core/src/empty.ts:2: an @example needs a ```ts block',
  },
  {
    checker: 'examples',
    rule: 'a type error',
    files: readme('type-error', "import { double } from '@chainrule/core';\ndouble('2');"),
    says: /docs\/type-error\.md:5:8: error TS2345/,
  },
  {
    checker: 'examples',
    rule: 'an import that is not there',
    files: readme('no-import', "import { triple } from '@chainrule/core';\ntriple(2);"),
    says: /docs\/no-import\.md:4.*triple/,
  },
  {
    checker: 'examples',
    rule: 'an exception',
    files: readme('exception', "throw new Error('planted exception');"),
    says: 'docs/exception.md:4: planted exception',
  },
  {
    checker: 'examples',
    rule: 'an exception that is promised and does not come',
    files: readme('no-exception', "import { double } from '@chainrule/core';\ndouble(2); // → throws too large"),
    says: 'docs/no-exception.md:5: expected an error saying too large',
  },
  {
    checker: 'examples',
    rule: 'a value that nothing is compared with',
    files: readme('inside', "import { double } from '@chainrule/core';\nfunction f(): number {\n  return double(2); // → 5\n}\nf();"),
    says: 'docs/inside.md:6: this value is compared with nothing',
  },
  {
    checker: 'examples',
    rule: 'a block that is never closed',
    files: { 'docs/open.md': '# Example\n\n```ts\nconst x = 1;\n' },
    says: 'docs/open.md:4: this code block is never closed',
  },
  {
    checker: 'sessions',
    rule: 'a command that prints something else',
    files: { 'docs/cli.md': '# Manual\n\n```sh\n$ chainrule twice 2\n5\n```\n' },
    says: 'docs/cli.md:4: $ chainrule twice 2\n  was to print\n5\n  and printed\n4',
  },
  {
    checker: 'sessions',
    rule: 'a command that ends with another exit code',
    files: { 'docs/cli.md': '# Manual\n\n```sh\n$ chainrule twice 2\n5\n$ chainrule # exit 2\n```\n' },
    says: 'docs/cli.md:6: $ chainrule\n  ended with exit code 3, not 2',
  },

  // Lint
  lint('@typescript-eslint/no-explicit-any', 'any.ts', 'export const f = (x: any): number => Number(x);'),
  lint('@typescript-eslint/no-floating-promises', 'floating.ts', 'export function f(g: () => Promise<void>): void {\n  g();\n}'),
  lint('@typescript-eslint/no-unsafe-return', 'unsafe.ts', "export const f = (): number => JSON.parse('1');"),
  lint('@typescript-eslint/no-unnecessary-condition', 'always.ts', 'export const f = (x: number): number => (x === undefined ? 0 : x);'),
  lint('@typescript-eslint/explicit-module-boundary-types', 'untyped.ts', 'export const f = (x: number) => x;'),
  lint(
    '@typescript-eslint/consistent-type-imports',
    'type-import.ts',
    "import { Pair } from './pair-type.js';\n\nexport const f = (x: Pair): Pair => x;",
  ),
  lint('@typescript-eslint/no-unused-vars', 'unused.ts', 'const one = 1;\nexport const two = 2;'),
  lint('no-restricted-syntax', 'default.ts', 'export default 1;'),
  lint('no-restricted-properties', 'random.ts', 'export const f = (): number => Math.random();'),
  lint('no-restricted-globals', 'host.ts', 'export const f = (): unknown => process.env;'),
  lint('no-console', 'prints.ts', 'export function f(): void {\n  console.log(1);\n}'),
  lint('no-eval', 'evaluates.ts', "export const f = (): unknown => eval('1') as unknown;"),
  lint('@typescript-eslint/no-implied-eval', 'compiles.ts', "export const f = (): unknown => new Function('return 1');"),
  lint('max-lines', 'long.ts', Array.from({ length: 301 }, (_, i) => `export const x${i} = ${i};`).join('\n')),

  // Type tests
  {
    checker: 'types',
    rule: 'a public type that is not what its test says',
    files: {
      [core('wide.test-d.ts')]:
        "import { expectTypeOf } from 'vitest';\nimport { double } from './double.js';\n\nexpectTypeOf(double).returns.toEqualTypeOf<string>();\n",
    },
    says: /wide\.test-d\.ts\(4,\d+\): error TS/,
  },
  {
    checker: 'types',
    rule: 'a misuse that compiles',
    files: { [core('misuse.test-d.ts')]: "import { double } from './double.js';\n\n// @ts-expect-error a text is no number\ndouble(2);\n" },
    says: /misuse\.test-d\.ts\(3,\d+\): error TS2578/,
  },

  // Nothing unused
  {
    checker: 'unused',
    rule: 'a file that nothing uses',
    files: { [core('orphan.ts')]: 'export const orphan = 1;\n' },
    says: 'packages/core/src/orphan.ts',
  },
  {
    checker: 'unused',
    rule: 'a dependency that nothing uses',
    files: manifest('symbolic', (json) => ({ ...json, dependencies: { '@chainrule/core': '^1.0.0' } })),
    says: /@chainrule\/core\s+packages\/symbolic\/package\.json/,
  },

  // What is documented
  {
    checker: 'documented',
    rule: 'a name without a docstring, and a function without an example',
    files: {
      'packages/core/dist/index.d.ts': `${clean['packages/core/dist/index.d.ts']}export declare function bare(): void;\n`,
      'packages/core/dist/index.js': 'export const double = 1, quadruple = 2, bare = 3;\n',
    },
    says: /bare: has no docstring\n.*bare: is a function without an @example/,
  },
  {
    checker: 'documented',
    rule: 'what runs and is not declared, and what is declared and does not run',
    files: { 'packages/symbolic/dist/index.js': 'export const double = 1, secret = 2;\n' },
    says: /secret: is exported, and not declared\n.*quadruple: is declared, and not exported/,
  },
  {
    checker: 'documented',
    rule: 'a function that throws without saying so',
    files: {
      'packages/numeric/src/index.ts': "export { double } from './double.js';\n",
      'packages/numeric/src/double.ts': "export function double() {\n  throw new ChainruleError('argument');\n}\n",
    },
    says: '@chainrule/numeric: double: throws, and its docstring does not say what',
  },
  {
    checker: 'documented',
    rule: 'a name missing in the list of exports',
    files: { 'packages/numeric/README.md': clean['packages/numeric/README.md'].replace('`quadruple`', '') },
    says: '@chainrule/numeric: README.md: its list of exports is not the present one',
  },

  // What is published
  {
    checker: 'pure',
    rule: 'code that runs on import',
    files: {
      'packages/core/dist/index.js':
        'var table = new Map();\ntable.set("one", compute());\nfunction compute() { return 1; }\nexport { table };\n',
    },
    says: 'packages/core/dist/index.js: importing it for nothing leaves',
  },
  {
    checker: 'shaken',
    rule: 'one import that brings its siblings',
    files: {
      'packages/numeric/dist/index.js':
        'function derivative() {}\nfunction hessian() {}\nvar all = { derivative, hessian };\nvar stepSweep = () => all.derivative();\nexport { derivative, hessian, stepSweep };\n',
    },
    says: '@chainrule/numeric: importing stepSweep brings hessian',
  },
  {
    checker: 'sizes',
    rule: 'a package over its size',
    files: manifest('core', (json) => ({ ...json, 'size-limit': [{ ...json['size-limit'][0], limit: '10 B' }] })),
    says: /exceeded by/,
  },
  {
    checker: 'packages',
    rule: 'exports of a file that is not there',
    files: { 'packages/core/dist/index.d.ts': undefined },
    says: /@chainrule\/core: publint[\s\S]*does not exist/,
  },
  {
    checker: 'packages',
    rule: 'types that name a file that is not published',
    files: { 'packages/numeric/dist/index.d.ts': "export { one } from './one.js';\n" },
    says: /@chainrule\/numeric: attw/,
  },
  {
    checker: 'packages',
    rule: 'the source condition in what is published',
    files: manifest('symbolic', (json) => ({ ...json, publishConfig: undefined })),
    says: '@chainrule/symbolic: the source condition is still in the published package.json',
  },
  {
    checker: 'packages',
    rule: 'a file that nobody who installs the package wants, and settings of publishing left out',
    files: {
      'packages/numeric/dist/index.js.map': '{}',
      ...manifest('numeric', (json) => ({ ...json, publishConfig: { ...json.publishConfig, provenance: undefined } })),
    },
    says: /numeric: dist\/index\.js\.map is published, and has no place[^]*"provenance": true/,
  },
  { checker: 'format', rule: 'a file that is not formatted', files: { [core('loose.ts')]: 'export const x   = "1"\n' }, says: /loose\.ts/ },
];
