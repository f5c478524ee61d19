export type PenceReading =
  | { readonly ok: true; readonly pence: number }
  | { readonly ok: false; readonly reason: string }

/** Reads "£1,350", "1350" or "350.50" as pence. Refuses what could be read in two ways, such as "12.5" or "12,50". */
export function readPence(text: string): PenceReading {
  const typed = text.replace(/[\s\u{a0}]/gu, '')
  const amount = typed.replace(/^£/, '')
  if (amount === '') return refused('Type the amount in pounds, such as £350 or £350.50.')
  if (/^-|^\(/.test(amount) || /^-£/.test(typed)) {
    return refused(`“${text}” is less than nothing. Type the amount to be paid, such as £350.`)
  }
  const [, pounds = '', pence] = /^(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d*))?$/.exec(amount) ?? []
  if (pounds === '') return refused(notAnAmount(text, amount))
  if (pence !== undefined && pence.length !== 2) {
    const reason = pence.length > 2 ? 'has more than two digits of pence' : 'does not say the pence in full'
    return refused(`“${text}” ${reason}. Type two digits, such as £12.50.`)
  }
  const all = Number(pounds.replaceAll(',', '')) * 100 + Number(pence ?? 0)
  if (all === 0) return refused('Nothing is not an amount. Leave the action without money instead.')
  if (all > mostPence) return refused(`“${text}” is more than ${printPence(mostPence)}. Check the amount.`)
  return { ok: true, pence: all }
}

/** Far beyond any remedy, and what a database keeps as an integer. */
const mostPence = 1_000_000_000

function notAnAmount(text: string, amount: string): string {
  if (/^[\d,]+(\.\d+)?$/.test(amount)) {
    return `“${text}” has a comma where none stands in an amount. Type pence after a point and thousands in threes, such as £1,350.50.`
  }
  return `“${text}” is not an amount in pounds. Type it in figures, such as £1,350 or £350.50.`
}

function refused(reason: string): PenceReading {
  return { ok: false, reason }
}

/** "£1,350" or "£350.50". */
export function printPence(pence: number): string {
  const pounds = Math.floor(pence / 100).toLocaleString('en-GB')
  const rest = pence % 100
  return rest === 0 ? `£${pounds}` : `£${pounds}.${String(rest).padStart(2, '0')}`
}
