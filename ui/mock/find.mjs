/** Filters of the contract over the mock's incidents, and what map and timeline make of them. */
import { reports } from './build.mjs'
import { dayRange } from './days.mjs'
import { page, shorts } from './ledger.mjs'

export function filtered(params) {
  const get = (k) => params.get(k)
  const box = get('bbox')?.split(',').map(Number)
  const text = get('text')?.toLowerCase()
  return shorts().filter((i) => {
    const last = i.to ?? (i.from && i.precision !== 'unknown' ? '9999' : null)
    if (get('from') && !(last && last >= get('from'))) return false
    if (get('to') && !(i.from && i.from <= get('to'))) return false
    if (
      box &&
      !(i.place?.lat != null && i.place.lon >= box[0] && i.place.lon <= box[2] && i.place.lat >= box[1] && i.place.lat <= box[3])
    )
      return false
    if (params.has('type') && !params.getAll('type').some((t) => t === i.type || t === i.family)) return false
    if (params.has('standing') && !params.getAll('standing').includes(i.standing)) return false
    if (get('actor') && !i.actors.some((a) => a.name.toLowerCase().includes(get('actor').toLowerCase()))) return false
    if (get('harm') && !((i.harm[get('harm')]?.best ?? 0) >= Number(get('min') ?? 1))) return false
    if (get('weapon') && i.weapon !== get('weapon')) return false
    return !text || words(i).includes(text)
  })
}

function words(i) {
  const told = page(i.id).records.flatMap((r) => r.record.evidence.map((e) => e.text))
  return [i.type, i.place?.name, ...i.actors.map((a) => a.name), ...told].join(' ').toLowerCase()
}

export function listed(params) {
  const items = filtered(params).sort((a, b) => (b.from ?? '').localeCompare(a.from ?? '') || a.id.localeCompare(b.id))
  if (params.get('order') === 'oldest') items.reverse()
  const limit = Number(params.get('limit') ?? 50)
  const start = Number(params.get('after') ?? 0)
  return { items: items.slice(start, start + limit), next: start + limit < items.length ? String(start + limit) : null, as_of: 40 }
}

const NEWEST = '2019-11-12'

export function map(params) {
  const all = new URLSearchParams(params)
  all.delete('bbox')
  const unplaced = filtered(all).filter((i) => i.place?.lat == null).length
  const box = params.get('bbox')?.split(',').map(Number)
  const found = filtered(all).filter(
    (i) =>
      i.place?.lat != null &&
      (!box || (i.place.lon >= box[0] - 1 && i.place.lon <= box[2] + 1 && i.place.lat >= box[1] - 1 && i.place.lat <= box[3] + 1)),
  )
  const zoom = Number(params.get('zoom') ?? 8)
  const features = zoom < 5 && found.length > 1 ? [grouped(found)] : found.map(one)
  return { type: 'FeatureCollection', features, as_of: 40, unplaced, newest: NEWEST }
}

function one(i) {
  const age = Math.max(0, Math.round((Date.parse(NEWEST) - Date.parse(i.from ?? NEWEST)) / 86_400_000))
  return {
    type: 'Feature',
    id: i.id,
    geometry: { type: 'Point', coordinates: [i.place.lon, i.place.lat] },
    properties: {
      id: i.id,
      type: i.type,
      family: i.family,
      standing: i.standing,
      status: i.status,
      from: i.from,
      to: i.to,
      age_days: age,
      radius_km: i.place.radius_km,
      precision: i.place.precision,
      killed: i.harm.killed?.best ?? null,
      injured: i.harm.injured?.best ?? null,
      place: i.place.name,
    },
  }
}

function grouped(found) {
  const mean = (f) => found.reduce((n, i) => n + f(i), 0) / found.length
  return {
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [mean((i) => i.place.lon), mean((i) => i.place.lat)] },
    properties: { group: true, count: found.length, family: 'explosive', killed: 10 },
  }
}

export function timeline(params) {
  const dated = filtered(params).filter((i) => i.from)
  const days = dayRange(params.get('from') ?? '2019-10-28', params.get('to') ?? '2019-11-12')
  return {
    days: days.map((day) => {
      const mine = dated.filter((i) => i.from === day)
      const families = {}
      for (const i of mine) families[i.family] = (families[i.family] ?? 0) + 1
      return { day, incidents: mine.length, families, reports: reports.filter((r) => r.published === day).length }
    }),
    undated: filtered(params).filter((i) => !i.from).length,
  }
}
