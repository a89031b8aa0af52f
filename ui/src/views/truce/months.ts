/** A calendar of whole weeks, month by month; months of which nothing is told are one line. */
import type { Counted, Day } from '../../api/shapes'
import { addDays } from '../day/bins'

export const COUNTS = ['alleged', 'corroborated', 'verified', 'contested', 'inconsistent', 'undeterminable'] as const
export type Count = (typeof COUNTS)[number]
export type Counts = Record<Count, number>

export interface Cell {
  day: Day
  /** Outside of the period asked about. */
  out: boolean
  counts: Counts
  incidents: string[]
  /** Nobody reported from any zone of the agreement. */
  silent: boolean
}

export interface Month {
  first: Day
  /** Rows of seven, Monday first; `null` before the first day and after the last. */
  weeks: (Cell | null)[][]
}

export function noCounts(): Counts {
  return { alleged: 0, corroborated: 0, verified: 0, contested: 0, inconsistent: 0, undeterminable: 0 }
}

export function total(counts: Counts): number {
  return COUNTS.reduce((n, c) => n + counts[c], 0)
}

/** Of some rows: one incident may stand in rows of several clauses, so these are verdicts and not incidents. */
export function sum(rows: Counted['rows']): Counts {
  const out = noCounts()
  for (const row of rows) for (const c of COUNTS) out[c] += row[c]
  return out
}

export function silentDays(counted: Counted): Set<Day> {
  const [first, ...rest] = counted.coverage.map((c) => new Set(c.days_without))
  if (!first) return new Set()
  return new Set([...first].filter((day) => rest.every((days) => days.has(day))))
}

const MOST_MONTHS = 240

export function months(counted: Counted): (Month | { from: Day; to: Day })[] {
  const silent = silentDays(counted)
  const byDay = new Map<Day, Counted['rows']>()
  for (const row of counted.rows) byDay.set(row.day, [...(byDay.get(row.day) ?? []), row])
  const cell = (day: Day): Cell => {
    const rows = byDay.get(day) ?? []
    return {
      day,
      out: day < counted.first || day > counted.last,
      counts: sum(rows),
      incidents: [...new Set(rows.flatMap((r) => r.incidents))],
      silent: silent.has(day),
    }
  }
  const out: (Month | { from: Day; to: Day })[] = []
  let first = `${counted.first.slice(0, 7)}-01`
  for (let n = 0; first <= counted.last && n < MOST_MONTHS; n++) {
    const next = nextMonth(first)
    const days = Math.round((Date.parse(next) - Date.parse(first)) / 86_400_000)
    const cells = Array.from({ length: days }, (_, i) => cell(addDays(first, i)))
    const last = out.at(-1)
    if (cells.some((c) => !c.out && (total(c.counts) > 0 || !c.silent))) {
      const before = (new Date(`${first}T00:00:00Z`).getUTCDay() + 6) % 7
      const padded: (Cell | null)[] = [...Array<null>(before).fill(null), ...cells]
      while (padded.length % 7) padded.push(null)
      out.push({ first, weeks: Array.from({ length: padded.length / 7 }, (_, w) => padded.slice(w * 7, w * 7 + 7)) })
    } else if (last && 'from' in last) last.to = first
    else out.push({ from: first, to: first })
    first = next
  }
  return out
}

function nextMonth(first: Day): Day {
  const at = new Date(`${first}T00:00:00Z`)
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1)).toISOString().slice(0, 10)
}
