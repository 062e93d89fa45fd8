import * as fs from 'node:fs/promises';
import { definePlugin, key, relu } from '@chainrule/core';
import { iris } from '@chainrule/data';
import {
  accuracy,
  crossEntropy,
  diagnose,
  fileStorage,
  linear,
  memoryStorage,
  mse,
  sequential,
  train,
  type Diagnosis,
  type Initialised,
  type NetworkVerdict,
  type Nothing,
  type ParamsOf,
  type Progress,
  type RemedyKind,
  type TrainingVerdict,
} from '@chainrule/nn';
import { adam } from '@chainrule/optim';
import { zeros, type Tensor } from '@chainrule/tensor';
import { expectTypeOf } from 'vitest';

const net = sequential({ hidden: linear(4, 8), relu, head: linear(8, 3, { bias: false }) });
const { params, state } = net.init(key(0));
expectTypeOf(params.hidden.weight).toEqualTypeOf<Tensor>();
expectTypeOf(params.hidden.bias).toEqualTypeOf<Tensor>();
expectTypeOf(params.head).toEqualTypeOf<{ readonly weight: Tensor }>();
// @ts-expect-error -- there is no such layer
params.tail satisfies object;

const listed = sequential(linear(4, 8), relu, linear(8, 3)).init(key(0));
expectTypeOf(listed.params[2].weight).toEqualTypeOf<Tensor>();
expectTypeOf(listed.params[1]).toEqualTypeOf<Nothing>();

expectTypeOf(net.apply(params, state, zeros([1, 4]), { mode: 'train' }).y).toEqualTypeOf<Tensor>();
// @ts-expect-error -- the mode is said each time
net.apply(params, state, zeros([1, 4]));

expectTypeOf(crossEntropy.with({ labelSmoothing: 0.1 }).apply(zeros([1, 3]), zeros([1]))).toEqualTypeOf<Tensor>();
// @ts-expect-error -- no such option
mse.with({ labelSmoothing: 0.1 });

const double = definePlugin('layer', 'double', {
  options: {},
  init: (): Initialised<Nothing, Nothing> => ({ params: {}, state: {} }),
  apply: (_params: Nothing, state: Nothing, x: Tensor) => ({ y: x.mul(2), state }),
});
expectTypeOf<ParamsOf<typeof double>>().toEqualTypeOf<Nothing>();
sequential(double, linear(1, 1));

// Training gives parameters and state of the model's own type, and takes a data set as it is.
const options = { model: net, loss: crossEntropy, data: iris(), optimizer: adam(), epochs: 1, key: key(0) };
const trained = await train({ ...options, metrics: [accuracy], stop: { patience: 3, figure: 'accuracy', better: 'higher' } });
expectTypeOf(trained.params.hidden.weight).toEqualTypeOf<Tensor>();
expectTypeOf(trained.params).toEqualTypeOf<ParamsOf<typeof net>>();
expectTypeOf(trained.verdict).toEqualTypeOf<TrainingVerdict>();
void train({ ...options, from: trained, checkpoint: { storage: memoryStorage(), every: 10 } });
void train({
  ...options,
  checkpoint: { storage: fileStorage('runs', fs), every: 10 },
  onProgress: (now) => {
    expectTypeOf(now).toEqualTypeOf<Progress>();
  },
});
// @ts-expect-error -- where random numbers come from is said
void train({ model: net, loss: mse, data: iris(), optimizer: adam(), epochs: 1 });
// @ts-expect-error -- parameters of another model
void train({ ...options, from: linear(1, 1).init(key(0)) });
// @ts-expect-error -- a checkpoint without how often
void train({ ...options, checkpoint: { storage: memoryStorage() } });

const diagnosis = diagnose({ model: net, params, state, loss: crossEntropy, batch: { x: zeros([4, 4]), y: zeros([4]) } });
expectTypeOf(diagnosis).toEqualTypeOf<Diagnosis>();
expectTypeOf(diagnosis.verdict).toEqualTypeOf<NetworkVerdict>();
expectTypeOf(diagnosis.apply).parameter(0).toEqualTypeOf<RemedyKind | undefined>();
// @ts-expect-error -- no such remedy
diagnosis.apply('pray');
// @ts-expect-error -- a batch has answers
diagnose({ model: net, params, state, loss: crossEntropy, batch: { x: zeros([4, 4]) } });
