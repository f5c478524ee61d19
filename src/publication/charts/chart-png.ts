import { createRequire } from 'node:module'
import { renderAsync } from '@resvg/resvg-js'

const require = createRequire(import.meta.url)

/** Our own typeface and no other, so that a picture is the same on every machine. */
const fontFiles = [
  '400Regular/SourceSans3_400Regular',
  '600SemiBold/SourceSans3_600SemiBold',
  '700Bold/SourceSans3_700Bold',
].map((face) => require.resolve(`@expo-google-fonts/source-sans-3/${face}.ttf`))

/** A picture as a PNG of twice its size in px, which stays sharp on fine screens and in print. */
export async function chartPng(svg: string): Promise<Uint8Array<ArrayBuffer>> {
  const image = await renderAsync(svg, {
    fitTo: { mode: 'zoom', value: 2 },
    font: { fontFiles, loadSystemFonts: false, defaultFontFamily: 'Source Sans 3' },
  })
  return new Uint8Array(image.asPng())
}
