// A small repository that passes every check, for violations to be planted in.
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const repository = resolve(here, '../../..');

const manifest = (name, dependencies) => ({
  name: `@chainrule/${name}`,
  version: '1.0.0',
  description: 'A part of the fixture.',
  license: 'MIT',
  type: 'module',
  sideEffects: false,
  exports: { '.': { '@chainrule/source': './src/index.ts', types: './dist/index.d.ts', default: './dist/index.js' } },
  types: './dist/index.d.ts',
  files: ['dist', 'LICENSE'],
  publishConfig: { access: 'public', provenance: true, exports: { '.': { types: './dist/index.d.ts', default: './dist/index.js' } } },
  'size-limit': [{ name, path: 'dist/index.js', import: '*', limit: '1 kB', gzip: true }],
  ...(dependencies.length > 0 && { dependencies: Object.fromEntries(dependencies.map((other) => [`@chainrule/${other}`, '^1.0.0'])) }),
});

const double = `/**
 * Twice a number.
 *
 * @example
 * \`\`\`ts
 * import { double } from '@chainrule/core';
 * double(1.5); // → 3
 * \`\`\`
 */
export function double(x: number): number {
  return 2 * x;
}
`;

/** The files of the fixture: path → text, or an object for JSON. */
export function cleanFiles() {
  const files = {
    'package.json': {
      name: 'fixture',
      private: true,
      type: 'module',
      devDependencies: { '@size-limit/esbuild': '*', '@size-limit/file': '*' },
    },
    'README.md': "# Fixture\n\n```ts\nimport { quadruple } from '@chainrule/numeric';\nquadruple(0.25); // → 1\n```\n",
    'docs/cli.md': '# Manual\n\n```sh\n$ chainrule twice 2.5\n5\n$ chainrule # exit 3\n```\n',
    'apps/cli/dist/main.js': 'if (process.argv.length < 4) process.exit(3);\nconsole.log(2 * Number(process.argv[3]));\n',
    'packages/core/src/index.ts': "export { double } from './double.js';\n",
    'packages/core/src/double.ts': double,
    'packages/core/src/double.test-d.ts':
      "import { expectTypeOf } from 'vitest';\nimport { double } from './double.js';\n\nexpectTypeOf(double).returns.toEqualTypeOf<number>();\n",
    'packages/numeric/src/index.ts': "export { quadruple } from './quadruple.js';\n",
    'packages/numeric/src/quadruple.ts':
      "import { double } from '@chainrule/core';\n\nexport const quadruple = (x: number): number => double(double(x));\n",
    'packages/symbolic/src/index.ts': "export type { Pair } from './pair.js';\n",
    // Two files that know each other's types only: no cycle in what runs.
    'packages/symbolic/src/pair.ts': "import type { Item } from './item.js';\n\nexport interface Pair {\n  readonly first: Item;\n}\n",
    'packages/symbolic/src/item.ts': "import type { Pair } from './pair.js';\n\nexport interface Item {\n  readonly owner?: Pair;\n}\n",
  };
  for (const [name, dependencies] of Object.entries({ core: [], numeric: ['core'], symbolic: [] })) {
    files[`packages/${name}/package.json`] = manifest(name, dependencies);
    files[`tooling/checks/types/${name}.test-d.ts`] = 'export {};\n';
    files[`packages/${name}/LICENSE`] = 'MIT License\n';
    files[`packages/${name}/README.md`] =
      `# ${name}\n\n<!-- exports -->\n\n- **${name === 'symbolic' ? 'index' : 'more'}**: \`double\` \`quadruple\`\n\n<!-- /exports -->\n`;
    files[`packages/${name}/dist/index.d.ts`] =
      `${double.replace(/export function[^]*/, 'export declare function double(x: number): number;')}
/** Four times a number. */
export declare const quadruple: typeof double;
`;
    files[`packages/${name}/dist/index.js`] = 'var double = (x) => 2 * x;\nvar quadruple = (x) => 4 * x;\nexport { double, quadruple };\n';
  }
  return files;
}

/** Writes the fixture with `changes` over it (undefined removes a file) and gives its folder. */
export function writeFixture(name, changes = {}) {
  // Inside tooling/checks, so that the tools find what they need on the way up.
  const folder = join(repository, 'tooling/checks/.generated/planted', name);
  rmSync(folder, { recursive: true, force: true });
  const put = (file, content) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), typeof content === 'string' ? content : `${JSON.stringify(content, null, 2)}\n`);
  };
  for (const [file, content] of Object.entries({ ...cleanFiles(), ...changes })) if (content !== undefined) put(file, content);
  const up = relative(folder, repository).replaceAll('\\', '/');
  put('tsconfig.json', {
    extends: `${up}/tooling/typescript/base.json`,
    compilerOptions: { types: ['node'] },
    include: ['packages/*/src', 'tooling/checks/types'],
  });
  put('eslint.config.mjs', `import { rules } from '${up}/tooling/eslint/index.mjs';\n\nexport default rules(import.meta.dirname);\n`);
  const { include, workspaces } = JSON.parse(readFileSync(join(repository, 'knip.json'), 'utf8'));
  put('knip.json', {
    include,
    ignore: ['*.mjs', 'tooling/**'],
    ignoreDependencies: ['vitest', '@size-limit/.+'],
    workspaces: { '.': {}, 'packages/*': workspaces['packages/*'] },
  });
  put('.prettierrc.json', { printWidth: 140, singleQuote: true });
  put('.size-limit.mjs', `export { default } from '${up}/.size-limit.mjs';\n`);
  for (const place of ['packages/numeric', 'tooling/checks'])
    for (const target of ['core', 'numeric', 'symbolic']) {
      mkdirSync(join(folder, place, 'node_modules/@chainrule'), { recursive: true });
      symlinkSync(join(folder, 'packages', target), join(folder, place, 'node_modules/@chainrule', target), 'junction');
    }
  return folder;
}
