import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { startUpheld, upheld } from './upheld-command.ts'

const home = mkdtempSync(join(tmpdir(), 'upheld start-'))
const environment = { UPHELD_HOME: home, DATABASE_URL: '', PORT: '0' }
const started: ChildProcess[] = []

describe('npm start', () => {
  afterAll(async () => {
    await Promise.all(started.map((child) => stop(child)))
    rmSync(home, { recursive: true, force: true })
  })

  it('loads the demonstration into an empty database and prints three links that answer', async () => {
    const { links, child } = await start()
    expect(links).toHaveLength(3)
    for (const link of links) {
      const page = await fetch(link)
      expect(page.status, link).toBe(200)
      expect(await page.text()).toContain('DEMONSTRATION')
    }
    const pdf = await fetch(`${links[1]}.pdf`)
    expect(pdf.headers.get('content-type')).toBe('application/pdf')
    expect(
      Buffer.from(await pdf.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
    await stop(child)
  }, 240_000)

  it('starts again with what it has, also after it was killed', async () => {
    const killed = await start()
    killed.child.kill('SIGKILL')
    const { links, output } = await start()
    expect(output()).not.toContain('Loading')
    expect((await fetch(links[0] ?? '')).status).toBe(200)
  }, 60_000)

  it('lets a command join the running server, and loading the demonstration again changes nothing', async () => {
    const again = await upheld(['demo', '--json'], environment)
    expect(again, again.stderr).toMatchObject({ code: 0 })
    expect(JSON.parse(again.stdout)).toMatchObject({ state: 'unchanged' })
  }, 30_000)

  it('says what to do when the port is taken', async () => {
    const holder = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => holder.once('listening', resolve))
    const { port } = holder.address() as { port: number }
    const result = await upheld(['start'], { ...environment, PORT: String(port) })
    holder.close()
    expect(result).toMatchObject({
      code: 1,
      stderr: `Port ${port} is in use; run PORT=${port + 1} npm start\n`,
    })
  }, 30_000)
})

async function start(): Promise<{ child: ChildProcess; links: string[]; output: () => string }> {
  const child = startUpheld(['start'], environment)
  started.push(child)
  let output = ''
  const links = await new Promise<string[]>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk
      const found = output.match(/^ {2}.*(http:\S+)$/gm)?.map((line) => line.slice(line.indexOf('http:')))
      if (found && found.length >= 3 && output.endsWith('\n')) resolve(found)
    }
    child.stdout?.on('data', read)
    child.stderr?.on('data', read)
    child.once('exit', () => reject(new Error(`upheld start ended: ${output}`)))
  })
  return { child, links, output: () => output }
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve()
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })
}
