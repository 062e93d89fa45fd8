import { bytesPerElement, stridesOf, type DType, type Expr, type Shape } from '@chainrule/core';
import type { Callee } from '../assembler/function-builder.js';
import type { ModuleBuilder } from '../assembler/module-builder.js';
import type { Term } from '../assembler/term.js';
import { FormulaCompiler, type Width } from '../vector/formula.js';
import type { Setting } from '../vector/functions.js';
import { along, loadLanes, storeLanes } from './cells.js';
import { nest, type Cursor } from './nest.js';
import { coalesce } from './view.js';

/** An operand of a loop: the name it has in formulas, and how it is read. */
export interface Operand {
  readonly name: string;
  readonly dtype: DType;
  readonly strides: readonly number[];
}

/** A formula in operands and in formulas before it, under a name. */
export interface Definition {
  readonly name: string;
  readonly expr: Expr;
  readonly dtype: DType;
}

/** One pass over a shape that computes several formulas, some of which only on the way to others. */
export interface Pass {
  readonly shape: Shape;
  readonly width: Width;
  readonly operands: readonly Operand[];
  readonly definitions: readonly Definition[];
  /** The names of the formulas whose values are kept. */
  readonly results: readonly string[];
  /** Where the results' elements go when not one after the other: how far apart neighbours along each axis are. */
  readonly scattered?: readonly number[];
}

/** The values of definitions in terms of loaded operands. */
export function define(
  setting: Setting,
  width: Width,
  definitions: readonly Definition[],
  operand: (name: string) => { readonly dtype: DType; readonly term: Term },
): { readonly values: ReadonlyMap<string, Term>; readonly byReference: readonly string[] } {
  const values = new Map<string, Term>();
  const typed = new Map<string, { readonly dtype: DType; readonly term: Term }>();
  const compiler = new FormulaCompiler(width, setting, (name) => typed.get(name) ?? operand(name));
  for (const { name, expr, dtype } of definitions) {
    const term = compiler.compile(expr, dtype);
    values.set(name, term);
    typed.set(name, { dtype, term });
  }
  return { values, byReference: [...compiler.byReference] };
}

/** Bodies smaller than this many bytes of code are written several times, so that the loop itself costs little. */
const mostUnrolled = 4;

/** A function of pointers, first to the operands, then to the results. Names the functions it computes by reference values. */
export function elementwise(
  module: ModuleBuilder,
  setting: Setting,
  { shape, width, operands, definitions, results, scattered }: Pass,
): { readonly callee: Callee; readonly byReference: readonly string[] } {
  const count = 128 / width;
  const kept = results.map((name) => ({
    ...definitions.find((definition) => definition.name === name)!,
    strides: scattered ?? stridesOf(shape),
  }));
  const all = [...operands, ...kept];
  const loops = coalesce(
    shape,
    all.map(({ strides }) => strides),
  );
  const outer = loops.shape.slice(0, -1);
  const inner = loops.shape.at(-1) ?? 1;
  const strideOf = (k: number): number => (loops.shape.length === 0 ? 1 : loops.strides[k]!.at(-1)!);
  let byReference: readonly string[] = [];
  const callee = module.function(
    all.map(() => 'i32' as const),
    [],
    (f) => {
      const cursors = all.map(({ dtype }, k): Cursor => ({
        pointer: f.parameters[k]!,
        steps: loops.strides[k]!.slice(0, -1).map((stride) => stride * bytesPerElement(dtype)),
      }));
      // All of it in one row: what is read and written behind the end is room that every place has.
      const single = outer.length === 0 && scattered === undefined && operands.every((_, k) => typeof along(strideOf(k)) === 'string');
      const advanceAll = (elements: number): void =>
        all.forEach(({ dtype }, k) => f.advance(cursors[k]!.pointer, elements * strideOf(k) * bytesPerElement(dtype)));
      nest(
        f,
        outer,
        cursors,
        () => {
          const fixed = new Map<string, Term>();
          operands.forEach(({ name, dtype }, k) => {
            if (along(strideOf(k)) === 'constant')
              fixed.set(name, f.let(loadLanes(dtype, width, 'constant', cursors[k]!.pointer.value, 0)).value);
          });
          const body = (elements: number, lanes: number): void => {
            const found = define(setting, width, definitions, (name) => {
              const k = operands.findIndex((operand) => operand.name === name);
              const { dtype } = operands[k]!;
              return {
                dtype,
                term:
                  fixed.get(name) ??
                  loadLanes(
                    dtype,
                    width,
                    along(strideOf(k)),
                    cursors[k]!.pointer.value,
                    elements * strideOf(k) * bytesPerElement(dtype),
                    lanes,
                  ),
              };
            });
            byReference = found.byReference;
            const values = f.evaluate(results.map((name) => found.values.get(name)!));
            kept.forEach(({ dtype }, i) => {
              storeLanes(
                f,
                dtype,
                width,
                cursors[operands.length + i]!.pointer.value,
                values[i]!,
                elements * strideOf(operands.length + i) * bytesPerElement(dtype),
                lanes,
                strideOf(operands.length + i),
              );
            });
          };
          const vectors = single ? Math.ceil(inner / count) : Math.floor(inner / count);
          const copies =
            vectors >= 4 * mostUnrolled && scattered === undefined && results.length + operands.length <= 4 && simple(definitions)
              ? mostUnrolled
              : 1;
          f.times(Math.floor(vectors / copies), () => {
            for (let copy = 0; copy < copies; copy++) body(copy * count, count);
            advanceAll(copies * count);
          });
          f.times(vectors % copies, () => {
            body(0, count);
            advanceAll(count);
          });
          const rest = single ? 0 : inner % count;
          if (rest > 0) {
            body(0, rest);
            advanceAll(rest);
          }
        },
        ({ pointer }) => {
          const k = pointer.index;
          return inner * strideOf(k) * bytesPerElement(all[k]!.dtype);
        },
      );
      return undefined;
    },
  );
  return { callee, byReference };
}

const simple = (definitions: readonly Definition[]): boolean =>
  definitions.every(({ expr }) => expr.args.every(({ args }) => args.every(({ kind }) => kind !== 'apply')));
