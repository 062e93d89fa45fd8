import { isChainruleError, type CommandAnswer, type CommandExample, type CommandPlugin } from '@chainrule/core';
import { requireIdentity } from '../identity.js';
import { claim } from '../test-case.js';
import { answerTo, textOf } from './call.js';

type Check = (command: CommandPlugin) => void | Promise<void>;

/** What every command promises. */
export const promises: Readonly<Record<string, Check>> = {
  'it says that it is a command of contract 1': (command) => {
    const { name } = requireIdentity(command, 'command');
    claim(/^[a-z][a-z0-9-]*$/.test(name), () => `"${name}" is not typed easily: small letters, then digits and - as well`);
  },
  'it says what it is for, and what it takes': ({ about, arguments: taken = [], options = {} }) => {
    claim(isText(about), () => 'it has no "about"');
    for (const [key, option] of [...taken.map((each) => [each.name, each] as const), ...Object.entries(options)])
      claim(isText(key) && isText(option.about), () => `"${key}" does not say what it is about`);
    for (const key of Object.keys(options))
      claim(/^[a-z][A-Za-z0-9]*$/.test(key) && !everyones.includes(key), () => `an option cannot be called "${key}"`);
    taken.forEach(({ name, optional, many }, i) => {
      claim(!many || i === taken.length - 1, () => `what follows "${name}", which may stand several times, is never read`);
      claim(optional === true || taken[i - 1]?.optional !== true, () => `"${name}" is needed, and what is before it is not`);
    });
  },
  'an option begins with a value that it takes': ({ options = {} }) => {
    for (const [key, option] of Object.entries(options)) {
      if (option.kind === 'flag' || option.initial === undefined) continue;
      const { initial } = option;
      const taken =
        option.kind === 'choice'
          ? option.words.includes(initial as string)
          : option.kind === 'text'
            ? typeof initial === 'string'
            : typeof initial === 'number' &&
              initial >= (option.from ?? -Infinity) &&
              initial <= (option.to ?? Infinity) &&
              (!option.whole || Number.isInteger(initial));
      claim(taken, () => `"${key}" begins with ${JSON.stringify(initial)}`);
    }
  },
  'its first example ends well': ({ examples }) => {
    claim(examples.length > 0, () => 'it has no example');
    claim(ends(examples[0]!, 0), () => `the first ends with ${examples[0]!.exit ?? 0}`);
  },
  'an example has a text for people and plain data for programs': (command) =>
    eachAnswer(command, (answer) => {
      for (const width of [40, 80]) claim(isText(textOf(answer, width)), () => `its text is ${String(textOf(answer, width))}`);
      claim(isPlain(answer.result), () => 'its result is not plain data, which JSON can write');
    }),
  'an answer has what its formats are made of': (command) =>
    eachAnswer(command, (answer) => {
      for (const format of command.formats ?? [])
        claim(
          madeOf[format].some((part) => answer[part] !== undefined),
          () => `${format} is made of ${madeOf[format].join(' or ')}, and it has none`,
        );
    }),
  'a row has a cell for each column': (command) =>
    eachAnswer(command, ({ table }) => {
      const { columns = [], rows = [] } = table ?? {};
      const wrong = rows.findIndex((row) => row.length !== columns.length);
      claim(wrong < 0, () => `row ${wrong + 1} has ${rows[wrong]!.length} cells for ${columns.length} columns`);
    }),
  'an example that fails says why': async (command) => {
    for (const example of command.examples.filter((each) => !ends(each, 0) && !ends(each, 1)))
      claim(await refuses(command, example), () => `${JSON.stringify(example.args)} does not fail`);
  },
  'a fault that is found is told by the answer': async (command) => {
    for (const example of command.examples.filter((each) => ends(each, 1)))
      claim((await answerTo(command, example)).fault === true, () => `${JSON.stringify(example.args)} finds no fault`);
  },
  'the same call gives the same answer': (command) =>
    eachAnswer(command, async (first, example) => {
      const again = await answerTo(command, example);
      claim(JSON.stringify([first.result, textOf(first)]) === JSON.stringify([again.result, textOf(again)]), () => 'it gives another');
    }),
  'what nobody expected is answered, or refused with a reason': async (command) => {
    const { args, options = {} } = command.examples[0]!;
    for (const word of ['', ' ', '-', '🙂', '\u0000', 'NaN', '1e999', '../nothing', '('.repeat(5000), 'x'.repeat(100_000)])
      for (let i = 0; i < args.length; i++) await refuses(command, { args: args.with(i, word), options });
  },
};

/** What an answer must have for a format: one of these. */
const madeOf = {
  csv: ['table'],
  latex: ['formulas'],
  mathml: ['formulas'],
  markdown: ['table', 'formulas'],
  svg: ['scenes'],
  png: ['scenes'],
  html: ['table', 'formulas', 'scenes'],
} as const;

/** The options that every command has. */
const everyones: readonly string[] = ['json', 'format', 'output', 'seed', 'code', 'schema', 'help', 'version'];

const isText = (given: unknown): given is string => typeof given === 'string' && given.trim() !== '';
const ends = ({ exit = 0 }: CommandExample, code: number): boolean => exit === code;

/** The answers to the examples that end well. */
async function eachAnswer(
  command: CommandPlugin,
  check: (answer: CommandAnswer, example: CommandExample) => void | Promise<void>,
): Promise<void> {
  for (const example of command.examples.filter((each) => ends(each, 0))) await check(await answerTo(command, example), example);
}

/** Whether a call is refused with an error of ours; any other error is thrown on. */
async function refuses(command: CommandPlugin, call: Pick<CommandExample, 'args' | 'options'>): Promise<boolean> {
  try {
    await answerTo(command, call);
    return false;
  } catch (error) {
    claim(isChainruleError(error), () => `${JSON.stringify(call.args).slice(0, 60)} throws ${String(error)}, which is no ChainruleError`);
    return true;
  }
}

/** Numbers, texts, truth values, nothing, and lists and objects of them. */
function isPlain(given: unknown): boolean {
  if (given === null || ['string', 'number', 'boolean'].includes(typeof given) || ArrayBuffer.isView(given)) return true;
  if (typeof given !== 'object') return false;
  return (Array.isArray(given) || Object.getPrototypeOf(given) === Object.prototype) && Object.values(given).every(isPlain);
}
