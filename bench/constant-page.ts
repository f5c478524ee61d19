import { readFileSync } from 'node:fs'
import { Hono } from 'hono'
import { serve } from '../src/server.ts'

/**
 * The framework at its fastest: the same bytes to everybody, without a question asked. Run with files, each at its
 * number: the first at /0.
 */
const app = new Hono()
for (const [index, file] of process.argv.slice(2).entries()) {
  const bytes = readFileSync(file)
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-encoding': 'br',
    'content-length': String(bytes.length),
  }
  app.get(`/${index}`, () => new Response(bytes, { headers }))
}
const { address } = await serve(app, 0)
console.log(address)
