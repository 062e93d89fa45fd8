import { bytesPerElement, isFloat, stridesOf } from '@chainrule/core';
import type { Instruction } from '@chainrule/program';
import { f64, i32, storeWord } from '../../assembler/scalar.js';
import type { Term } from '../../assembler/term.js';
import { nest } from '../../kernels/nest.js';
import { loadNumber, storeNumber } from '../../kernels/number.js';
import type { Lowering } from '../lowering.js';

/** How the next element comes from the one before it and from the inputs' elements; where the line begins. */
const rules: Readonly<Record<string, { readonly first: number; next(before: Term, inputs: readonly Term[]): Term }>> = {
  cumulativeSum: { first: 0, next: (before, [x]) => f64.add(before, x!) },
  cumulativeProduct: { first: 1, next: (before, [x]) => f64.mul(before, x!) },
  recurrence: { first: 0, next: (before, [a, b]) => f64.add(f64.mul(a!, before), b!) },
};

/** Elements along an axis, each from the one before it; kept in double precision on the way. Sums of integers go round as integers do. */
export function running(lowering: Lowering, { operation, inputs, outputs, parameters }: Instruction): boolean {
  const { axis, reverse } = parameters as { readonly axis: number; readonly reverse: boolean };
  const { dtype, shape } = lowering.program.types[outputs[0]!]!;
  if (!isFloat(dtype) && operation !== 'cumulativeSum') return false;
  const views = inputs.map((register) => lowering.view(register));
  const place = lowering.place(outputs[0]!);
  const dtypes = [...views.map((view) => view.place.dtype), dtype];
  const strides = [...views.map((view) => view.strides), stridesOf(shape)].map((of, k) => of.map((n) => n * bytesPerElement(dtypes[k]!)));
  const { first, next } = rules[operation]!;
  const length = shape[axis]!;
  const lines = shape.toSpliced(axis, 1);
  const callee = lowering.workshop.module.function(
    dtypes.map(() => 'i32' as const),
    [],
    (f) => {
      const current = f.local(isFloat(dtype) ? 'f64' : 'i32');
      nest(
        f,
        lines,
        f.parameters.map((pointer, k) => ({ pointer, steps: strides[k]!.toSpliced(axis, 1) })),
        () => {
          const at = f.parameters.map(({ value }, k) => f.let(i32.add(value, i32.const(reverse ? (length - 1) * strides[k]![axis]! : 0))));
          const to = at.at(-1)!;
          f.set(current, isFloat(dtype) ? f64.const(first) : i32.const(first));
          f.times(length, () => {
            if (isFloat(dtype)) {
              f.set(
                current,
                next(
                  current.value,
                  views.map((view, k) => loadNumber(view.place.dtype, at[k]!.value)),
                ),
              );
              storeNumber(f, dtype, to.value, current.value);
            } else {
              const load = views[0]!.place.dtype === 'bool' ? i32.loadByte : i32.load;
              f.set(current, i32.add(current.value, load(at[0]!.value)));
              f.do(storeWord(0), to.value, current.value);
            }
            at.forEach((pointer, k) => f.advance(pointer, (reverse ? -1 : 1) * strides[k]![axis]!));
          });
        },
        () => 0,
      );
      return undefined;
    },
  );
  lowering.emit({
    callee,
    reads: views,
    writes: [place],
    inOrder: false,
    text: `${operation} along axis ${axis} of [${shape.join(', ')}]`,
  });
  return true;
}
