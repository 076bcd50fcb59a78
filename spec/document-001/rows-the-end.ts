/** The weights before and after, once more. */
import { theEnd as printed } from './printed.ts'
import { initial } from './rows-forward.ts'
import { hiddenWeights } from './rows-hidden-weights.ts'
import { inputWeights } from './rows-input-weights.ts'
import { copied9 } from './rows-of-three.ts'
import { outputWeights } from './rows-output-weights.ts'

export const theEnd = {
  wij: copied9(printed.wij, initial.wij),
  wjk: copied9(printed.wjk, initial.wjk),
  wkl: copied9(printed.wkl, initial.wkl),
  nextWij: copied9(printed.nextWij, inputWeights.results),
  nextWjk: copied9(printed.nextWjk, hiddenWeights.results),
  nextWkl: copied9(printed.nextWkl, outputWeights.results),
}
