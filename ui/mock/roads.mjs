/** exercise: a few towns and links as a schematic network, closures of the exercise laid on it, and ways found by Dijkstra. */

import { PLACES } from './exercise.mjs'
import { incidents } from './ledger.mjs'

const LINKS = [
  ['tell-tamer', 'hasakah', 'Hasakah–Tell Tamer road', '', 'primary'],
  ['tell-tamer', 'issa', 'M4 west', 'M4', 'trunk'],
  ['tell-tamer', 'qamishli', 'M4 east', 'M4', 'trunk'],
  ['tell-tamer', 'manajir', 'Manajir road', '', 'secondary'],
  ['tell-tamer', 'keif', 'Keif track', '', 'track'],
  ['keif', 'manajir', 'Keif–Manajir track', '', 'track'],
  ['manajir', 'ras', 'Ras al-Ayn road', '', 'secondary'],
  ['hasakah', 'qamishli', 'Hasakah–Qamishli road', '', 'primary'],
  ['qamishli', 'amuda', 'Border road', '', 'secondary'],
  ['hasakah', 'hol', 'Al-Hol road', '', 'secondary'],
  ['issa', 'raqqa', 'Raqqa road', '', 'primary'],
]

const at = (name) => ({ name: PLACES[name][0], id: `exercise:${name}`, lat: PLACES[name][1], lon: PLACES[name][2] })
const line = ([a, b]) => [a, b].map((n) => [at(n).lon, at(n).lat])

function km([a, b]) {
  const [p, q] = [at(a), at(b)]
  const x = (q.lon - p.lon) * 111.2 * Math.cos((p.lat * Math.PI) / 180)
  return Math.hypot(x, (q.lat - p.lat) * 111.2) * 1.15
}

const BARRED = {
  'road-ras': { type: 'access.road_closed', cause: 'closed', state: 'closed', on: 6 },
  'mines-manajir': { type: 'hazard.suspected_area', cause: 'mined', state: 'suspected', on: 5 },
  'aid-m4': { type: 'access.aid_blocked', cause: 'aid_blocked', state: 'closed', on: 1 },
  mine: { type: 'explosive.landmine', cause: 'mined', state: 'closed', on: 4 },
  'clash-m4': { type: 'battle.armed_clash', cause: 'fighting', state: 'unknown', on: 1 },
  convoy: { type: 'aid.delivered', cause: 'opened', state: null, on: 7 },
}

export function closures(day) {
  const list = incidents()
  return Object.values(BARRED).flatMap(({ type, cause, state, on }) => {
    const i = list.find((x) => x.type === type)
    if (!i || i.standing === 'retracted') return []
    const last = i.reports.at(-1).slice(9, 19)
    const [a, b] = LINKS[on]
    const age = Math.round((Date.parse(day) - Date.parse(last)) / 86_400_000)
    return [
      {
        id: i.incident,
        cause,
        evidence: cause === 'mined' && state === 'suspected' ? 'indirect' : 'direct',
        confirmed_area: cause === 'mined' ? state === 'closed' : null,
        stretches: [{ on: 'between', from: at(a), to: at(b) }],
        holder: null,
        since: i.time.from?.slice(0, 10) ?? null,
        last,
        origins: i.origins,
        confidence: i.confidence,
        contested: i.standing === 'contested',
        hedged: i.status === 'hedged',
        reports: i.reports,
        records: i.records,
        state,
        unlaid: null,
        lifted_by: null,
        age_days: age,
        day,
        schematic: true,
        geometry: [line(LINKS[on])],
        on,
      },
    ]
  })
}

const open = ({ on: _, ...closure }) => closure

export const roads = (day) => ({
  day,
  schematic: true,
  closures: closures(day).map(open),
  validity: { mined: 90, closed: 7, fighting: 2 },
})

export const network = () => ({
  type: 'FeatureCollection',
  schematic: true,
  features: [
    ...LINKS.map((l, piece) => ({
      type: 'Feature',
      geometry: { type: 'LineString', coordinates: line(l) },
      properties: { name: l[2], ref: l[3], class: l[4], piece },
    })),
    ...Object.keys(PLACES)
      .filter((p) => p !== 'province')
      .map((p) => ({
        type: 'Feature',
        geometry: { type: 'Point', coordinates: [at(p).lon, at(p).lat] },
        properties: { name: at(p).name, kind: 'town' },
      })),
  ],
})

/** A name, or `lat,lon`. */
export function spot(words) {
  const [lat, lon] = words.split(',').map(Number)
  const names = Object.keys(PLACES).filter((p) => p !== 'province')
  if (Number.isFinite(lat) && Number.isFinite(lon)) {
    return names.sort((a, b) => Math.hypot(at(a).lat - lat, at(a).lon - lon) - Math.hypot(at(b).lat - lat, at(b).lon - lon))[0]
  }
  return names.find((p) => [p, ...PLACES[p].map(String)].some((n) => n.toLowerCase() === words.toLowerCase())) ?? null
}

function shortest(from, to, cost) {
  const best = new Map([[from, [0, []]]])
  const todo = new Set([from])
  while (todo.size) {
    const here = [...todo].sort((a, b) => best.get(a)[0] - best.get(b)[0])[0]
    todo.delete(here)
    LINKS.forEach((l, n) => {
      if (!l.slice(0, 2).includes(here)) return
      const next = l[0] === here ? l[1] : l[0]
      const total = best.get(here)[0] + cost(n)
      if (total < (best.get(next)?.[0] ?? Number.POSITIVE_INFINITY)) {
        best.set(next, [total, [...best.get(here)[1], [n, here, next]]])
        todo.add(next)
      }
    })
  }
  return best.get(to)?.[1] ?? null
}

