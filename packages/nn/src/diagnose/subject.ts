import type { Key, Value } from '@chainrule/core';
import type { Tensor } from '@chainrule/tensor';
import type { Layer } from '../layer.js';

/** A loss as diagnosis needs it. */
interface AnyLoss {
  apply(prediction: Tensor, target: Tensor | Value): Tensor;
}

/** What is diagnosed: a model with its numbers, at one batch. */
export interface Subject<P = unknown, S = unknown> {
  readonly model: Layer<P, S>;
  readonly params: P;
  readonly state: S;
  readonly loss: AnyLoss;
  readonly batch: { readonly x: Tensor | Value; readonly y: Tensor | Value };
  /** Judged against the curvature of the loss where it is given; the update ratios are by 0.01 where it is not. */
  readonly learningRate?: number | undefined;
  /** The global norm that gradients are clipped to, where they are. */
  readonly clip?: number | undefined;
  /** Whether singular values of the layers' Jacobians are estimated, which takes most of the time. Default true. */
  readonly singularValues?: boolean | undefined;
  /** For dropout, and for random directions. Default: the key of 0. */
  readonly key?: Key | undefined;
}
