import { activation } from './activation.js';
import { adaptiveAvgPool } from './adaptive-avg-pool.js';
import { avgPool } from './avg-pool.js';
import { batchNorm } from './batch-norm.js';
import { conv1d } from './conv1d.js';
import { conv2d } from './conv2d.js';
import { convTranspose2d } from './conv-transpose-2d.js';
import { dropout } from './dropout.js';
import { embedding } from './embedding.js';
import { embeddingBag } from './embedding-bag.js';
import { flatten } from './flatten.js';
import { groupNorm } from './group-norm.js';
import { gru } from './gru.js';
import { layerNorm } from './layer-norm.js';
import { linear } from './linear.js';
import { localResponseNorm } from './local-response-norm.js';
import { lstm } from './lstm.js';
import { maxPool } from './max-pool.js';
import { multiHeadAttention } from './multi-head-attention.js';
import { positionalEmbedding } from './positional-embedding.js';
import { residual } from './residual.js';
import { rmsNorm } from './rms-norm.js';
import { rnn } from './rnn.js';
import { sequential } from './sequential.js';
import { transformerBlock } from './transformer-block.js';

/**
 * Every layer by name: what makes one.
 *
 * @example
 * ```ts
 * import { layers } from '@chainrule/nn';
 * 'batchNorm' in layers; // → true
 * ```
 */
export const layers = {
  activation,
  adaptiveAvgPool,
  avgPool,
  batchNorm,
  conv1d,
  conv2d,
  convTranspose2d,
  dropout,
  embedding,
  embeddingBag,
  flatten,
  groupNorm,
  gru,
  layerNorm,
  linear,
  localResponseNorm,
  lstm,
  maxPool,
  multiHeadAttention,
  positionalEmbedding,
  residual,
  rmsNorm,
  rnn,
  sequential,
  transformerBlock,
} as const;

/** The names of the built-in layers. */
export type LayerName = keyof typeof layers;
