import { isChainruleError } from '@chainrule/core';
import { toPyTorch } from '@chainrule/export';
import { trace } from '@chainrule/tensor';
import { expect, test } from 'vitest';
import { exported } from '../../evidence/export/models.js';
import { parts, type Part } from '../../evidence/export/parts.js';

/** The lines of `model.py` and `train.py`, or why they are not there. */
function linesOf(part: Pick<Part, 'form'> & Parameters<typeof exported>[0]): string[] {
  const { step, parameters, state, hyper, batches, module, record } = exported(part, 1, 5);
  try {
    const files = toPyTorch(trace(step, parameters, state, batches[0]!, hyper(0)), record(), { module });
    const form = 'step.py' in files ? 'step' : 'module';
    expect(form).toBe(part.form);
    const texts =
      form === 'module' ? [files['model.py'], files['train.py']] : [files['model.py'], /because .*/.exec(String(files['README.md']))![0]];
    return texts.flatMap((text) => String(text).split('\n'));
  } catch (error) {
    if (!isChainruleError(error) || error.code !== 'unsupported') throw error;
    expect('refused').toBe(part.form);
    return [error.message];
  }
}

// What these lines compute is shown by `npm run evidence -- export-parts`, which runs them. A changed line has to be shown there first; then
// `npm test -- tooling/checks/tests/export-parts -u` takes it over.
const kindOf = ({ name }: Part): string => name.split(' ')[0]!;
const kinds = [...new Set(parts().map(kindOf))].map((kind) => [kind, parts().filter((part) => kindOf(part) === kind)] as const);
test.each(kinds)('every %s is written as it was when it was run', async (kind, all) => {
  const written = all.map((part) => ({ name: part.name, lines: linesOf(part) }));
  const counts = new Map<string, number>();
  for (const { lines } of written) for (const line of new Set(lines)) counts.set(line, (counts.get(line) ?? 0) + 1);
  // What half of them have is their frame.
  const texts = written.map(({ name, lines }) => [`== ${name}`, ...lines.filter((line) => counts.get(line)! <= all.length / 2)].join('\n'));
  await expect(`${texts.join('\n\n')}\n`).toMatchFileSnapshot(`../../reference/export-parts/${kind}.txt`);
});
