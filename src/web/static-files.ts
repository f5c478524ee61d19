import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compile } from 'sass'
import { addresses } from './addresses.ts'
import type { SiteAssets } from './layout.tsx'

/** A file of ours that pages use. Its name carries a digest of its content, so it may be kept for ever. */
type StaticFile = {
  readonly name: string
  readonly type: string
  readonly body: Uint8Array<ArrayBuffer>
}

export type StaticFiles = {
  readonly assets: SiteAssets
  readonly byName: ReadonlyMap<string, StaticFile>
}

const here = dirname(fileURLToPath(import.meta.url))
const requireFrom = createRequire(import.meta.url)

/** Reads the fonts and compiles the stylesheet. The letter's own look comes from the letters. */
export function readStaticFiles(letterStylesheet: string): StaticFiles {
  const latin = font('latin')
  const latinExtended = font('latin-ext')
  const css = fontFaces(latin, latinExtended) + compileStylesheet('stylesheet.scss')
  const stylesheet = staticFile('upheld.css', 'text/css; charset=utf-8', css)
  const deskStyles = staticFile('desk.css', 'text/css; charset=utf-8', compileStylesheet('desk.scss'))
  const copyScript = script('copy-sentence.js')
  const findScript = script('find-authority.js')
  const mapScript = script('map.js')
  const rehearsalScript = script('rehearsal-progress.js')
  const letterStyles = staticFile('letter.css', 'text/css; charset=utf-8', letterStylesheet)
  const icon = staticFile('ring.svg', 'image/svg+xml', iconSvg)
  return {
    assets: {
      stylesheet: addresses.asset(stylesheet.name),
      deskStylesheet: addresses.asset(deskStyles.name),
      letterStylesheet: addresses.asset(letterStyles.name),
      copyScript: addresses.asset(copyScript.name),
      findScript: addresses.asset(findScript.name),
      mapScript: addresses.asset(mapScript.name),
      rehearsalScript: addresses.asset(rehearsalScript.name),
      icon: addresses.asset(icon.name),
      fonts: [addresses.asset(latin.name)],
    },
    byName: new Map(
      [
        latin,
        latinExtended,
        stylesheet,
        deskStyles,
        letterStyles,
        copyScript,
        findScript,
        mapScript,
        rehearsalScript,
        icon,
      ].map((file) => [file.name, file]),
    ),
  }
}

const compiled = new Map<string, string>()

/** Takes seconds, and is the same for every site of a process. */
function compileStylesheet(name: string): string {
  const known = compiled.get(name)
  if (known !== undefined) return known
  const modules = join(dirname(requireFrom.resolve('govuk-frontend/package.json')), '..')
  const { css } = compile(join(here, name), { loadPaths: [modules], style: 'compressed' })
  compiled.set(name, css)
  return css
}

function font(subset: 'latin' | 'latin-ext'): StaticFile {
  const path = `@fontsource-variable/source-sans-3/files/source-sans-3-${subset}-wght-normal.woff2`
  return staticFile(`source-sans-3-${subset}.woff2`, 'font/woff2', readFileSync(requireFrom.resolve(path)))
}

/** The ranges are the ones the two font files were cut for. */
function fontFaces(latin: StaticFile, latinExtended: StaticFile): string {
  return (
    fontFace(
      latinExtended,
      'U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+0304,U+0308,U+0329,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF',
    ) +
    fontFace(
      latin,
      'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD',
    )
  )
}

function fontFace(file: StaticFile, range: string): string {
  return `@font-face{font-family:"Source Sans 3";font-style:normal;font-display:swap;font-weight:200 900;src:url(${addresses.asset(file.name)}) format("woff2");unicode-range:${range}}`
}

const iconSvg =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><circle cx="16" cy="16" r="12" fill="none" stroke="#d5dbdf" stroke-width="7"/><circle cx="16" cy="16" r="12" fill="none" stroke="#0b5c63" stroke-width="7" pathLength="100" stroke-dasharray="75 100" transform="rotate(-90 16 16)"/></svg>'

/** A script of ours, as it stands beside this file. */
function script(name: string): StaticFile {
  return staticFile(name, 'text/javascript; charset=utf-8', readFileSync(join(here, name)))
}

function staticFile(name: string, type: string, content: string | Uint8Array): StaticFile {
  const body = new Uint8Array(Buffer.from(content))
  const digest = createHash('sha256').update(body).digest('hex').slice(0, 10)
  return { name: name.replace(/(\.[a-z0-9]+)$/, `.${digest}$1`), type, body }
}
