/** Of this package, of what runs it and of the platform; for people, since none of it changes a bit. */
export const versions = (pullback: string): Readonly<Record<string, string>> => {
  const { bun, deno, node } = process.versions
  const runtime = bun !== undefined ? `Bun ${bun}` : deno !== undefined ? `Deno ${deno}` : `Node ${node}`
  return { pullback, runtime, platform: `${process.platform} ${process.arch}` }
}
