// The networks, each trained as long as its published result says:
//   npm start                           all four
//   npm start -- digits                 one of neuron, digits, recommender, characters
//   npm start -- characters my.txt      a text of your own: it learns it, and writes on
import { readFileSync } from 'node:fs';
import { key } from '@chainrule/core';
import { markovWriter, writer } from './characters.js';
import { readDigits } from './digits.js';
import { recommender } from './recommender.js';
import { traceNeuron } from './traced-neuron.js';

const [wanted, file] = process.argv.slice(2);
const examples: Readonly<Record<string, () => string | Promise<string>>> = {
  neuron: () => traceNeuron().join('\n'),
  digits: async () => (await readDigits()).text,
  recommender: async () => (await recommender()).text,
  characters: async () => {
    if (file === undefined) return (await markovWriter()).text;
    const text = readFileSync(file, 'utf8');
    const { text: told, write } = await writer(text, { effort: 1500 });
    return `${told}\n${write(text.slice(0, 20), 400, key(1))}`;
  },
};
const chosen = Object.entries(examples).filter(([name]) => wanted === undefined || name === wanted);
if (chosen.length === 0) throw new Error(`there is no example "${wanted!}"; there are ${Object.keys(examples).join(', ')}`);
for (const [, run] of chosen) console.log(await run());
