/** Every layer, family by family. */

// Affine
export { dense, type Dense } from './affine/dense.ts'
export { linear, type Linear } from './affine/linear.ts'

// Activations
export type { AxisStage } from './activations/along.ts'
export { elementwise, type ElementwiseMap, type ElementwiseStage } from './activations/elementwise.ts'
export { elu } from './activations/elu.ts'
export { gelu } from './activations/gelu.ts'
export { geluTanh } from './activations/gelu-tanh.ts'
export { hardSigmoid } from './activations/hard-sigmoid.ts'
export { hardSwish } from './activations/hard-swish.ts'
export { hardTanh } from './activations/hard-tanh.ts'
export { leakyRelu } from './activations/leaky-relu.ts'
export { logSigmoid } from './activations/log-sigmoid.ts'
export { logSoftmax } from './activations/log-softmax.ts'
export { logSoftmaxAlong } from './activations/log-softmax-along.ts'
export { mish } from './activations/mish.ts'
export { prelu, type Prelu } from './activations/prelu.ts'
export { relu } from './activations/relu.ts'
export { relu6 } from './activations/relu6.ts'
export { selu } from './activations/selu.ts'
export { sigmoid } from './activations/sigmoid.ts'
export { softmax } from './activations/softmax.ts'
export { softmaxAlong } from './activations/softmax-along.ts'
export { softplus } from './activations/softplus.ts'
export { softsign } from './activations/softsign.ts'
export { silu, swish } from './activations/swish.ts'
export { tanh } from './activations/tanh.ts'
export { tfjsHardSigmoid } from './activations/tfjs-hard-sigmoid.ts'

// Normalization
export type { Affine } from './normalization/affine.ts'
export { batchNorm, type BatchNormSettings, type RunningStatistics } from './normalization/batch-norm.ts'
export { groupNorm, type GroupsDivide } from './normalization/group-norm.ts'
export { instanceNorm } from './normalization/instance-norm.ts'
export { layerNorm } from './normalization/layer-norm.ts'
export { rmsNorm, type RmsNorm } from './normalization/rms-norm.ts'

// Regularization
export { alphaDropout } from './regularization/alpha-dropout.ts'
export { dropout } from './regularization/dropout.ts'
export { gaussianDropout } from './regularization/gaussian-dropout.ts'
export { gaussianNoise } from './regularization/gaussian-noise.ts'
export { spatialDropout } from './regularization/spatial-dropout.ts'
export { stochasticDepth } from './regularization/stochastic-depth.ts'

// Convolution
export { conv1d, type Conv1d, type Conv1dSettings } from './convolution/conv1d.ts'
export { conv2d, type Conv2d, type Conv2dSettings } from './convolution/conv2d.ts'
export { convTranspose1d, type ConvTranspose1d, type ConvTranspose1dSettings } from './convolution/conv-transpose1d.ts'
export { convTranspose2d, type ConvTranspose2d, type ConvTranspose2dSettings } from './convolution/conv-transpose2d.ts'
export { depthwiseConv2d, type DepthwiseConv2d, type DepthwiseConv2dSettings } from './convolution/depthwise-conv2d.ts'
export { separableConv2d, type SeparableConv2d } from './convolution/separable-conv2d.ts'

// Pooling
export { averagePool1d } from './pooling/average-pool1d.ts'
export { averagePool2d } from './pooling/average-pool2d.ts'
export { globalAveragePool } from './pooling/global-average-pool.ts'
export { globalMaxPool } from './pooling/global-max-pool.ts'
export { maxPool1d, type Pool1dSettings } from './pooling/max-pool1d.ts'
export { maxPool2d, type Pool2dSettings } from './pooling/max-pool2d.ts'

// Shapes of convolutions
export type { AxisPadding, Convolved, Span, Unconvolved } from '../shape/convolved.ts'
export type { Padding2d, Size2d } from '../shape/images.ts'

// Sequences
export { bidirectional, type BidirectionalStage, type StatefulBidirectionalStage } from './recurrent/bidirectional.ts'
export type { RecurrentActivation } from './recurrent/gate-activation.ts'
export { gru, type GruResetAfter, type GruResetBefore, type GruSettings, type GruState } from './recurrent/gru.ts'
export { lstm, type Lstm, type LstmSettings, type LstmState } from './recurrent/lstm.ts'
export { maskPadding, maskSteps } from './recurrent/masking.ts'
export { recurrent, type RecurrentCell, type RecurrentStep } from './recurrent/recurrent.ts'
export type { RecurrentStage, RecurrentWeights, StatefulRecurrentStage } from './recurrent/recurrent-stage.ts'
export type { RecurrentSettings } from './recurrent/settings.ts'
export { simpleRnn, type SimpleRnn, type SimpleRnnState } from './recurrent/simple-rnn.ts'

// Attention
export { embedding, type Embedding } from './attention/embedding.ts'
export { learnedPositions, type LearnedPositions } from './attention/learned-positions.ts'
export { multiHeadAttention, type MultiHeadAttention, type MultiHeadAttentionSettings } from './attention/multi-head-attention.ts'
export { rotary, type Rotation } from './attention/rotary.ts'
export { type Attended, type AttentionSettings, scaledDotProductAttention } from './attention/scaled-dot-product-attention.ts'
export { sinusoidalPositions } from './attention/sinusoidal-positions.ts'
export { tiedEmbedding, type TiedEmbedding } from './attention/tied-embedding.ts'
export { transformerBlock, type TransformerBlock, type TransformerBlockSettings } from './attention/transformer-block.ts'

// Arrangement
export { cropping2d, type LeavesSome } from './arrangement/cropping-2d.ts'
export { flatten } from './arrangement/flatten.ts'
export type { Edges } from './arrangement/edges.ts'
export { lastStep } from './arrangement/last-step.ts'
export { type HasAxes, permute } from './arrangement/permute.ts'
export { type Holds, reshapeTo } from './arrangement/reshape-to.ts'
export { upsample2d, type Upsampling } from './arrangement/upsample-2d.ts'
export { zeroPad2d } from './arrangement/zero-pad-2d.ts'

// Combinators
export type { Block } from './combinators/block.ts'
export { checkpoint } from './combinators/checkpoint.ts'
export { concatOf } from './combinators/concat-of.ts'
export type { Copies } from './combinators/copies.ts'
export { customVjp } from './combinators/custom-vjp.ts'
export { frozen } from './combinators/frozen.ts'
export { is } from './is.ts'
export { productOf } from './combinators/product-of.ts'
export { repeat } from './combinators/repeat.ts'
export { residual } from './combinators/residual.ts'
export { stopGradient } from './combinators/stop-gradient.ts'
export { sumOf } from './combinators/sum-of.ts'
export { tied } from './combinators/tied.ts'
