/** A correction is one field of an incident as a person has it, in the shape that the record has. */
import type { Incident, NamedPlace, Period, Place, Toll } from '../api/shapes'

export const OUTCOMES = ['killed', 'injured', 'missing', 'abducted', 'detained', 'freed', 'displaced'] as const
export const FIELDS = [
  'type',
  'status',
  'standing',
  'weapon',
  'time',
  'places',
  'sensitivity',
  ...OUTCOMES.map((o) => `harm.${o}`),
] as const
export type Field = (typeof FIELDS)[number]

/** What one chooses from, for the fields that have a list. */
export const CHOICES: Partial<Record<Field, readonly string[]>> = {
  status: ['asserted', 'hedged', 'presupposed', 'intended', 'hypothetical', 'negated'],
  standing: ['reported', 'corroborated', 'contested'],
  sensitivity: ['public', 'restricted'],
}

export interface Draft {
  choice: string
  /** Of a figure; an empty `best` says that it is not known, which is not 0. */
  low: string
  best: string
  high: string
  from: string
  to: string
  place: NamedPlace | null
}

export function draftOf(field: Field, incident: Incident | null): Draft {
  const toll = field.startsWith('harm.') ? incident?.harm[field.slice(5)] : undefined
  const text = (n: number | null | undefined) => (n === null || n === undefined ? '' : String(n))
  const single = field === 'type' || field === 'status' || field === 'standing' || field === 'weapon' || field === 'sensitivity'
  return {
    choice: single ? (incident?.[field] ?? '') : '',
    low: text(toll?.low),
    best: text(toll?.best),
    high: text(toll?.high),
    from: incident?.time?.from?.slice(0, 10) ?? '',
    to: incident?.time?.to?.slice(0, 10) ?? '',
    place: null,
  }
}

/** `undefined` where the draft says nothing that could be kept. */
export function correctedValue(field: Field, draft: Draft, incident: Incident | null): unknown {
  if (field.startsWith('harm.')) return toll(draft, incident?.harm[field.slice(5)])
  if (field === 'time') return period(draft, incident?.time ?? null)
  if (field === 'places') return draft.place ? [place(draft.place)] : undefined
  if (field === 'weapon') return draft.choice || null
  return draft.choice || undefined
}

const WHOLE = /^\d{1,9}$/

function toll({ low, best, high }: Draft, held: Toll | undefined): Toll | null | undefined {
  if (best.trim() === '') return null
  const [b, l, h] = [best, low || best, high].map((s) => s.trim())
  if (!WHOLE.test(b ?? '') || !WHOLE.test(l ?? '') || (h && !WHOLE.test(h))) return undefined
  const range = { low: Number(l), best: Number(b), high: h ? Number(h) : null }
  if (range.low > range.best || (range.high !== null && range.high < range.best)) return undefined
  return { civilians: null, combatants: null, ...held, by_source: held?.by_source ?? [], ...range }
}

function period({ from, to }: Draft, held: Period | null): Period | null {
  if (!from && !to) return null
  return { text: held?.text ?? '', from: from || null, to: to || null, precision: 'day', open_end: !to, relative: null }
}

function place({ name, id, lat, lon }: NamedPlace): Place {
  return { text: name, relation: 'at', name, id, lat, lon, precision: 1 }
}
