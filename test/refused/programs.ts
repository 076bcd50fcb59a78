import { readdirSync, readFileSync } from 'node:fs'
import { root } from './compiler.ts'

/**
 * A program that must not compile. A comment `// mended: …` stands above the one line that is wrong and says how it would
 * be right; a comment `// ends: …` lists the words that the last line of the message must have.
 */
export interface Program {
  readonly name: string
  readonly text: string
  /** the line that is wrong, counted from 1 */
  readonly wrong: number
  readonly mended: string
  readonly ends: readonly string[]
}

const folder = `${root}test/refused/programs/`

const mend = /^( *)\/\/ mended: (.*)\n.*$/m

const read = (file: string): Program => {
  const text = readFileSync(`${folder}${file}`, 'utf8')
  const found = mend.exec(text)
  if (found === null) throw new Error(`${file} has no comment "// mended: …"`)
  return {
    name: file.slice(0, -'.ts'.length),
    text,
    wrong: text.slice(0, found.index).split('\n').length + 1,
    mended: text.replace(mend, (_, indent: string, line: string) => `${indent}// mended\n${indent}${line}`),
    ends: [...(/^\/\/ ends: (.*)$/m.exec(text)?.[1] ?? '').matchAll(/'[^']*'|[\w()]+/g)].map(([word]) => word),
  }
}

export const programs: readonly Program[] = readdirSync(folder).filter((file) => file.endsWith('.ts')).sort().map(read)

export const pathOf = (name: string): string => `${folder}${name}.ts`
export const keptPathOf = (name: string): string => `${folder}${name}.txt`
