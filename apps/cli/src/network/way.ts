import { ChainruleError, flatten, ndarray, unflatten, type Tree } from '@chainrule/core';
import { readSafetensors, writeSafetensors } from '@chainrule/data';
import { tensor, type Tensor } from '@chainrule/tensor';

/** How many places of a way are kept, and how many numbers in all of them together. */
const most = { places: 64, numbers: 16e6 };

/** The parameters of a network one after the other. */
export function flatParameters(params: unknown): Float32Array {
  const leaves = flatten<Tensor>(params as Tree<Tensor>).leaves.map((leaf) => leaf.dataSync());
  const all = new Float32Array(leaves.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const leaf of leaves) {
    all.set(leaf, at);
    at += leaf.length;
  }
  return all;
}

/** Parameters of the form of others from numbers one after the other. Throws `input` where there are more or fewer. */
export function parametersFrom<P>(flat: Float32Array, like: P): P {
  const { leaves, structure } = flatten<Tensor>(like as Tree<Tensor>);
  const sizes = leaves.map(({ shape }) => shape.reduce((a, b) => a * b, 1));
  const size = sizes.reduce((a, b) => a + b, 0);
  if (size !== flat.length)
    throw new ChainruleError('input', `the way has ${flat.length} numbers at each place, and the network ${size}`, {
      operation: 'run',
      hint: 'it is of another network: train again',
    });
  let at = 0;
  return unflatten(
    structure,
    leaves.map(({ shape, dtype }, i) => tensor(flat.slice(at, (at += sizes[i]!)), { dtype }).reshape(shape)),
  );
}

/** Where the parameters were at the start and after each epoch. A long way is thinned: every second place is let go when there are too many. */
export class Way {
  #stride = 1;

  private constructor(
    readonly epochs: number[] = [],
    readonly places: Float32Array[] = [],
  ) {}

  static begin(params: unknown): Way {
    return new Way([0], [flatParameters(params)]);
  }

  /** The way that was kept, up to an epoch. Throws `input` for bytes that are none. */
  static read(bytes: Uint8Array, until = Infinity): Way {
    const { places, epochs: all } = readSafetensors(bytes).tensors;
    const [count = 0, size = 0, ...more] = places?.shape ?? [];
    if (places === undefined || all?.shape.length !== 1 || all.shape[0] !== count || count === 0 || size === 0 || more.length > 0)
      throw new ChainruleError('input', 'this is not the way of a training run', {
        operation: 'run',
        hint: 'path.safetensors is written by chainrule train: train again',
      });
    const epochs = Array.from(all.data).filter((epoch) => epoch <= until);
    return new Way(
      epochs,
      epochs.map((_, i) => Float32Array.from(places.data.subarray(i * size, (i + 1) * size))),
    );
  }

  add(epoch: number, params: unknown): void {
    if (epoch % this.#stride !== 0) return;
    this.epochs.push(epoch);
    this.places.push(flatParameters(params));
    const size = this.places[0]!.length;
    while (this.places.length > 2 && (this.places.length > most.places || this.places.length * size > most.numbers)) {
      this.#stride *= 2;
      const kept = this.epochs.map((each) => each % this.#stride === 0);
      this.epochs.splice(0, Infinity, ...this.epochs.filter((_, i) => kept[i]));
      this.places.splice(0, Infinity, ...this.places.filter((_, i) => kept[i]));
    }
  }

  bytes(): Uint8Array {
    const size = this.places[0]!.length;
    const all = new Float32Array(this.places.length * size);
    this.places.forEach((place, i) => all.set(place, i * size));
    return writeSafetensors({ places: ndarray(all, { shape: [this.places.length, size] }), epochs: ndarray(Int32Array.from(this.epochs)) });
  }
}
