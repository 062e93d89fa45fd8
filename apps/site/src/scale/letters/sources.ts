import type { Sources } from '../../parts/take-along.js';
import { fileCommand } from '../command.js';
import { letterSizes, type Recipe } from '../nets.js';

const { context, size, effort, passes } = letterSizes;

/** Windows of a text, cut as here. */
const windows = (seed: number): string => `const known = Math.floor(0.9 * text.length);
const alphabet = [...new Set(text)].sort();
const codes = Int32Array.from(text, (letter) => alphabet.indexOf(letter));
const cut = (starts) => {
  const from = (shift) => ndarray(Int32Array.from(starts.flatMap((at) => [...codes.subarray(at + shift, at + shift + ${context})])), { shape: [starts.length, ${context}] });
  return { features: from(0), target: from(1) };
};
const drawn = uniform(foldIn(key(${seed}), 'windows'), [${(effort / passes) * 16}]).data;
const rows = cut(Array.from(drawn, (u) => Math.floor(u * (known - ${context}))));
const test = cut(Array.from({ length: Math.floor((text.length - 1 - known) / ${context}) }, (_, i) => known + ${context} * i));
`;

/** How many different letters a text has is known when it is cut. */
const config = (seed: number, rate: number): string =>
  JSON.stringify(
    {
      data: { file: 'letters.npz', features: 'features', target: 'target' },
      test: { file: 'letters.npz', features: 'testFeatures', target: 'testTarget' },
      model: [
        { name: 'embedding', count: 'LETTERS', size, weight: { name: 'normalFill', deviation: 0.02 } },
        { name: 'positionalEmbedding', length: context, size },
        ...[1, 2].map(() => ({ name: 'transformerBlock', size, heads: 4, causal: true })),
        { name: 'layerNorm', size: [size] },
        { name: 'linear', inputs: size, outputs: 'LETTERS' },
      ],
      loss: { name: 'crossEntropy', axis: -1 },
      optimizer: { name: 'adamw', learningRate: rate, weightDecay: 0.01, beta2: 0.99 },
      ...{ clip: 1, epochs: passes, batchSize: 16, seed },
    },
    null,
    2,
  ).replaceAll('"LETTERS"', '${alphabet.length}');

/** The text itself, as a program has it. */
const textOf = ({ text, seed }: Recipe): { readonly code: string; readonly imports: string } =>
  text === 'markov'
    ? {
        code: `const { text } = markovText(foldIn(key(${seed}), 'text'));`,
        imports: "import { markovText, writeNpz } from '@chainrule/data';",
      }
    : { code: `const text = readFileSync('text.txt', 'utf8');`, imports: "import { writeNpz } from '@chainrule/data';" };

/** The network of the letters by `chainrule train`, after a program that cuts up the text; and as a program. */
export function lettersSources(recipe: Recipe, rate: number): Sources {
  const { seed } = recipe;
  const { code, imports } = textOf(recipe);
  const cutter = `import { readFileSync, writeFileSync } from 'node:fs';
import { foldIn, key, ndarray, uniform } from '@chainrule/core';
${imports}
${code}
${windows(seed)}
writeFileSync('letters.npz', writeNpz({ ...rows, testFeatures: test.features, testTarget: test.target }));
writeFileSync('letters.json', \`${config(seed, rate)}\`);
`;
  const reading =
    recipe.text === 'markov'
      ? ''
      : `# text.txt: the text to learn from${recipe.text === 'sonnets' ? ', Shakespeare’s sonnets here' : ''}\n`;
  return {
    cli: `${reading}npm install @chainrule/core @chainrule/data\n${fileCommand('cut.mjs', cutter)}node cut.mjs\nchainrule train letters.json`,
    typescript: `import { readFileSync } from 'node:fs';
import { foldIn, key, ndarray, uniform } from '@chainrule/core';${recipe.text === 'markov' ? "\nimport { markovText } from '@chainrule/data';" : ''}
import { crossEntropy, embedding, layerNorm, linear, normalFill, perplexity, positionalEmbedding, sequential, train, transformerBlock } from '@chainrule/nn';
import { adamw } from '@chainrule/optim';
import { wasm } from '@chainrule/wasm';

${code}
${windows(seed).replace('(starts)', '(starts: number[])').replace('(shift)', '(shift: number)')}
const { history } = await train({
  model: sequential(
    embedding(alphabet.length, ${size}, { weight: normalFill({ deviation: 0.02 }) }),
    positionalEmbedding(${context}, ${size}),
    transformerBlock(${size}, 4, { causal: true }),
    transformerBlock(${size}, 4, { causal: true }),
    layerNorm(${size}),
    linear(${size}, alphabet.length),
  ),
  loss: crossEntropy.with({ axis: -1 }),
  data: rows,
  validation: test,
  metrics: [perplexity],
  optimizer: adamw({ learningRate: ${rate}, weightDecay: 0.01, beta2: 0.99 }),
  epochs: ${passes}, batchSize: 16, clip: 1,
  key: key(${seed}),
  backend: wasm(),
});
console.log(history.at(-1));
`.replace(recipe.text === 'markov' ? "import { readFileSync } from 'node:fs';\n" : '\u0000', ''),
  };
}
