const beginsEntry = 0x02014b50
const entryLength = 46

/**
 * How many bytes an archive says it unpacks to; 0 for what is no archive. Nothing is unpacked for it. The reader of
 * workbooks unpacks no file beyond what the archive says of it, so that an archive cannot say too little.
 */
export function declaredBytes(content: Uint8Array): number {
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength)
  if (content.length < 4 || view.getUint32(0) !== 0x504b0304) return 0
  let total = 0
  for (let at = 0; at + entryLength <= content.length; at += 1) {
    // The directory stands at the end, one entry after the other; a name that looks like one only adds to the sum.
    if (content[at] !== 0x50 || view.getUint32(at, true) !== beginsEntry) continue
    const packed = view.getUint32(at + 20, true)
    const unpacked = view.getUint32(at + 24, true)
    // Deflate packs at most about a thousand to one; what says nothing of itself counts as that.
    total += unpacked === 0 ? packed * 1_032 : unpacked
  }
  return total
}
