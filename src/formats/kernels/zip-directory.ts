/** One file of a zip archive, as the archive's directory has it. */
export interface Packed {
  readonly name: Uint8Array
  /** 0 stored, 8 deflated */
  readonly method: number
  readonly flags: number
  readonly crc: number
  /** bytes when unpacked */
  readonly size: number
  /** as they lie in the archive */
  readonly bytes: Uint8Array
}

/** Where an archive stops being one. */
export interface ZipFault {
  /** a byte of the file */
  readonly at: number
  readonly reason: string
}

const [LOCAL, CENTRAL, END] = [0x04034b50, 0x02014b50, 0x06054b50]
const [LOCAL_LENGTH, CENTRAL_LENGTH, END_LENGTH, LONGEST_COMMENT] = [30, 46, 22, 0xffff]

/**
 * The directory at the end of a zip archive (PKWARE, "APPNOTE.TXT", 4.3), every place checked against the file. Nothing is
 * unpacked or copied. Archives of more than 4 GiB or 65,534 files (zip64) and of several disks are refused.
 */
export const zipDirectory = (archive: Uint8Array): readonly Packed[] | ZipFault => {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength)
  let end = archive.length - END_LENGTH
  const first = Math.max(0, end - LONGEST_COMMENT)
  // A comment may follow, whose length says where the archive ends.
  while (end >= first && !(view.getUint32(end, true) === END && end + END_LENGTH + view.getUint16(end + 20, true) === archive.length)) end--
  if (end < first) return { at: archive.length, reason: 'the directory of a zip archive is missing from its end' }

  const [count, length, from] = [view.getUint16(end + 10, true), view.getUint32(end + 12, true), view.getUint32(end + 16, true)]
  if (count === 0xffff || from === 0xffffffff) return { at: end, reason: 'it is a zip64 archive, of more than 4 GiB or 65,534 files' }
  if (view.getUint16(end + 8, true) !== count || from + length !== end) return { at: end, reason: 'the directory is not where its end says' }

  const files: Packed[] = []
  let at = from
  for (let i = 0; i < count; i++) {
    if (at + CENTRAL_LENGTH > end || view.getUint32(at, true) !== CENTRAL) return { at, reason: `the directory has no file ${i + 1} of ${count}` }
    const [packed, size, local] = [view.getUint32(at + 20, true), view.getUint32(at + 24, true), view.getUint32(at + 42, true)]
    const named = at + CENTRAL_LENGTH
    const [nameLength, next] = [view.getUint16(at + 28, true), named + [28, 30, 32].reduce((sum, field) => sum + view.getUint16(at + field, true), 0)]
    if (next > end) return { at, reason: 'a name of the directory reaches past its end' }
    if (local + LOCAL_LENGTH > from || view.getUint32(local, true) !== LOCAL) return { at, reason: `there is no file at byte ${local}` }
    const start = local + LOCAL_LENGTH + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
    if (start + packed > from) return { at, reason: `a file of ${packed} bytes at byte ${start} reaches into the directory` }
    files.push({
      name: archive.subarray(named, named + nameLength), method: view.getUint16(at + 10, true), flags: view.getUint16(at + 8, true),
      crc: view.getUint32(at + 16, true), size, bytes: archive.subarray(start, start + packed),
    })
    at = next
  }
  return at === end ? files : { at, reason: 'the directory is longer than its files' }
}
