export type { Applied, Context, Initialised, InitOptions, Layer, Mode, Nothing, Observer, ParamsOf, StateOf } from './layer.js';
export { applyInner, layerError } from './layer.js';
export { activationName, type Activation } from './activation.js';

export { activation, type ActivationLayer } from './layers/activation.js';
export { adaptiveAvgPool } from './layers/adaptive-avg-pool.js';
export { attention, type AttentionOptions } from './layers/attention.js';
export { avgPool } from './layers/avg-pool.js';
export { batchNorm, type BatchNorm, type BatchNormOptions, type RunningStatistics } from './layers/batch-norm.js';
export { conv1d } from './layers/conv1d.js';
export { conv2d } from './layers/conv2d.js';
export { convTranspose2d, type TransposedConvolution, type TransposedConvolutionLayerOptions } from './layers/conv-transpose-2d.js';
export type { Convolution, ConvolutionLayerOptions } from './layers/convolution.js';
export { dropout, type Dropout } from './layers/dropout.js';
export { embedding, type Embedding, type EmbeddingOptions } from './layers/embedding.js';
export { embeddingBag, type EmbeddingBag } from './layers/embedding-bag.js';
export { flatten, type Flatten } from './layers/flatten.js';
export { groupNorm, type GroupNorm } from './layers/group-norm.js';
export { gru, type GruCarry } from './layers/gru.js';
export { layerNorm, type LayerNorm } from './layers/layer-norm.js';
export { localResponseNorm, type LocalResponseNorm } from './layers/local-response-norm.js';
export { lstm, type LstmCarry } from './layers/lstm.js';
export { maxPool } from './layers/max-pool.js';
export {
  multiHeadAttention,
  type AttentionInput,
  type AttentionParams,
  type MultiHeadAttention,
  type MultiHeadAttentionOptions,
} from './layers/multi-head-attention.js';
export type { Pooling } from './layers/pool.js';
export { positionalEmbedding, type PositionalEmbedding } from './layers/positional-embedding.js';
export type { Recurrent, RecurrentInput, RecurrentOptions, RecurrentParams } from './layers/recurrent.js';
export { residual, type Residual } from './layers/residual.js';
export { rmsNorm, type RmsNorm } from './layers/rms-norm.js';
export { rnn, type RnnCarry } from './layers/rnn.js';
export { transformerBlock, type TransformerBlock, type TransformerOptions, type TransformerParams } from './layers/transformer-block.js';
export { layers, type LayerName } from './layers/table.js';
export { linear, type Linear, type LinearOptions, type WeightAndBias, type Weighted } from './layers/linear.js';
export { sequential, type Part, type Sequential } from './layers/sequential.js';

export { defineElementLoss, defineLoss, type Loss, type Reduction, type ReductionOptions } from './losses/loss.js';
export { crossEntropy, type ClassOptions, type CrossEntropyOptions } from './losses/cross-entropy.js';
export { bce } from './losses/bce.js';
export { bceWithLogits, type LogitOptions } from './losses/bce-with-logits.js';
export { cosineEmbedding, type CosineOptions, type VectorPair } from './losses/cosine-embedding.js';
export { ctc, type CtcOptions, type LabelSequences } from './losses/ctc.js';
export { gaussianNll, type GaussianOptions, type GaussianPrediction } from './losses/gaussian-nll.js';
export { hinge } from './losses/hinge.js';
export { hingeEmbedding } from './losses/hinge-embedding.js';
export { huber } from './losses/huber.js';
export { kl, type KlOptions } from './losses/kl.js';
export { l1 } from './losses/l1.js';
export { mse } from './losses/mse.js';
export { multiLabelSoftMargin } from './losses/multi-label-soft-margin.js';
export { nll } from './losses/nll.js';
export { poissonNll, type PoissonOptions } from './losses/poisson-nll.js';
export { smoothL1 } from './losses/smooth-l1.js';
export { tripletMargin, type Triplet, type TripletOptions } from './losses/triplet-margin.js';
export { softMargin } from './losses/soft-margin.js';
export { losses, type LossName } from './losses/table.js';

export { constantFill, normalFill, uniformFill } from './initialisers/fill.js';
export { gain } from './initialisers/gain.js';
export { heNormal, heUniform, type HeOptions } from './initialisers/he.js';
export { fansOf, type Fans, type Initialiser } from './initialisers/initialiser.js';
export { lecun } from './initialisers/lecun.js';
export { orthogonal } from './initialisers/orthogonal.js';
export { xavierNormal, xavierUniform, type XavierOptions } from './initialisers/xavier.js';

export { train } from './train/train.js';
export type { Progress, Trained, TrainingVerdict, TrainOptions } from './train/options.js';
export type { Epoch } from './train/history.js';
export type { Examples } from './train/examples.js';
export type { Patience } from './train/early-stop.js';
export { evaluator, type EvaluateOptions, type Figures } from './train/evaluate.js';
export { accuracy, perplexity, rmse, type Metric } from './train/metric.js';
export { fileStorage, type FileSystem } from './train/file-storage.js';
export { memoryStorage, type Storage } from './train/storage.js';

export { model, type Model } from './model.js';
export { placeOn, type Plane } from './landscape/plane.js';
export { principalPlane, type PrincipalPlane } from './landscape/principal-plane.js';
export { randomPlane } from './landscape/random-plane.js';
export { loadWeights, saveWeights } from './weights.js';

export { diagnose } from './diagnose/diagnose.js';
export type { Diagnosis, Remedied } from './diagnose/diagnosis.js';
export type { Subject } from './diagnose/subject.js';
export { driftOf, type Drift } from './diagnose/drift.js';
export type { ActivationProfile } from './diagnose/activation-profile.js';
export type { Judgement, NetworkVerdict } from './diagnose/judge.js';
export type { StageStatistics } from './diagnose/measure.js';
export type { RemedyKind } from './diagnose/judge.js';
export type { SingularValues } from './diagnose/singular-values.js';
