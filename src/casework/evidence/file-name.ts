const longestName = 120

/**
 * A file's name as it is kept: without folders before it, without characters that are not seen or turn the line round,
 * not over-long, and never empty. Its ending stays.
 */
export function cleanFileName(name: string): string {
  const [base = ''] = name.normalize('NFC').split(/[\\/]/).slice(-1)
  const seen = base
    .replace(unseen, '')
    .replace(/["<>|:*?]/g, ' ')
    .replace(/\s+/gu, ' ')
    .replace(/^[\s.]+|[\s.]+$/g, '')
  if (seen === '') return 'file'
  const ending = endingOf(seen)
  const stem = ending === '' ? seen : seen.slice(0, -ending.length - 1)
  const room = longestName - (ending === '' ? 0 : ending.length + 1)
  const short = [...stem].length > room ? `${[...stem].slice(0, room - 1).join('')}…` : stem
  return ending === '' ? short : `${short === '' ? 'file' : short}.${ending}`
}

/** Controls, invisible spaces and joiners, marks that turn the direction of a line, and private or unused characters. */
const unseen = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]|\p{Cs}/gu

/** "pdf"; empty where a name has no ending, or nothing but one. */
export function endingOf(name: string): string {
  return /[^.]\.([A-Za-z0-9]{1,8})$/.exec(name)?.[1]?.toLowerCase() ?? ''
}

/** The header by which a browser saves a file under its name and never shows it. */
export function asAttachment(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`
}
