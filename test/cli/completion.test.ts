import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it, test } from 'vitest'
import { candidates } from '../../src/cli/completion/candidates.ts'
import { scripts, type Shell } from '../../src/cli/completion/scripts.ts'
import { shippedExperiments } from '../../src/cli/experiments/index.ts'
import { completing } from './completing.ts'

const values = { experiment: [{ value: 'digits', description: 'numbers' }, { value: 'iris', description: 'flowers' }] }

const found = (...words: readonly string[]): readonly string[] =>
  candidates(completing(), words.slice(0, -1), words.at(-1) ?? '', values).map(({ value }) => value)

/** The words so far, the last one at the cursor, and what may stand there. */
const completions: readonly (readonly [words: readonly string[], completed: readonly string[]])[] = [
  [[''], ['explain', 'resume', 'train', 'complete', 'help']],
  [['tr'], ['train']],
  [['none'], []],
  [['train', ''], ['digits', 'iris']],
  [['train', 'i'], ['iris']],
  [['train', 'my'], []],
  [['train', 'digits', ''], []],
  [['train', '--every'], ['--every-link', '--every-checkpoint', '--every-evaluation']],
  [['train', '--engine', ''], ['compiled', 'eager']],
  [['train', '--engine', 'e'], ['eager']],
  [['train', '--engine', 'eager', ''], ['digits', 'iris']],
  [['train', '--engine=e'], ['--engine=eager']],
  [['train', '--seed', ''], []],
  [['train', '--seed', '7', 'd'], ['digits']],
  [['train', '--json', 'd'], ['digits']],
  [['complete', ''], ['bash', 'zsh', 'fish', 'powershell']],
  [['complete', 'bash', ''], []],
]

describe('what may stand at the cursor', () => {
  it.each(completions)('%j -> %j', (words, completed) => {
    expect(found(...words)).toEqual(completed)
  })

  it('is described', () => {
    expect(candidates(completing(), ['train'], 'd', values)).toEqual([{ value: 'digits', description: 'numbers' }])
    expect(candidates(completing(), ['train'], '--engine')[0]?.description).toBe('what computes; it changes no bit')
  })
})

const root = fileURLToPath(new URL('../../', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'pullback-completion-'))
afterAll(() => { rmSync(folder, { recursive: true }) })

const command = `'${process.execPath}' --import tsx test/cli/completing.ts`

/** Sets completion up in a shell, and prints what `train ` and `train --engine e` are completed to. */
const sessions: Readonly<Partial<Record<Shell, string>>> = {
  bash: `
pullback() { ${command} "$@"; }
source <(pullback complete bash)
ask() { COMP_WORDS=(pullback "$@"); COMP_CWORD=$#; $(complete -p pullback | sed 's/.*-F \\([^ ]*\\).*/\\1/'); echo "\${COMPREPLY[*]}"; }
ask train ''
ask train --engine = e`,
  // zsh completes at a terminal only; what its own functions would be given is printed instead.
  zsh: `
pullback() { ${command} "$@"; }
compdef() { completer=$1 }
_describe() { print -r -- \${\${(P)2}%%:*} }
${scripts.zsh}
words=(pullback train ''); CURRENT=3; $completer
words=(pullback train --engine e); CURRENT=4; $completer`,
  fish: `
function pullback; ${command} $argv; end
${scripts.fish}
string join ' ' (complete -C 'pullback train ' | string replace -r '\\t.*' '')
string join ' ' (complete -C 'pullback train --engine e' | string replace -r '\\t.*' '')`,
}

describe.each(Object.entries(sessions))('%s', (shell, session) => {
  const isThere = spawnSync(shell, ['-c', 'true']).status === 0
  test.skipIf(!isThere)(`completes${isThere ? '' : ` (skipped: ${shell} is not installed)`}`, () => {
    const file = join(folder, `session.${shell}`)
    writeFileSync(file, session)
    const { stdout, stderr } = spawnSync(shell, [file], { cwd: root, encoding: 'utf8' })
    // fish puts words in the order of the alphabet.
    const words = stdout.split('\n').map((line) => line.split(' ').sort())
    expect({ words, stderr }).toEqual({ words: [shippedExperiments.map(({ name }) => name).sort(), ['eager'], ['']], stderr: '' })
  })
})

test('every shell has a script, which asks for words with their index', () => {
  expect(Object.keys(scripts)).toEqual(['bash', 'zsh', 'fish', 'powershell'])
  Object.values(scripts).forEach((script) => { expect(script).toMatch(/pullback complete-words \S+( \S+)* -- /) })
})
