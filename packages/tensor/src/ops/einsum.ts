import { ChainruleError, shapeText, type DType } from '@chainrule/core';
import { slice } from '../primitives/slice.js';
import type { Tensor } from '../tensor.js';

/** A tensor whose axes have names: one letter each. */
interface Labelled {
  readonly x: Tensor;
  readonly labels: readonly string[];
}

/**
 * Einstein's summation: letters name axes, those missing from the result are summed over. `...` stands for leading axes, which broadcast;
 * without `->` the result has the letters that come once, in the order of the alphabet.
 *
 * From left to right every pair becomes one matrix product, so write first what contracts to little.
 *
 * Source: the notation is that of NumPy's `einsum`.
 *
 * @example
 * ```ts
 * import { einsum, tensor } from '@chainrule/tensor';
 * const a = tensor([[1, 2], [3, 4]]);
 * einsum('ij,jk->ik', a, a).toString(); // → 'f32[2, 2] [[7, 10],\n [15, 22]]'
 * einsum('ii', a).item(); // → 5
 * ```
 */
export function einsum<D extends DType>(formula: string, ...operands: readonly Tensor<D>[]): Tensor<D> {
  const { inputs, output } = read(formula, operands);
  const sizes = new Map<string, number>();
  operands.forEach((x, k) => {
    inputs[k]!.forEach((label, axis) => {
      const [known, size] = [sizes.get(label) ?? 1, x.shape[axis]!];
      if (known !== size && known !== 1 && size !== 1) refuse(formula, `"${label}" is ${known} long in one place and ${size} in another`);
      sizes.set(label, Math.max(known, size));
    });
  });
  const unknown = output.find((label) => !sizes.has(label));
  if (unknown !== undefined) refuse(formula, `"${unknown}" of the result names no axis of an operand`);
  const parts = operands.map((x, k) => diagonal({ x: stretched(x, inputs[k]!, sizes), labels: inputs[k]! }));
  const result = parts.reduce((left, right, k) =>
    contract(left, right, new Set([...output, ...parts.slice(k + 1).flatMap(({ labels }) => labels)])),
  );
  const kept = summed(result, new Set(output));
  return kept.x.transpose(output.map((label) => kept.labels.indexOf(label))) as Tensor<D>;
}

function read(
  formula: string,
  operands: readonly Tensor[],
): { readonly inputs: readonly (readonly string[])[]; readonly output: readonly string[] } {
  const match = /^([^>-]*)(?:->(.*))?$/.exec(formula.replaceAll(/\s/g, ''));
  const texts = match?.[1]!.split(',') ?? [];
  if (match === null || [...texts, match[2] ?? ''].some((text) => !/^[a-zA-Z]*(\.\.\.)?[a-zA-Z]*$/.test(text)))
    refuse(formula, 'letters, commas, "..." and one "->" make a formula');
  if (texts.length !== operands.length) refuse(formula, `${texts.length} operands are named, ${operands.length} given`);
  const leads = texts.map((text, k) => {
    const letters = text.replace('...', '').length;
    const lead = operands[k]!.shape.length - letters;
    if (lead < 0 || (lead > 0 && !text.includes('...')))
      refuse(formula, `"${text}" does not name the ${operands[k]!.shape.length} axes of ${shapeText(operands[k]!.shape)}`);
    return lead;
  });
  // Leading axes are named 0, 1, … from the last.
  const expand = (text: string, lead: number): string[] => {
    const [before, after] = text.split('...') as [string, string?];
    return [
      ...Array.from(before),
      ...(after === undefined ? [] : Array.from({ length: lead }, (_, i) => String(lead - 1 - i))),
      ...Array.from(after ?? ''),
    ];
  };
  const most = Math.max(0, ...leads);
  const all = texts.join('').replaceAll('...', '');
  const free = [...new Set(all)].filter((letter) => all.indexOf(letter) === all.lastIndexOf(letter)).sort();
  const output = match[2] === undefined ? [...expand('...', most), ...free] : expand(match[2], most);
  if (new Set(output).size !== output.length) refuse(formula, 'a letter stands twice in the result');
  return { inputs: texts.map((text, k) => expand(text, leads[k]!)), output };
}

/** Axes of size 1 as long as in the other operands. */
const stretched = (x: Tensor, labels: readonly string[], sizes: ReadonlyMap<string, number>): Tensor =>
  x.broadcastTo(labels.map((label) => sizes.get(label)!));

/** Axes of one name as one: their diagonal. */
function diagonal({ x, labels }: Labelled): Labelled {
  const second = labels.findIndex((label, axis) => labels.indexOf(label) < axis);
  if (second === -1) return { x, labels };
  const first = labels.indexOf(labels[second]!);
  const n = x.shape[first]!;
  const others = labels.map((_, axis) => axis).filter((axis) => axis !== first && axis !== second);
  const flat = x.transpose([...others, first, second]).reshape([...others.map((axis) => x.shape[axis]!), n * n]);
  const zeros = others.map(() => 0);
  const line = flat.bind(slice, [flat], {
    starts: [...zeros, 0],
    steps: [...others.map(() => 1), n + 1],
    counts: [...flat.shape.slice(0, -1), n],
  });
  return diagonal({ x: line, labels: [...others.map((axis) => labels[axis]!), labels[first]!] });
}

/** Summed over the axes nobody needs any more. */
function summed({ x, labels }: Labelled, needed: ReadonlySet<string>): Labelled {
  const axes = labels.flatMap((label, axis) => (needed.has(label) ? [] : [axis]));
  return axes.length === 0 ? { x, labels } : { x: x.sum(axes), labels: labels.filter((label) => needed.has(label)) };
}

/** Two operands as one, by a matrix product over the axes that both have and nobody else needs. */
function contract(a: Labelled, b: Labelled, needed: ReadonlySet<string>): Labelled {
  const left = summed(a, new Set([...needed, ...b.labels]));
  const right = summed(b, new Set([...needed, ...a.labels]));
  const both = left.labels.filter((label) => right.labels.includes(label));
  const [batch, inner] = [both.filter((label) => needed.has(label)), both.filter((label) => !needed.has(label))];
  const [rows, columns] = [left.labels, right.labels].map((labels) => labels.filter((label) => !both.includes(label))) as [
    string[],
    string[],
  ];
  const size = ({ x, labels }: Labelled, names: readonly string[]): number =>
    names.reduce((n, label) => n * x.shape[labels.indexOf(label)]!, 1);
  const arranged = (one: Labelled, ...groups: readonly (readonly string[])[]): Tensor =>
    one.x.transpose(groups.flat().map((label) => one.labels.indexOf(label))).reshape(groups.map((names) => size(one, names)));
  const product = arranged(left, batch, rows, inner).matmul(arranged(right, batch, inner, columns));
  const shape = [...[...batch, ...rows].map((label) => size(left, [label])), ...columns.map((label) => size(right, [label]))];
  return { x: product.reshape(shape), labels: [...batch, ...rows, ...columns] };
}

function refuse(formula: string, problem: string): never {
  throw new ChainruleError('argument', `"${formula}": ${problem}`, { operation: 'einsum' });
}