function trip(steps, bars, speed) {
  let from_km = 0
  const legs = steps.map(([n]) => {
    const leg = { name: LINKS[n][2], road: LINKS[n][3], from_km, to_km: from_km + km(LINKS[n]) }
    from_km = leg.to_km
    return leg
  })
  const points = steps.length ? [steps[0][1], ...steps.map((s) => s[2])] : []
  return {
    minutes: (from_km / speed) * 60,
    km: from_km,
    passes: bars.filter((b) => b.cause !== 'opened' && steps.some(([n]) => n === b.on)).map((b) => b.id),
    roads: legs,
    geometry: points.map((p) => [at(p).lon, at(p).lat]),
  }
}

const SPEEDS = { car: 60, truck: 45, ambulance: 70, foot: 5 }

export function route(from, to, by, mode, day) {
  const bars = closures(day).filter((b) => b.cause !== 'opened')
  const shut = (n) => bars.some((b) => b.on === n && (b.state === 'closed' || (mode !== 'fastest' && b.state)))
  const plain = shortest(from, to, (n) => km(LINKS[n]))
  const found = shortest(from, to, (n) => (shut(n) ? (mode === 'least-risk' ? 1e5 : Number.POSITIVE_INFINITY) : km(LINKS[n])))
  const speed = SPEEDS[by] ?? 60
  const cut = plain && !found
  const risky = cut
    ? trip(
        shortest(from, to, (n) => km(LINKS[n]) + (shut(n) ? 1e4 : 0)),
        bars,
        speed,
      )
    : null
  return {
    from: at(from),
    to: at(to),
    day,
    schematic: true,
    routes: found ? [trip(found, bars, speed)] : [],
    connected: !!plain,
    cut_by: risky?.passes ?? [],
    opens: risky?.passes.slice(0, 1) ?? [],
    least_risk: risky,
    closures: closures(day).map(open),
  }
}

export function access(place, day) {
  const all = closures(day)
  const mine = all.map((c, i) => [c, i]).filter(([c]) => LINKS[c.on].includes(place))
  const ways = LINKS.filter((l) => l.includes(place)).length
  const barred = mine.filter(([c]) => c.state === 'closed' || c.state === 'suspected')
  const opened = mine.find(([c]) => c.cause === 'opened')
  const passage = opened
    ? 'reported_open'
    : barred.length >= ways
      ? barred.every(([c]) => c.state === 'closed')
        ? 'blocked'
        : 'suspected_blocked'
      : 'no_report'
  const by = opened ? [opened[1]] : barred.map(([, i]) => i)
  const side = {
    passage,
    since: by.length ? all[by[0]].since : null,
    age_days: by.length ? all[by[0]].age_days : null,
    by,
    constraints: passage.endsWith('blocked') ? [2, 4, 8] : [],
  }
  return {
    place: at(place),
    day,
    exit: side,
    aid: side,
    hospitals: [
      { place: 1, name: PLACES.hasakah[0], clear_minutes: 43, risky_minutes: 43 },
      { place: 2, name: PLACES['tell-tamer'][0], clear_minutes: null, risky_minutes: 21 },
    ],
    crossings: [{ place: 3, name: PLACES.qamishli[0], clear_minutes: null, risky_minutes: null }],
    schematic: true,
    closures: all.map(open),
  }
}

export function cutOff(day) {
  const bars = closures(day).filter((b) => b.state === 'closed' || b.state === 'suspected')
  const way = (p) => shortest(p, 'hasakah', (n) => (bars.some((b) => b.on === n) ? Number.POSITIVE_INFINITY : km(LINKS[n])))
  return Object.keys(PLACES)
    .filter((p) => p !== 'province')
    .map((p) => {
      const out = p !== 'hasakah' && !way(p)
      const hangs = LINKS.filter((l) => l.includes(p))
      return {
        place: at(p).name,
        lat: at(p).lat,
        lon: at(p).lon,
        out,
        into: out,
        by: out ? bars.filter((b) => LINKS[b.on].includes(p) || b.on === 1).map((b) => b.id) : [],
        hangs_on: !out && hangs.length === 1 ? [hangs[0][2]] : [],
      }
    })
}

export function reach(from, limit, by, day) {
  const bars = closures(day).filter((b) => b.state)
  const speed = SPEEDS[by] ?? 60
  const places = Object.keys(PLACES)
    .filter((p) => p !== 'province')
    .flatMap((p) => {
      const steps = shortest(from, p, (n) =>
        bars.some((b) => b.on === n && b.state === 'closed') ? Number.POSITIVE_INFINITY : km(LINKS[n]),
      )
      if (!steps) return []
      const found = trip(steps, bars, speed)
      return found.minutes <= limit
        ? [{ name: at(p).name, kind: 'town', minutes: found.minutes, clear: found.passes.length === 0, geometry: found.geometry }]
        : []
    })
  return {
    places: places.map(({ geometry: _, ...p }) => p).sort((a, b) => a.minutes - b.minutes),
    geometry: { type: 'MultiLineString', coordinates: places.map((p) => p.geometry).filter((g) => g.length > 1) },
  }
}
