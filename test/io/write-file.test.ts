import { spawn } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { writeFileAtomically } from '../../src/io/write-file.ts'
import { read, refusal } from '../formats/outcome.ts'
import { newFolder } from './folder.ts'

describe('writeFileAtomically', () => {
  test('writes text and bytes, over what is there, and leaves nothing else', async () => {
    const folder = newFolder()
    const file = join(folder, 'a.txt')
    read(await writeFileAtomically(file, 'Grüße\n')())
    expect(readFileSync(file, 'utf8')).toBe('Grüße\n')
    read(await writeFileAtomically(file, Uint8Array.of(1, 2, 3))())
    expect([...readFileSync(file)]).toEqual([1, 2, 3])
    read(await writeFileAtomically(file, '')())
    expect(readFileSync(file)).toHaveLength(0)
    expect(readdirSync(folder)).toEqual(['a.txt'])
  })

  test('a name as long as a name can be', async () => {
    const folder = newFolder()
    read(await writeFileAtomically(join(folder, 'n'.repeat(255)), 'x')())
    expect(readdirSync(folder)).toHaveLength(1)
  })

  test('many at once: one of them is there, whole', async () => {
    const folder = newFolder()
    const contents = Array.from({ length: 20 }, (_, i) => String(i).repeat(10_000))
    for (const outcome of await Promise.all(contents.map((content) => writeFileAtomically(join(folder, 'a'), content)()))) read(outcome)
    expect(contents).toContain(readFileSync(join(folder, 'a'), 'utf8'))
    expect(readdirSync(folder)).toEqual(['a'])
  })

  test('a failure says why, and leaves what was there and nothing else', async () => {
    const folder = newFolder()
    mkdirSync(join(folder, 'taken'))
    writeFileSync(join(folder, 'taken', 'x'), 'x')
    writeFileSync(join(folder, 'file'), 'old')
    symlinkSync('loop', join(folder, 'loop'))
    const write = async (...path: readonly string[]) => refusal(await writeFileAtomically(join(folder, ...path), 'new')())
    expect(await write('taken')).toContain('taken: this is a folder, not a file. Give a path in a folder')
    expect(await write('no', 'such')).toContain('such: there is no such file or folder.')
    expect(await write('file', 'x')).toContain('x: a part of its path is a file, not a folder.')
    expect(await write('loop', 'x')).toContain('x: it cannot be written (ELOOP).')
    expect(await write('n'.repeat(256))).toContain('it cannot be written (ENAMETOOLONG).')
    expect(readdirSync(folder).sort()).toEqual(['file', 'loop', 'taken'])
    expect(readdirSync(join(folder, 'taken'))).toEqual(['x'])
    expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('old')
  })

  test('a process that is killed while it writes leaves one whole content or the other', async () => {
    const folder = newFolder()
    const file = join(folder, 'a')
    const program = fileURLToPath(new URL('children/write-forever.ts', import.meta.url))
    for (const patience of [1, 4, 9]) {
      await new Promise<void>((resolve, reject) => {
        const child = spawn(process.execPath, ['--import', 'tsx', program, file], { stdio: ['ignore', 'pipe', 'inherit'] })
        let lines = 0
        child.stdout.on('data', (text: Buffer) => {
          lines += text.length
          if (lines > patience) child.kill('SIGKILL')
        })
        child.on('error', reject)
        child.on('exit', () => resolve())
      })
      const content = readFileSync(file, 'utf8')
      expect(content).toHaveLength(4_000_000)
      expect(['a', 'b']).toContain(content[0])
      expect(content).toBe(content.slice(0, 1).repeat(4_000_000))
    }
    expect(readdirSync(folder).filter((name) => !/^(a|\.pullback-.*\.tmp)$/.test(name))).toEqual([])
  })
})
