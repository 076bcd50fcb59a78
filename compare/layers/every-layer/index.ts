import type { LayerRow } from '../row.ts'
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

/** Every stage builder once, family by family. */
export const everyLayer: readonly LayerRow[] = [
  ...affine, ...activations, ...convolution, ...pooling, ...normalization, ...regularization, ...recurrent, ...attention, ...arrangement,
  ...combinators,
]
