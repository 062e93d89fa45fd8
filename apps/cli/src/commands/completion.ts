import { defineCommand } from '../command/command.js';
import { object, oneOf, text } from '../command/schema.js';
import { ChainruleError, didYouMean } from '@chainrule/core';
import { commandsHere } from '../plugins/plugin-commands.js';
import { scripts, shells, type Shell } from '../completion/scripts.js';

/** The script that makes a shell complete our commands and options. */
export const completion = defineCommand({
  about:
    'Prints the script that lets a shell complete commands, options and their values with Tab; in a project, the commands of its plugins as well.',
  arguments: [{ name: 'shell', about: 'bash, zsh or fish', kind: 'word' }],
  options: {},
  examples: [
    { args: ['completion', 'bash'], about: 'add it to ~/.bashrc: source <(chainrule completion bash)', lines: 1 },
    { args: ['completion', 'fish'], about: 'save it as ~/.config/fish/completions/chainrule.fish', lines: 1 },
    { args: ['completion', 'csh'], exit: 2 },
  ],
  result: object({ shell: oneOf(...shells), script: text }),
  formats: [],
  async run({ args: [given], commands, io }) {
    const shell = shells.find((each) => each === given);
    if (shell === undefined)
      throw new ChainruleError('argument', `there is no completion for "${given!}"${didYouMean(given!, shells)}`, {
        operation: 'completion',
        hint: `there is one for ${shells.join(', ')}`,
      });
    const { table } = await commandsHere(commands, io);
    const script = await scripts[shell satisfies Shell](table);
    return { result: { shell, script }, text: () => script };
  },
});
