import { explainMarkdown } from '../../engines/explain/markdown.ts'
import { explainText } from '../../engines/explain/text.ts'
import { explain as explained } from '../../engines/explain/worked-example.ts'
import { Either } from '../../fp.ts'
import { type ExitCode, exitCode } from '../exit-code.ts'
import { complain, page, type Say } from '../say.ts'
import { examplesNamed } from './compare.ts'

/** Prints one training step of an example with every intermediate value and its formula. */
export const explain = (say: Say, name: string, { markdown }: { readonly markdown: boolean }): ExitCode => {
  const examples = examplesNamed([name])
  if (Either.isLeft(examples)) {
    complain(`explain: ${examples.left}`)
    return exitCode.mistake
  }
  examples.right.forEach(({ title, step, state, batch }) => {
    const lines = explained(step, state, batch)
    say(markdown ? `# ${title}\n\n${explainMarkdown(lines)}` : page(title, explainText(lines)))
  })
  return exitCode.fine
}
