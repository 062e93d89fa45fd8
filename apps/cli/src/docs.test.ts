import { format as prettier } from 'prettier';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { publishedSchema } from './command/published-schema.js';
import { commandNames, commands } from './commands/table.js';
import { reference, type Session } from './reference.js';
import { inFolder, runExample } from './test-support/run-in-test.js';

// What is published of the table: written anew with `npx vitest run apps/cli/src/docs.test.ts -u`.

let leave: () => Promise<void>;
beforeAll(async () => void (leave = await inFolder()));
afterAll(() => leave());

const width = 100;

test('docs/cli.md is what the table says, with what the examples print', { timeout: 300_000 }, async () => {
  const session: Session = async (example, args = example.args) => {
    const { out, notes } = await runExample({ ...example, args }, width);
    return [out, notes].filter((text) => text !== '').join('\n');
  };
  const text = await prettier(await reference(session), {
    parser: 'markdown',
    printWidth: 140,
    embeddedLanguageFormatting: 'off',
    proseWrap: 'preserve',
  });
  await expect(text).toMatchFileSnapshot(new URL('../../../docs/cli.md', import.meta.url).pathname);
});

test.each(commandNames)('the schema of %s is the published one', async (name) => {
  const text = JSON.stringify(publishedSchema(name, await commands[name].load()));
  await expect(await prettier(text, { parser: 'json', printWidth: 140 })).toMatchFileSnapshot(
    new URL(`../schemas/${name}.json`, import.meta.url).pathname,
  );
});
