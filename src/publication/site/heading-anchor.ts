/** The anchor of a heading, as code hosts make it: "Upheld per 100,000 residents" is upheld-per-100000-residents. */
export function headingAnchor(heading: string): string {
  return heading
    .replace(/[*`]/g, '')
    .replace(/\[([^\]]+)\]\([^)]*\)/g, '$1')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s-]/gu, '')
    .trim()
    .replace(/\s/g, '-')
}
