import { expectTypeOf } from 'vitest';
import type { Program } from '@chainrule/program';
import { record, toPyTorch, type Files, type Recording } from '@chainrule/export';

// A recorded step and its program become files
const recording = record(
  (parameters: { w: number }, state: object, _batch: { x: number }, _hyper: object) => ({ loss: 1, parameters, state }),
  {
    parameters: { w: 1 },
    state: {},
    batches: [{ x: 1 }],
    hyper: () => ({}),
  },
);
expectTypeOf(recording).toEqualTypeOf<Recording>();
expectTypeOf(toPyTorch({} as Program, recording, { tolerance: 1e-9 })).toEqualTypeOf<Files>();
// @ts-expect-error no such option
toPyTorch({} as Program, recording, { form: 'eager' });
// @ts-expect-error a step gives its loss
record((parameters: object, state: object) => ({ parameters, state }), { parameters: {}, state: {}, batches: [{}], hyper: () => ({}) });
