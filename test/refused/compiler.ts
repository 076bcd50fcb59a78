import { fileURLToPath } from 'node:url'
import ts from 'typescript'

export const root = fileURLToPath(new URL('../../', import.meta.url))

/** The project's own compiler options; what a program does not use is not what it is refused for. */
const options: ts.CompilerOptions = {
  ...ts.parseJsonConfigFileContent(ts.readConfigFile(`${root}tsconfig.json`, (path) => ts.sys.readFile(path)).config, ts.sys, root).options,
  noUnusedLocals: false,
  noUnusedParameters: false,
}

/** A program of files that need not be on the disk, checked against the library's source. */
export const programOf = (files: ReadonlyMap<string, string>): ts.Program => {
  const host = ts.createCompilerHost(options)
  return ts.createProgram([...files.keys()], options, {
    ...host,
    fileExists: (name) => files.has(name) || host.fileExists(name),
    readFile: (name) => files.get(name) ?? host.readFile(name),
    getSourceFile: (name, target, ...rest) => {
      const text = files.get(name)
      return text === undefined ? host.getSourceFile(name, target, ...rest) : ts.createSourceFile(name, text, target, true)
    },
  })
}

/** An error as tsc prints it, with paths from the top of the repository. */
export const formatted = (error: ts.Diagnostic): string => ts.formatDiagnostic(error, {
  getCanonicalFileName: (name) => name,
  getCurrentDirectory: () => root,
  getNewLine: () => '\n',
}).replaceAll(root, '')
