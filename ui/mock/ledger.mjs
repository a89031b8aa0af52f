/** The mock's memory: what people said of incidents since it was started. Everything is forgotten at its end. */
import { all, head, idOf, incidentOf, shortOf } from './build.mjs'

export const state = {
  seq: 40,
  corrections: {},
  words: {},
  ties: new Map(),
  history: [],
  listeners: new Set(),
}

export function groups() {
  const out = new Map()
  for (const member of all) {
    const name = state.ties.get(member.record.id) ?? member.record.into
    if (!out.has(name)) out.set(name, [])
    out.get(name).push(member)
  }
  return out
}

function corrected(incident) {
  const fields = state.corrections[incident.incident] ?? {}
  const out = structuredClone(incident)
  for (const [field, value] of Object.entries(fields)) {
    if (!field.startsWith('harm.')) out[field] = value
    else if (value === null) delete out.harm[field.slice(5)]
    else out.harm[field.slice(5)] = { by_source: [], civilians: null, combatants: null, ...out.harm[field.slice(5)], ...value }
  }
  return out
}

export function incidents() {
  return [...groups()].map(([name, members]) => corrected(incidentOf(name, members)))
}

const reviewOf = (incident) => {
  const said = incident.records.flatMap((r) => state.words[r] ?? []).at(-1)
  return said ? { accept: 'accepted', correct: 'corrected', reject: 'rejected' }[said.word] : 'new'
}

export const shorts = () => incidents().map((i) => shortOf(i, Object.keys(state.corrections[i.incident] ?? {}), reviewOf(i)))

export function write(ids, author, title, reason = null) {
  state.seq++
  for (const id of ids) state.history.push({ id, seq: state.seq, at: new Date().toISOString(), author, reason, title })
  tell(ids)
  return { changed: ids }
}

export function tell(ids) {
  for (const answer of state.listeners)
    answer.write(`event: changed\ndata: ${JSON.stringify({ as_of: state.seq, incidents: ids })}\n\n`)
}

export function page(id) {
  const incident = incidents().find((i) => i.incident === id)
  if (!incident) return null
  const members = all.filter((m) => incident.records.includes(m.record.id))
  const began = { seq: 12, at: '2019-11-05T09:12:00Z', author: 'accalmie', reason: null, title: 'began with a report' }
  return {
    incident,
    records: members.map(({ record, report }) => ({ record, report: head(report), current: true })),
    corrected: Object.keys(state.corrections[id] ?? {}),
    history: [began, ...state.history.filter((h) => h.id === id).map(({ id: _, ...h }) => h)],
    absorbed_into: null,
  }
}

export function correct(id, field, value) {
  state.corrections[id] = { ...state.corrections[id], [field]: value }
}

export function join(id, into) {
  const target = [...groups()].find(([name]) => idOf(name) === into)
  const source = [...groups()].find(([name]) => idOf(name) === id)
  if (!target || !source) return false
  for (const m of source[1]) state.ties.set(m.record.id, target[0])
  return true
}

export function split(records) {
  const name = `split-${records.join()}`
  for (const r of records) state.ties.set(r, name)
  return idOf(name)
}
