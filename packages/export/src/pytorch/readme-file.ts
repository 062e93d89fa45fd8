import { sizeOf } from '@chainrule/core';
import { typeText } from '@chainrule/program';
import type { Signature } from '../record/signature.js';

/** `README.md`: what a person who knows PyTorch needs to know of the folder. */
export function readmeFile({ inputs, batchSize }: Signature, exchanges: readonly number[], tolerance: number): string {
  const parameters = inputs.filter(({ role }) => role === 'parameters');
  const count = parameters.reduce((sum, { type }) => sum + sizeOf(type.shape), 0);
  const rows = parameters.map(({ name, type }) => `| \`${name}\` | ${typeText(type)} |`);
  return `# A training step, exported by chainrule

\`\`\`sh
pip install -r requirements.txt
python check.py   # the same losses, gradients and parameters as recorded, within ${tolerance.toExponential()}
python train.py   # trains, and writes trained.safetensors
\`\`\`

\`step.py\` is one whole step in plain PyTorch operations: forwards, backwards, and the optimizer. It needs no autograd and no \`torch.optim\`.
\`train.py\` says how to start it as several processes; give it your data in \`batches\`.

A batch has ${batchSize} examples in all; every process takes its share, and shares need not be equal. ${exchangeText(exchanges)}

${count.toLocaleString('en')} parameters:

| name | shape |
| --- | --- |
${rows.join('\n')}
`;
}

function exchangeText(exchanges: readonly number[]): string {
  const sizes = exchanges.map((size) => size.toLocaleString('en')).join(', ');
  return exchanges.length === 1
    ? `Processes exchange ${sizes} numbers, once in a step.`
    : `Processes exchange numbers ${exchanges.length} times in a step: ${sizes}.`;
}
