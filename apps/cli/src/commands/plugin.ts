import { dirname, resolve } from 'node:path';
import { ChainruleError, didYouMean } from '@chainrule/core';
import { defineCommand } from '../command/command.js';
import { list, object, optional, text, whole } from '../command/schema.js';
import { byModule, program } from '../command/typescript.js';
import type { Import } from '../config/made.js';
import { columnsText } from '../output/columns.js';
import { exitCodes } from '../output/exit-codes.js';
import { newPlugin, newPluginProgram } from '../plugins/new-plugin.js';
import { newKinds, type NewKind } from '../plugins/templates.js';
import { loadPlugins, partOf, projectOf, type ListedPlugin } from '../plugins/project.js';

const actions = ['list', 'info', 'new'] as const;

/** The plugins of a project: those its package.json lists, and no others. */
export const plugin = defineCommand({
  about:
    'The plugins of a project. Only those that its package.json lists are loaded: "chainrule": { "plugins": ["package", "./file.js"] }. One that is missing, broken or written for a newer contract is refused with the reason.',
  arguments: [
    {
      name: 'action',
      about:
        'list; info NAME; new KIND NAME, where the kind is optimizer, schedule, elementwise, activation, layer, loss, backend or command',
      kind: 'word',
    },
    { name: 'words', about: 'what it needs', kind: 'word', optional: true, many: true },
  ],
  options: {},
  examples: [
    {
      args: ['plugin', 'list'],
      files: {
        'halving.mjs': 'export const halving = { "~chainrule": { "kind": "schedule", "spec": 1, "name": "halving" } };\n',
        'package.json': '{ "chainrule": { "plugins": ["./halving.mjs"] } }\n',
      },
    },
    { args: ['plugin', 'new', 'optimizer', 'myDescent'] },
    { args: ['plugin', 'list'], files: { 'package.json': '{ "chainrule": { "plugins": ["not-installed"] } }\n' }, exit: 6 },
    { args: ['plugin', 'new', 'optimiser', 'mine'], exit: 2 },
  ],
  result: object({
    project: optional(text),
    plugins: optional(
      list(
        object({
          from: text,
          exported: optional(text),
          kind: optional(text),
          name: optional(text),
          spec: optional(whole),
          refused: optional(text),
        }),
      ),
    ),
    files: optional(list(text)),
  }),
  formats: ['csv', 'markdown'],
  async run({ args: [action, ...words], commands }) {
    if (action === 'new') return made(words);
    if (action !== 'list' && action !== 'info')
      throw new ChainruleError('argument', `plugin does not know "${action!}"${didYouMean(action!, actions)}`, {
        operation: 'plugin',
        hint: 'plugin list, plugin info NAME, or plugin new KIND NAME',
      });
    const project = await projectOf(process.cwd());
    const loaded = await loadPlugins(project, Object.keys(commands));
    const shown = action === 'list' ? loaded : [named(words[0], loaded)];
    const rows = shown.map(({ from, exported, identity, refused }) => ({
      from,
      ...(exported !== undefined && { exported }),
      ...(identity && { kind: identity.kind, name: identity.name, spec: identity.spec }),
      ...(refused !== undefined && { refused }),
    }));
    return {
      result: { ...(project.file !== undefined && { project: project.file }), plugins: rows },
      text: () =>
        rows.length === 0
          ? 'The project lists no plugins.'
          : columnsText([
              ['', 'kind', 'from', 'state'],
              ...rows.map(({ name, exported, kind, from, refused }) => [
                name ?? exported ?? from,
                kind ?? '',
                from,
                refused === undefined ? 'ready' : `refused: ${refused}`,
              ]),
            ]),
      table: () => ({
        columns: ['name', 'kind', 'spec', 'from', 'refused'],
        rows: rows.map(({ name, kind, spec, from, refused }) => [name, kind, spec, from, refused]),
      }),
      code: rows.some(({ refused }) => refused !== undefined) ? exitCodes.missing : exitCodes.done,
    };
  },
  async typescript({ args: [action, ...words], commands }) {
    if (action === 'new') return newPluginProgram(...checked(words));
    const { file, plugins } = await projectOf(process.cwd());
    const loaded = await loadPlugins({ file, plugins }, Object.keys(commands));
    const shown = (action === 'info' ? [named(words[0], loaded)] : loaded).filter(({ refused }) => refused === undefined);
    const imported = shown.map(({ from, exported }): Import => [from.startsWith('.') ? resolve(dirname(file!), from) : from, exported!]);
    return program(
      byModule([...imported, ['@chainrule/core', 'identify']]),
      `for (const part of [${shown.map(({ exported, part }) => (part === partOf(part) ? exported! : `${exported!}()`)).join(', ')}]) {`,
      '  const { name, kind } = identify(part);',
      '  console.log(`${name} ${kind}`);',
      '}',
    );
  },
});

function named(name: string | undefined, loaded: readonly ListedPlugin[]): ListedPlugin {
  const nameOf = ({ identity, exported, from }: ListedPlugin): string => identity?.name ?? exported ?? from;
  const found = loaded.find((each) => nameOf(each) === name || each.from === name);
  if (found !== undefined) return found;
  throw new ChainruleError(
    'plugin',
    name === undefined ? 'which plugin?' : `the project lists no plugin "${name}"${didYouMean(name, loaded.map(nameOf))}`,
    { operation: 'plugin', hint: 'chainrule plugin list shows those there are' },
  );
}

/** A kind and a name for a new plugin. Throws `argument` for words that are none. */
function checked([kind, name]: readonly string[]): [NewKind, string] {
  const known = newKinds.find((each) => each === kind);
  if (known === undefined)
    throw new ChainruleError('argument', `there is no beginning for a plugin of kind "${kind ?? ''}"${didYouMean(kind ?? '', newKinds)}`, {
      operation: 'plugin',
      hint: `the kinds are ${newKinds.join(', ')}`,
    });
  if (name === undefined || !/^[a-z][A-Za-z0-9]{0,40}$/.test(name))
    throw new ChainruleError('argument', `"${name ?? ''}" is not a name for a plugin`, {
      operation: 'plugin',
      hint: 'a name begins with a small letter and goes on with letters and digits: myDescent',
    });
  return [known, name];
}

async function made(words: readonly string[]): Promise<{
  result: { files: string[] };
  text: () => string;
  table: () => { columns: string[]; rows: string[][] };
}> {
  const files = await newPlugin(...checked(words));
  return {
    result: { files },
    text: () => files.join('\n'),
    table: () => ({ columns: ['file'], rows: files.map((file) => [file]) }),
  };
}
