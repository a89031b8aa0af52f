/** A stand-in for `accalmie serve`, with the exercise's data in memory, for development and for the page's own tests. */
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join as joined, normalize } from 'node:path'
import { basemap } from './basemap.mjs'
import { answer } from './routes.mjs'

const DIST = new URL('../dist/', import.meta.url).pathname
const CSP =
  "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; worker-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
}
const LARGEST = 8 * 1024 * 1024

async function body(request) {
  const parts = []
  let size = 0
  for await (const part of request) {
    size += part.length
    if (size > LARGEST) return null
    parts.push(part)
  }
  return Buffer.concat(parts)
}

async function file(path) {
  const inside = normalize(path).replace(/^(\.\.[/\\])+/, '')
  const name = inside === '/' ? '/index.html' : inside
  const found = await readFile(joined(DIST, name)).catch(() => null)
  return found
    ? [200, TYPES[extname(name)] ?? 'application/octet-stream', found]
    : [404, 'text/plain', 'There is no such page. Build the app first: npm run build']
}

export function serve(port = 0) {
  const server = createServer(async (request, reply) => {
    const url = new URL(request.url, 'http://127.0.0.1')
    reply.setHeader('content-security-policy', CSP)
    reply.setHeader('x-content-type-options', 'nosniff')
    if (url.pathname.startsWith('/api/v1/')) return answer(request, reply, url, await body(request))
    const base = /^\/basemap\/(\w+)\.json$/.exec(url.pathname)
    const ground = base && (await basemap(base[1]))
    const [status, type, bytes] = ground ? [200, 'application/geo+json', ground] : await file(url.pathname)
    reply.writeHead(status, { 'content-type': type }).end(bytes)
  })
  return new Promise((done) => server.listen(port, '127.0.0.1', () => done(server)))
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const server = await serve(Number(process.env.PORT ?? 8738))
  console.log(`exercise: http://127.0.0.1:${server.address().port}/#key=exercise-first-key`)
}
