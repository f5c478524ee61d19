/**
 * Where a text stops being JSON, by line and column, and what to look for; undefined where all of it is. The
 * platform's own messages name the place in some cases only.
 */
export function jsonFault(text: string): string | undefined {
  const at = faultAt(text)
  if (at === undefined) return undefined
  const lines = text.slice(0, at).split('\n')
  const place = `line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`
  const found = /^[^\s]{1,20}/.exec(text.slice(at))?.[0]
  if (found === undefined)
    return `${place}: the file ends too early; a bracket or quotation mark is not closed`
  return `${place}: ${found} does not fit here; check for a comma, quotation mark or bracket too many or missing just before or after it`
}

/** Goes through the text as the grammar of JSON allows, as far as that goes. */
function faultAt(text: string): number | undefined {
  let at = 0
  const skip = (pattern: RegExp): boolean => {
    pattern.lastIndex = at
    if (!pattern.test(text)) return false
    at = pattern.lastIndex
    return true
  }
  const skipSign = (sign: string): boolean => {
    skip(/[ \t\r\n]*/y)
    if (text[at] !== sign) return false
    at += 1
    return true
  }
  const skipGroup = (end: string, skipPart: () => boolean): boolean => {
    if (skipSign(end)) return true
    do {
      if (!skipPart()) return false
    } while (skipSign(','))
    return skipSign(end)
  }
  const skipMember = () => skip(/[ \t\r\n]*/y) && skip(string) && skipSign(':') && skipValue()
  const skipValue = (): boolean => {
    if (skipSign('{')) return skipGroup('}', skipMember)
    if (skipSign('[')) return skipGroup(']', skipValue)
    return skip(string) || skip(scalar)
  }
  const isWhole = skipValue() && !(skip(/[ \t\r\n]*/y) && at < text.length)
  return isWhole ? undefined : at
}

const string = /"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y
const scalar = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/y
