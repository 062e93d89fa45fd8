import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flatten, mapTree, pathName, paths, unflatten, type Tree } from './index.js';

const key = fc.string({ maxLength: 4 }).filter((name) => name !== '__proto__');
const tree = fc.letrec((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small' },
    fc.integer(),
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(key, tie('tree'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).tree;

describe('trees', () => {
  it('come back from their leaves and structure', () => {
    fc.assert(
      fc.property(tree, (any) => {
        const { leaves, structure } = flatten<number>(any);
        const back = unflatten<object>(structure, leaves);
        expect(back).toEqual(any);
        expect(flatten(back)).toEqual({ leaves, structure });
      }),
    );
  });

  it('map leaf by leaf in the order of flatten, with their paths', () => {
    fc.assert(
      fc.property(tree, (any) => {
        const { leaves } = flatten<number>(any);
        const seen: unknown[] = [];
        const places: string[] = [];
        const mapped = mapTree(any, (leaf: number, path) => {
          seen.push(leaf);
          places.push(JSON.stringify(path));
          return leaf * 2;
        });
        expect(seen).toEqual(leaves);
        expect(places).toEqual(paths(any as Tree<unknown>).map((path) => JSON.stringify(path)));
        expect(flatten(mapped as Tree<unknown>).leaves).toEqual(leaves.map((leaf) => leaf * 2));
      }),
    );
  });

  it('have at every path the leaf that is there', () => {
    fc.assert(
      fc.property(tree, (any) => {
        const { leaves } = flatten<number>(any);
        const found = paths(any as Tree<unknown>).map((path) =>
          path.reduce((node: unknown, step) => (node as Record<string | number, unknown>)[step], any),
        );
        expect(found).toEqual(leaves);
      }),
    );
  });

  it('take typed arrays, instances, null and functions for leaves', () => {
    class Point {
      readonly x = 1;
    }
    const parts = { a: new Float32Array(3), b: new Point(), c: null, d: Math.sin, e: new Map() };
    expect(flatten(parts).leaves).toEqual(Object.values(parts));
    expect(mapTree(parts, (leaf: unknown) => leaf)).toEqual(parts);
    expect(flatten(5).leaves).toEqual([5]);
    expect(flatten([]).leaves).toEqual([]);
  });

  it('are objects without a prototype, too', () => {
    const bare = Object.assign(Object.create(null) as Record<string, number>, { a: 1 });
    expect(flatten(bare).leaves).toEqual([1]);
  });

  it('do not change what they are made from', () => {
    const original = { w: [1, 2], b: 3 };
    mapTree(original, (leaf: number) => leaf + 1);
    expect(original).toEqual({ w: [1, 2], b: 3 });
  });

  it('keep a key called __proto__ as a key', () => {
    const odd = JSON.parse('{"__proto__": {"a": 1}, "b": 2}') as Tree<number>;
    const { leaves, structure } = flatten<number>(odd);
    expect(leaves).toEqual([1, 2]);
    const back = unflatten<object>(structure, leaves);
    expect(Object.keys(back)).toEqual(['__proto__', 'b']);
    expect('a' in back).toBe(false);
  });

  it('name their places as PyTorch does', () => {
    expect(paths({ conv1: { weight: 0 }, layers: [{ bias: 0 }] }).map(pathName)).toEqual(['conv1.weight', 'layers.0.bias']);
    expect(pathName([])).toBe('');
  });

  it('fit the leaves they are given', () => {
    const { structure } = flatten({ a: 1, b: 2 });
    expect(() => unflatten(structure, [1])).toThrowErrorMatchingInlineSnapshot(
      `[ChainruleError: [unflatten] 1 leaves for a tree with 2 places]`,
    );
    expect(() => unflatten(structure, [1, 2, 3])).toThrowErrorMatchingInlineSnapshot(
      `[ChainruleError: [unflatten] 3 leaves for a tree with 2 places]`,
    );
  });
});

describe('types', () => {
  interface Layer {
    readonly weight: number;
    readonly bias: readonly number[];
  }
  function takes<P>(params: P & NoInfer<Tree<number, P>>): P {
    return params;
  }

  it('accept interfaces without an index signature, and refuse other leaves', () => {
    const layer: Layer = { weight: 1, bias: [2] };
    expect(takes(layer)).toBe(layer);
    expect(takes([layer, layer])).toHaveLength(2);
    expect(takes({ layers: [layer], head: { deep: layer } }).layers).toEqual([layer]);
    // @ts-expect-error a leaf of another type
    takes({ weight: 'heavy' });
    // @ts-expect-error a leaf of another type, deep inside
    takes({ layers: [layer], head: { deep: [true] } });
  });

  it('keep the structure of what is mapped', () => {
    const mapped = mapTree({ weight: 1, bias: [2] }, (x: number) => String(x));
    const weight: string = mapped.weight;
    expect([weight, mapped.bias[0]]).toEqual(['1', '2']);
    // @ts-expect-error it is text now
    const wrong: number = mapped.weight;
    expect(wrong).toBe('1');
  });
});
