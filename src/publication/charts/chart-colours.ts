/** The colours of every chart, as attributes: a file of its own has no stylesheet, and a page allows no style in it. */
export const chartColours = {
  ink: '#16212b',
  grey: '#505a5f',
  rule: '#d5dbdf',
  tint: '#f3f6f7',
  accent: '#0b5c63',
  pale: '#a9d3d3',
  paler: '#d9ecec',
  warning: '#a33a1f',
  paper: '#ffffff',
  innerBand: '#e4edee',
  outerBand: '#f1f5f6',
  rest: '#e1e6e9',
} as const

export const chartFont = "'Source Sans 3', arial, sans-serif"

/** Charts are drawn for these widths, in px, and never shrunk: no lettering falls under 16 px. */
export const chartWidths = { wide: 608, narrow: 328 } as const

export type ChartWidth = keyof typeof chartWidths
