/** The paths of the contract, by method; each answers a value, or a status where it refuses. */

import { labels } from './basemap.mjs'
import { brief } from './brief.mjs'
import { head, reports } from './build.mjs'
import { PLACES } from './exercise.mjs'
import { filtered, listed, map, timeline } from './find.mjs'
import { correct, join, page, split, state, write } from './ledger.mjs'
import { enter, leave, may, people, personOf, shown } from './people.mjs'
import { agreement, judge, overrides, queue } from './queue.mjs'
import { access, cutOff, network, reach, roads, route, spot } from './roads.mjs'
import { lull, truce, truces, verdictsOf } from './truce.mjs'

const DAY = '2019-11-12'
const refuse = (status, detail = '') => ({ status, problem: { type: 'about:blank', title: `refused (${status})`, status, detail } })
const session = (me) => ({
  person: me ? { name: me.person.name, role: me.person.role } : null,
  profile: 'full',
  csrf: me?.csrf ?? null,
  version: '0.0.0-exercise',
  newest: DAY,
  oldest: '2019-11-04',
  incidents: filtered(new URLSearchParams()).length,
  reports: reports.length,
  needs_password: me?.needs_password ?? false,
  shares: ['en', 'fr', 'ar'],
})
const item = (r) => ({ ...head(r), records: r.records.length, incidents: [...new Set(r.records.map((x) => page_of(x.id)))] })
const page_of = (record) => filtered(new URLSearchParams()).find((i) => page(i.id).incident.records.includes(record))?.id
const place = (p, act) => {
  const found = spot(p ?? '')
  return found ? act(found) : refuse(404, `no place of the network is called “${p}”`)
}

/** [method, path, least role, what it answers]. `:x` is any one part. */
const ROUTES = [
  ['GET', '/session', null, ({ me }) => session(me)],
  ['DELETE', '/session', 'reader', ({ me }) => leave(me) && null],
  [
    'PUT',
    '/session/password',
    'reader',
    ({ me, json }) => {
      if (!me.needs_password && json.old !== me.person.password) return refuse(401)
      me.person.password = json.new
      me.needs_password = false
      return null
    },
  ],
  ['GET', '/incidents', 'reader', ({ q }) => listed(q)],
  [
    'GET',
    '/incidents/:id',
    'reader',
    ({ id }) => {
      const found = page(id)
      return found ? { ...found, verdicts: verdictsOf(found.incident) } : refuse(404)
    },
  ],
  [
    'POST',
    '/incidents/:id/correct',
    'reviewer',
    ({ id, json, me }) => {
      correct(id, json.field, json.value)
      return write([id], me.person.name, `corrected ${json.field}`, json.reason)
    },
  ],
  [
    'POST',
    '/incidents/:id/join',
    'reviewer',
    ({ id, json, me }) => (join(id, json.into) ? write([json.into, id], me.person.name, 'joined', json.reason) : refuse(404)),
  ],
  [
    'POST',
    '/incidents/:id/split',
    'reviewer',
    ({ id, json, me }) => write([id, split(json.records)], me.person.name, 'split', json.reason),
  ],
  [
    'POST',
    '/incidents/:id/retract',
    'editor',
    ({ id, json, me }) => {
      correct(id, 'standing', 'retracted')
      return write([id], me.person.name, 'retracted', json.reason)
    },
  ],
  ['GET', '/map', 'reader', ({ q }) => map(q)],
  ['GET', '/timeline', 'reader', ({ q }) => timeline(q)],
  [
    'GET',
    '/reports',
    'reader',
    ({ q }) => ({
      items: reports
        .filter((r) => !q.get('text') || `${r.text} ${r.key} ${r.source}`.toLowerCase().includes(q.get('text').toLowerCase()))
        .map(item)
        .reverse(),
      next: null,
    }),
  ],
  [
    'GET',
    '/reports/:id',
    'reader',
    ({ id }) => {
      const found = reports.find((r) => r.id === id || r.key === id)
      return found ? { ...item(found), title: found.title, text: found.text, records: found.records, problems: [] } : refuse(404)
    },
  ],
  [
    'POST',
    '/reports',
    'editor',
    ({ bytes, q }) =>
      bytes?.length
        ? {
            reports: [{ id: reports[0].id, key: q.get('name'), known: true, incidents: [] }],
            problems: [{ what: 'the mock keeps no report' }],
          }
        : refuse(413),
  ],
  ['GET', '/truces', 'reader', truces],
  ['GET', '/truces/:name', 'reader', ({ q }) => truce(q.get('from') ?? '2019-11-01', q.get('to') ?? DAY)],
  ['GET', '/truces/:name/lull', 'reader', lull],
  ['GET', '/roads', 'reader', ({ q }) => roads(q.get('day') ?? DAY)],
  ['GET', '/roads/network', 'reader', network],
  ['GET', '/roads/cut-off', 'reader', ({ q }) => cutOff(q.get('day') ?? DAY)],
  [
    'GET',
    '/roads/route',
    'reader',
    ({ q }) =>
      place(q.get('from'), (a) =>
        place(q.get('to'), (b) => route(a, b, q.get('by') ?? 'car', q.get('mode') ?? 'safest', q.get('day') ?? DAY)),
      ),
  ],
  ['GET', '/roads/access', 'reader', ({ q }) => place(q.get('place'), (p) => access(p, q.get('day') ?? DAY))],
  [
    'GET',
    '/roads/reach',
    'reader',
    ({ q }) => place(q.get('from'), (p) => reach(p, Number(q.get('minutes') ?? 60), q.get('by') ?? 'car', q.get('day') ?? DAY)),
  ],
  [
    'GET',
    '/places',
    null,
    ({ q }) =>
      Object.entries(PLACES)
        .filter(
          ([k, [n, , , ar]]) => k !== 'province' && `${k} ${n} ${ar}`.toLowerCase().includes((q.get('q') ?? '').toLowerCase()),
        )
        .map(([k, [name, lat, lon]]) => ({ name, id: `exercise:${k}`, lat, lon, kind: 'town', within: 'Al-Hasakah' }))
        .slice(0, 10),
  ],
  [
    'GET',
    '/places/labels',
    null,
    ({ q }) => labels((q.get('bbox') ?? '-180,-90,180,90').split(',').map(Number), q.get('lang') ?? 'en'),
  ],
  ['GET', '/brief', 'reader', ({ q }) => brief(q)],
  ['GET', '/exports/:id', 'reader', ({ q }) => filtered(q)],
  [
    'GET',
    '/review',
    'reviewer',
    ({ me, q }) => {
      const open = queue(me.person.name)
      return { items: open.slice(0, Number(q.get('limit') ?? 20)), next: null, left: open.length }
    },
  ],
  ['POST', '/review/:id', 'reviewer', ({ id, me, json }) => judge(id, me.person.name, json) ?? refuse(404)],
  ['GET', '/review/agreement', 'reviewer', agreement],
  [
    'GET',
    '/review/overrides',
    'reviewer',
    ({ q }) => ({ text: overrides(q.get('lang') ?? 'en'), type: 'text/tab-separated-values; charset=utf-8' }),
  ],
  ['GET', '/people', 'administrator', () => ({ items: people.map(shown), next: null })],
  [
    'POST',
    '/people',
    'administrator',
    ({ json }) => {
      if (people.some((p) => p.name === json.name)) return refuse(409, 'somebody has this name')
      people.push({ disabled: false, seen: null, ...json })
      return shown(people.at(-1))
    },
  ],
  [
    'PATCH',
    '/people/:name',
    'administrator',
    ({ id, json }) => {
      const found = people.find((p) => p.name === id)
      return found ? shown(Object.assign(found, json)) : refuse(404)
    },
  ],
  [
    'GET',
    '/log',
    'administrator',
    () => ({ items: state.history.map(({ id: _, ...h }) => ({ ...h, digest: 'exercise' })).reverse(), next: null }),
  ],
]

