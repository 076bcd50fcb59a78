import { activations } from './activations.ts'
import { affine } from './affine.ts'
import { arrangement } from './arrangement.ts'
import { attention } from './attention.ts'
import { combinators } from './combinators.ts'
import { convolution } from './convolution.ts'
import { normalization } from './normalization.ts'
import { pooling } from './pooling.ts'
import { recurrent } from './recurrent.ts'
import { regularization } from './regularization.ts'
import type { StageRow } from './row.ts'

export type { Block, Blocks, Grown, Held, Holder, StageRow } from './row.ts'

/** Every kind of stage that can be built apart, family by family. Adding a kind is adding a row. */
export const stageRows: Readonly<Record<string, StageRow>> = {
  ...affine,
  ...activations,
  ...convolution,
  ...pooling,
  ...normalization,
  ...regularization,
  ...recurrent,
  ...attention,
  ...arrangement,
  ...combinators,
}
