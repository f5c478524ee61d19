/** The share decided in time as a whole per cent, half up; undefined where nothing was decided. */
export function percentInTime({
  decided,
  inTime,
}: {
  readonly decided: number
  readonly inTime: number
}): string | undefined {
  if (decided === 0) return undefined
  return `${Math.floor((inTime * 200 + decided) / (decided * 2))}%`
}
