/** The queue of the review, what reviewers said, and how far they agree. */
import { all, head } from './build.mjs'
import { correct, shorts, state, write } from './ledger.mjs'

const WHY = ['low_confidence', 'place_ambiguous', 'hedged']

export function queue(me) {
  const open = all.filter(({ record }) => !(state.words[record.id] ?? []).some((w) => w.reviewer === me))
  const incidents = shorts()
  return open.map(({ record, report }) => {
    const [first] = record.evidence
    const bytes = Buffer.from(report.text)
    return {
      record,
      report: head(report),
      sentence: record.evidence.map((e) => e.text).join(' '),
      before: bytes.subarray(0, first.start).toString().slice(-160),
      after: bytes.subarray(record.evidence.at(-1).end).toString().slice(0, 160),
      incident: incidents.find((i) => i.reports && ofRecord(i.id, record.id)) ?? null,
      why: record.status === 'hedged' ? [WHY[0]] : record.places[0]?.precision === 1 ? [WHY[2]] : [WHY[1], WHY[2]],
      words: state.words[record.id] ?? [],
    }
  })
}

import { incidents as whole } from './ledger.mjs'

const ofRecord = (id, record) =>
  whole()
    .find((i) => i.incident === id)
    ?.records.includes(record)

export function judge(recordId, me, { word, field, value, reason }) {
  const found = all.find((m) => m.record.id === recordId)
  if (!found) return null
  const incident = whole().find((i) => i.records.includes(recordId))
  state.words[recordId] ??= []
  const words = state.words[recordId]
  const said = { reviewer: me, word, at: new Date().toISOString(), ...(field ? { field, value } : {}) }
  words.push(said)
  if (word === 'correct' && field) correct(incident.incident, field, value)
  if (word === 'reject') correct(incident.incident, 'standing', 'retracted')
  return { ...write([incident.incident], me, `review: ${word}`, reason ?? null), left: queue(me).length }
}

export function agreement() {
  const twice = Object.values(state.words).filter((w) => new Set(w.map((x) => x.reviewer)).size > 1)
  const agreed = twice.filter((w) => new Set(w.map((x) => x.word)).size === 1).length
  const pair = { a: 'Amal', b: 'Bérénice', records: 34 + twice.length, agreed: 29 + agreed, kappa: 0.71 }
  return { records: pair.records, agreed: pair.agreed, kappa: pair.kappa, pairs: [pair] }
}

export const overrides = (lang) =>
  `words\ttype\texample\n# ${lang}: exercise\nfell on\texplosive.shelling\tTwelve shells fell on the village.\n`
