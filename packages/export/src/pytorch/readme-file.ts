import { sizeOf } from '@chainrule/core';
import { typeText } from '@chainrule/program';
import type { Signature } from '../record/signature.js';

/** `README.md`: what a person who knows PyTorch needs to know of the folder; `about` says how it is written. */
export function readmeFile({ inputs, batchSize }: Signature, about: string, tolerance: number): string {
  const parameters = inputs.filter(({ role }) => role === 'parameters');
  const count = parameters.reduce((sum, { type }) => sum + sizeOf(type.shape), 0);
  const rows = parameters.map(({ name, type }) => `| \`${name}\` | ${typeText(type)} |`);
  return `# A training step, exported by chainrule

\`\`\`sh
pip install -r requirements.txt
python check.py   # the same losses, gradients and parameters as recorded, within ${tolerance.toExponential()}
python train.py   # trains, and writes trained.safetensors
\`\`\`

${about}
\`train.py\` says how to start it as several processes; give it your data in \`batches\`.

A recorded batch has ${batchSize} examples in all; every process takes its share, and shares need not be equal.

${count.toLocaleString('en')} parameters:

| name | shape |
| --- | --- |
${rows.join('\n')}
`;
}

/** Of the step in plain operations: why it is one, where a module was asked for. */
export const aboutStep = (exchanges: readonly number[], instead?: string): string =>
  `${
    instead === undefined
      ? ''
      : `\`model.py\` is the model, for use with \`weights.safetensors\` or with what was trained; it is trained by \`step.py\`, because ${instead}.\n`
  }\`step.py\` is one whole step in plain PyTorch operations: forwards, backwards, and the optimizer. It needs no autograd and no \`torch.optim\`.
${exchangeText(exchanges)} Its sums are divided by the size of the whole batch, which is written in it.`;

/** Of the module. */
export const aboutModule = `\`model.py\` is the model, \`weights.safetensors\` its \`state_dict\`. \`train.py\` is a loop with autograd and \`torch.optim\`; at several
processes \`parallel.py\` makes the model one that averages gradients.`;

function exchangeText(exchanges: readonly number[]): string {
  const sizes = exchanges.map((size) => size.toLocaleString('en')).join(' + ');
  return exchanges.length === 1
    ? `Processes exchange ${sizes} numbers, once in a step.`
    : `Processes exchange numbers ${exchanges.length} times in a step: ${sizes} of them.`;
}
