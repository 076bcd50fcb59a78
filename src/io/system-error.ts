/** Reasons of the file system in words. */
const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EISDIR: 'this is a folder, not a file',
  ENOTDIR: 'a part of its path is a file, not a folder',
  EACCES: 'it may not be used',
  EPERM: 'it may not be used',
  EROFS: 'the disk is read only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EMFILE: 'too many files are open',
}

/** The code of what the file system throws, such as `ENOENT`. */
export const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : String(error)

/** What the file system says, in words; what it has no words for, as its code after `otherwise`. */
export const systemReason = (error: unknown, otherwise: string): string => reasons[codeOf(error)] ?? `${otherwise} (${codeOf(error)})`
