import { transform } from 'sucrase'

/** Whether a file is TypeScript by its name. */
export const isTypeScript = (file: string): boolean => /\.m?ts$/.test(file)

/** Types are taken out, enums and parameter properties written out, and nothing else is changed. Lines stay where they are. */
export const toJavaScript = (text: string): string =>
  transform(text, { transforms: ['typescript'], disableESTransforms: true }).code

/**
 * The same with every import written as `require('…')`, which is how imports are found and how a script's parser gets to see
 * the module. Imports that only types need are gone; lines stay where they are.
 */
export const toScript = (file: string, text: string): string =>
  transform(text, { transforms: isTypeScript(file) ? ['typescript', 'imports'] : ['imports'], disableESTransforms: true }).code
