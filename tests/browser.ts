import { execFileSync } from 'node:child_process'
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir, userInfo } from 'node:os'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress } from 'node:zlib'
import { type Browser, chromium } from 'playwright-core'

const installed = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

const launchArguments = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/**
 * Starts an installed Chromium, else the one that comes with the development dependencies. Fails with what to
 * install where neither can run; a browser test is never skipped.
 */
export async function launchBrowser(): Promise<Browser> {
  const path = installed.find((candidate) => candidate !== undefined && existsSync(candidate))
  if (path && process.env.UPHELD_TEST_BROWSER !== 'bundled') {
    return chromium.launch({ executablePath: path, args: launchArguments })
  }
  const folder = await unpackBundledBrowser()
  try {
    return await chromium.launch({
      executablePath: join(folder, 'chromium'),
      args: launchArguments,
      env: {
        ...process.env,
        LD_LIBRARY_PATH: join(folder, 'libraries', 'lib'),
        FONTCONFIG_FILE: join(folder, 'fonts.conf'),
      },
    })
  } catch (error) {
    throw new Error(
      `The browser tests need a browser, and the bundled one does not start here. Install Chromium (on Debian: apt-get install chromium) or set CHROMIUM to its path. ${error}`,
    )
  }
}

/**
 * Unpacks the bundled browser once, with the libraries and fonts it needs, into a folder of this user's in
 * the temporary directory. Without a font configuration all text would be invisible.
 */
async function unpackBundledBrowser(): Promise<string> {
  const packageFolder = join(
    dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')),
    '..',
    '..',
  )
  const folder = join(tmpdir(), `upheld-test-browser-${userInfo().uid}`)
  if (existsSync(folder)) return folder
  // Unpacked beside and renamed, so that two test files starting together never see half a browser.
  const unpacked = mkdtempSync(`${folder}-`)
  const bin = join(packageFolder, 'bin')
  await pipeline(
    createReadStream(join(bin, 'chromium.br')),
    createBrotliDecompress(),
    createWriteStream(join(unpacked, 'chromium'), { mode: 0o700 }),
  )
  await unpackArchive(join(bin, 'al2023.tar.br'), join(unpacked, 'libraries'))
  await unpackArchive(join(bin, 'fonts.tar.br'), join(unpacked, 'fonts'))
  writeFileSync(
    join(unpacked, 'fonts.conf'),
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${join(folder, 'fonts')}</dir><cachedir>${join(folder, 'font-cache')}</cachedir></fontconfig>`,
  )
  try {
    renameSync(unpacked, folder)
  } catch {
    // Another test file was first; its folder is as good as this one.
  }
  return folder
}

async function unpackArchive(archive: string, folder: string): Promise<void> {
  mkdirSync(folder)
  const tar = `${folder}.tar`
  await pipeline(createReadStream(archive), createBrotliDecompress(), createWriteStream(tar))
  execFileSync('tar', ['-xf', tar, '-C', folder])
}

/** The cookies of a header as a browser keeps them for a site at an address. */
export function cookiesAt(url: string, header: string) {
  return header.split('; ').map((pair) => {
    const at = pair.indexOf('=')
    return { name: pair.slice(0, at), value: pair.slice(at + 1), url }
  })
}
