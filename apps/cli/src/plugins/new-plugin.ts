import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ChainruleError } from '@chainrule/core';
import { reasonOf } from '../output/write-atomically.js';
import { program, quoted } from '../command/typescript.js';
import { dashed } from '../command/option.js';
import { version } from '../../package.json';
import { templates, type NewKind, type Template } from './templates.js';

/** A package with a plugin in it, and a test: its folder, and its files by name. */
function filesOf(kind: NewKind, name: string): { readonly folder: string; readonly files: Readonly<Record<string, string>> } {
  const folder = `chainrule-${dashed(name)}`;
  const { needs, code, test }: Template = templates[kind];
  const range = `^${version}`;
  const manifest = {
    name: folder,
    version: '0.1.0',
    type: 'module',
    exports: './index.js',
    keywords: ['chainrule-plugin'],
    scripts: { test: 'node --test' },
    peerDependencies: Object.fromEntries(['core', ...needs].map((each) => [`@chainrule/${each}`, range])),
    devDependencies: { '@chainrule/testing': range },
  };
  const { imports, cases } = test(name);
  const files = {
    'package.json': `${JSON.stringify(manifest, undefined, 2)}\n`,
    'index.js': code(name),
    'index.test.js': `import { test } from 'node:test';
${imports}import { ${name} } from './index.js';

// What every ${kind} must do, as named tests: what the built-in ones pass, too.
for (const each of ${cases}) test(each.name, each.run);
`,
    'README.md': `# ${folder}\n\nA chainrule ${kind}. List it in the package.json of a project: \`"chainrule": { "plugins": ["${folder}"] }\`.\n`,
  };
  return { folder, files };
}

/** Writes a package with a plugin in it; gives the names of its files. Throws `input` where a folder of that name is already. */
export async function newPlugin(kind: NewKind, name: string): Promise<string[]> {
  const { folder, files } = filesOf(kind, name);
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

/** The same as a program. */
export function newPluginProgram(kind: NewKind, name: string): string {
  const { folder, files } = filesOf(kind, name);
  return program(
    { 'node:fs': ['mkdirSync', 'writeFileSync'] },
    `mkdirSync(${quoted(folder)});`,
    ...Object.entries(files).flatMap(([file, content]) => {
      const path = quoted(join(folder, file));
      return [`writeFileSync(${path}, ${quoted(content)});`, `console.log(${path});`];
    }),
  );
}