function matched(method, path) {
  for (const [m, pattern, role, act] of ROUTES) {
    const [a, b] = [pattern.split('/'), path.split('/')]
    if (m === method && a.length === b.length && a.every((p, i) => p.startsWith(':') || p === b[i]))
      return { role, act, id: decodeURIComponent(b[a.findIndex((p) => p.startsWith(':'))] ?? '') }
  }
  return null
}

export function answer(request, reply, url, bytes) {
  const path = url.pathname.slice('/api/v1'.length)
  const me = personOf(request)
  const type = request.headers['content-type'] ?? ''
  const json = type.includes('json') && bytes?.length ? JSON.parse(bytes) : {}
  if (path === '/session' && request.method === 'POST') return signIn(reply, json)
  if (path === '/events') return listen(reply, me)
  const found = matched(request.method, path)
  if (!found) return give(reply, refuse(404))
  if (found.role && !me) return give(reply, refuse(401))
  if (found.role && !may(me, found.role)) return give(reply, refuse(403))
  if (request.method !== 'GET' && request.headers['x-csrf'] !== me?.csrf)
    return give(reply, refuse(403, 'the CSRF token is not that of the session'))
  give(reply, found.act({ me, json, bytes, id: found.id, q: url.searchParams }))
}

function signIn(reply, json) {
  const me = enter(json)
  if (me?.locked) {
    reply.setHeader('retry-after', me.locked)
    return give(reply, refuse(429))
  }
  if (!me) return give(reply, refuse(401))
  reply.setHeader('set-cookie', `session=${me.token}; HttpOnly; SameSite=Strict; Path=/`)
  give(reply, session(me))
}

function listen(reply, me) {
  if (!me) return give(reply, refuse(401))
  reply.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  reply.write('event: hello\ndata: {}\n\n')
  state.listeners.add(reply)
  reply.on('close', () => state.listeners.delete(reply))
}

function give(reply, value) {
  if (value === null) return reply.writeHead(204).end()
  if (value?.problem)
    return reply.writeHead(value.status, { 'content-type': 'application/problem+json' }).end(JSON.stringify(value.problem))
  if (value?.text !== undefined && value.type?.startsWith('text/'))
    return reply.writeHead(200, { 'content-type': value.type }).end(value.text)
  reply.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end(JSON.stringify(value))
}
