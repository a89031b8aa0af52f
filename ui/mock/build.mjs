/** Makes records of the exercise's reports and incidents of records, in the shapes of the contract. */
import { createHash } from 'node:crypto'
import { PLACES, REPORTS, SAID_OF } from './exercise.mjs'

const RADIUS = { 1: 2, 2: 25, 3: 40, 4: 120, 5: 60 }
const hex = (text) => createHash('sha256').update(text).digest('hex')

function place([name, precision, relation]) {
  const [known, lat, lon] = PLACES[name]
  return { text: known, relation, name: known, id: `exercise:${name}`, lat, lon, precision }
}

function evidence(text, words) {
  const at = text.indexOf(words)
  if (at < 0) throw new Error(`not in its text: ${words}`)
  const start = Buffer.byteLength(text.slice(0, at))
  return { in: 'text', start, end: start + Buffer.byteLength(words), text: words }
}

function record(report, tell, n) {
  return {
    id: `${report.id.slice(7, 19)}#${n}`,
    kind: tell.kind ?? 'event',
    type: tell.type,
    status: tell.status ?? 'asserted',
    count: null,
    actors: (tell.actors ?? []).map(([role, name, basis, id]) => ({ role, text: name, name, id, basis })),
    targets: (tell.targets ?? []).map((c) => ({ text: c, class: c })),
    weapon: tell.weapon ? { text: tell.weapon, class: tell.weapon } : null,
    places: tell.at ? [place(tell.at)] : [],
    time: {
      text: tell.from ?? '',
      from: tell.from,
      to: tell.to ?? null,
      precision: tell.precision ?? 'day',
      open_end: !!tell.open,
      relative: null,
    },
    harm: (tell.harm ?? []).map(([outcome, min, max, text, who, part]) => ({
      outcome,
      min,
      max,
      text,
      who,
      age: null,
      sex: null,
      cumulative: false,
      superseded: false,
      alternative: false,
      part_of_total: !!part,
    })),
    attribution: tell.said_by ? { text: tell.said_by, name: tell.said_by } : null,
    evidence: tell.say.map((words) => evidence(report.text, words)),
    confidence: tell.status === 'hedged' ? 0.55 : 0.9,
    links: [],
    sensitivity: 'public',
    grade: null,
    why: [`${report.lang}/triggers.tsv:${100 + n}`, 'place of the sentence'],
    into: tell.into,
    parts: tell.harm,
  }
}

export const reports = REPORTS.map((r) => {
  const report = { ...r, id: `sha256:${hex(r.text)}` }
  report.records = r.tells.map((tell, i) => record(report, tell, i + 1))
  delete report.tells
  return report
})

const head = ({ id, key, source, published, lang }) => ({ id, key, source, published, lang })

export { head }
export const all = reports.flatMap((report) => report.records.map((rec) => ({ record: rec, report })))
export const idOf = (name) => `i${hex(name).slice(0, 12)}`

function toll(figures) {
  const counted = figures.filter((f) => !f.left_out)
  const values = counted.map((f) => f.min)
  const best = values.sort((a, b) => values.filter((v) => v === a).length - values.filter((v) => v === b).length).at(-1)
  const civil = counted.some((f) => f.who === 'civilians')
  const range = { low: Math.min(...values), best, high: Math.max(...values) }
  return { ...range, civilians: civil ? range : null, combatants: null, by_source: figures }
}

function figuresOf(members) {
  const out = {}
  for (const { record: r, report } of members) {
    for (const [outcome, min, max, text, who, left_out] of r.parts ?? []) {
      out[outcome] ??= []
      out[outcome].push({
        report: report.key,
        record: r.id,
        source: report.source,
        ...(r.attribution ? { said_by: r.attribution.name } : {}),
        published: report.published,
        min,
        max,
        who,
        status: r.status,
        text,
        ...(left_out ? { left_out } : {}),
      })
    }
  }
  return out
}

function actorsOf(members) {
  const out = new Map()
  for (const { record: r } of members) {
    for (const a of r.actors) {
      const held = out.get(a.id) ?? { role: a.role, name: a.name, id: a.id, stated: false, by: [] }
      held.stated ||= a.basis === 'stated'
      held.by.push(r.id)
      out.set(a.id, held)
    }
  }
  return [...out.values()]
}

export function incidentOf(name, members) {
  const first = [...members].sort((a, b) => (a.record.places[0]?.precision ?? 9) - (b.record.places[0]?.precision ?? 9))[0].record
  const said = SAID_OF[name] ?? {}
  const origins = new Set(members.map((m) => m.report.source)).size
  const harm = Object.fromEntries(Object.entries(figuresOf(members)).map(([k, f]) => [k, toll(f)]))
  return {
    schema: 'accalmie/1',
    incident: idOf(name),
    reports: [...new Set(members.map((m) => m.report.key))].sort(),
    records: members.map((m) => m.record.id).sort(),
    origins,
    standing: said.standing ?? (origins > 1 ? 'corroborated' : 'reported'),
    kind: first.kind,
    type: first.type,
    status: members.some((m) => m.record.status === 'asserted') ? 'asserted' : first.status,
    places: first.places,
    time: first.time,
    actors: actorsOf(members),
    targets: [...new Set(members.flatMap((m) => m.record.targets.map((t) => t.class)))],
    weapon: first.weapon?.class ?? null,
    harm,
    sensitivity: 'public',
    confidence: Math.min(0.99, 0.85 + 0.05 * origins),
    why: members
      .slice(1)
      .map((m) => `${m.record.id} with ${members[0].record.id}: the same place, the same day, both ${first.type}`),
    near: (said.near ?? []).map(([other, why]) => ({ incident: idOf(other), why })),
  }
}

export function shortOf(incident, corrected = [], review = 'new') {
  const [at] = incident.places
  const day = (t) => t?.slice(0, 10) ?? null
  return {
    id: incident.incident,
    type: incident.type,
    family: incident.type.split('.')[0],
    kind: incident.kind,
    status: incident.status,
    standing: incident.standing,
    from: day(incident.time?.from),
    to: incident.time?.open_end ? null : day(incident.time?.to),
    precision: incident.time?.precision ?? null,
    place: at
      ? { name: at.name, lat: at.lat, lon: at.lon, radius_km: RADIUS[at.precision] ?? null, precision: at.precision }
      : null,
    harm: Object.fromEntries(Object.entries(incident.harm).map(([k, { low, best, high }]) => [k, { low, best, high }])),
    actors: incident.actors.map(({ name, role, stated }) => ({ name, role, stated })),
    weapon: incident.weapon,
    targets: incident.targets,
    origins: incident.origins,
    reports: incident.reports.length,
    sensitivity: incident.sensitivity,
    corrected: corrected.length > 0,
    confidence: incident.confidence,
    review,
  }
}
