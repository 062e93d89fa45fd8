import { ChainruleError, didYouMean, mapTree, ndarray, pathName, sameShape, shapeText, type NdArray, type Path } from '@chainrule/core';
import { readSafetensors, writeSafetensors } from '@chainrule/data';
import { tensor, type Tensor } from '@chainrule/tensor';
import type { Initialised } from './layer.js';

/**
 * Parameters and state as a safetensors file, under PyTorch's names: `torch` loads it with `load_state_dict(safetensors.torch.load(bytes))`.
 *
 * @example
 * ```ts
 * import { key } from '@chainrule/core';
 * import { readSafetensors } from '@chainrule/data';
 * import { batchNorm, linear, saveWeights, sequential } from '@chainrule/nn';
 * const bytes = saveWeights(sequential(linear(2, 3), batchNorm(3)).init(key(0)));
 * Object.keys(readSafetensors(bytes).tensors).sort().slice(0, 3); // → ['0.bias', '0.weight', '1.bias']
 * ```
 */
export function saveWeights(numbers: Initialised<unknown, unknown>, metadata: Readonly<Record<string, string>> = {}): Uint8Array {
  const named: Record<string, NdArray> = {};
  for (const tree of [numbers.params, numbers.state])
    mapTree(tree, (leaf: Tensor, path: Path) => {
      named[pathName(path)] = ndarray(leaf.dataSync(), { shape: leaf.shape });
    });
  return writeSafetensors(named, metadata);
}

/**
 * The numbers of a file, or of named arrays, in the place of those of a layer, `like` its `init`: a PyTorch state_dict as it is.
 * Element types stay those of the layer.
 *
 * Throws `input` when names are missing or unexpected or shapes differ, with all of them; with `strict: false` only for shapes: what is missing
 * keeps its numbers, what is unexpected is left out.
 *
 * @example
 * ```ts
 * import { key, ndarray } from '@chainrule/core';
 * import { linear, loadWeights, saveWeights } from '@chainrule/nn';
 * const layer = linear(2, 1);
 * const like = layer.init(key(0));
 * const { params } = loadWeights(saveWeights(layer.init(key(1))), like);
 * params.weight.shape; // → [1, 2]
 * loadWeights({ weight: ndarray([[1, 2]]), bais: ndarray([0]) }, like); // → throws missing: bias; unexpected: bais (did you mean "bias"?)
 * ```
 */
export function loadWeights<P, S>(
  source: Uint8Array | Readonly<Record<string, NdArray>>,
  like: Initialised<P, S>,
  { strict = true }: { readonly strict?: boolean } = {},
): Initialised<P, S> {
  const found = source instanceof Uint8Array ? readSafetensors(source).tensors : source;
  const [wanted, missing, shapes]: [Set<string>, string[], string[]] = [new Set(), [], []];
  const replace = (leaf: Tensor, path: Path): Tensor => {
    const name = pathName(path);
    wanted.add(name);
    if (!Object.hasOwn(found, name)) {
      missing.push(name);
      return leaf;
    }
    const given = found[name]!;
    if (!sameShape(given.shape, leaf.shape)) {
      shapes.push(`${name} is ${shapeText(given.shape)}, expected ${shapeText(leaf.shape)}`);
      return leaf;
    }
    return tensor(given, { dtype: leaf.dtype });
  };
  const loaded = { params: mapTree(like.params, replace) as P, state: mapTree(like.state, replace) as S };
  const unexpected = Object.keys(found).filter((name) => !wanted.has(name));
  const problems = [
    ...(strict && missing.length > 0 ? [`missing: ${missing.join(', ')}`] : []),
    ...(strict && unexpected.length > 0
      ? [`unexpected: ${unexpected.map((name) => `${name}${didYouMean(name, missing)}`).join(', ')}`]
      : []),
    ...(shapes.length > 0 ? [`of another shape: ${shapes.join('; ')}`] : []),
  ];
  if (problems.length === 0) return loaded;
  throw new ChainruleError('input', problems.join('; '), {
    operation: 'loadWeights',
    hint: 'the layer must be built with the sizes and names of the file; strict: false takes what fits',
  });
}
