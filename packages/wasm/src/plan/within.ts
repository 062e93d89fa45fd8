import { bytesPerElement } from '@chainrule/core';
import type { Operations, Program } from '@chainrule/program';
import type { FunctionBuilder } from '../assembler/function-builder.js';
import { i32 } from '../assembler/scalar.js';
import type { Term } from '../assembler/term.js';
import type { Place } from '../kernels/view.js';
import { planWorkspace } from './addresses.js';
import { Lowering } from './lowering.js';
import type { Step } from './step.js';
import type { Within, Workshop } from './workshop.js';

/** The calls of all steps, given where places lie. */
export function callSteps(f: FunctionBuilder, steps: readonly Step[], addressOf: (place: Place) => Term): void {
  for (const { callee, reads, writes, numbers = [] } of steps) {
    const from = reads.map(({ place, offset }) => shifted(addressOf(place), offset * bytesPerElement(place.dtype)));
    f.call(callee, ...from, ...writes.map(addressOf), ...numbers);
  }
}

/** A program that another one runs, perhaps many times or not at all. */
export function within(workshop: Workshop, program: Program, operations: Operations): Within {
  const lowered = new Lowering(program, operations, workshop).lower();
  const { inputs, constants, outputs, steps } = lowered;
  const { size, offsets } = planWorkspace(lowered);
  const given = [...inputs, ...constants.map(({ place }) => place), ...outputs];
  const callee = workshop.module.function(['i32', ...given.map(() => 'i32' as const)], [], (f) => {
    const [base, ...pointers] = f.parameters;
    callSteps(f, steps, (place) => {
      const at = given.indexOf(place);
      return at === -1 ? shifted(base!.value, offsets.get(place)!) : pointers[at]!.value;
    });
    return undefined;
  });
  return {
    callee,
    size,
    constants,
    mayRefuse: steps.some(({ mayRefuse }) => mayRefuse),
    text: steps.map(({ text }) => text).join('\n'),
  };
}

const shifted = (address: Term, bytes: number): Term => (bytes === 0 ? address : i32.add(address, i32.const(bytes)));
