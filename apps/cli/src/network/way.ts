import { flatten, ndarray, type Tree } from '@chainrule/core';
import { readSafetensors, writeSafetensors } from '@chainrule/data';
import type { Tensor } from '@chainrule/tensor';

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

  /** The way that was kept, up to an epoch. */
  static read(bytes: Uint8Array, until = Infinity): Way {
    const { tensors } = readSafetensors(bytes);
    const places = tensors['places']!;
    const size = places.shape[1]!;
    const epochs = [...tensors['epochs']!.data].filter((epoch) => epoch <= until);
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
