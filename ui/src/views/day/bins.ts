/** A bin is a stretch of days that one bar of the timeline stands for: a day, a week from Monday, or a month. */
import type { Day, Timeline } from '../../api/shapes'
import { LINES, type Line, lineOf } from '../../marks/families'

export interface Bin {
  from: Day
  to: Day
  days: number
  incidents: number
  reports: number
  /** Days of it on which nobody reported: of them nothing is known, and they are not calm. */
  silent: number
  lines: [Line, number][]
}

export type Step = 'day' | 'week' | 'month'

const DAY_MS = 86_400_000

export function addDays(day: Day, n: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + n * DAY_MS).toISOString().slice(0, 10)
}

export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS)
}

export function stepFor(days: number): Step {
  return days <= 92 ? 'day' : days <= 731 ? 'week' : 'month'
}

function end(start: Day, step: Step): Day {
  if (step === 'day') return start
  const at = new Date(`${start}T00:00:00Z`)
  if (step === 'week') return addDays(start, 6 - ((at.getUTCDay() + 6) % 7))
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).toISOString().slice(0, 10)
}

/** Bars from the first day to the last, none left out: a day that the answer does not name has no incident and no report. */
export function bins(timeline: Timeline, from: Day | null, to: Day | null): Bin[] {
  const known = timeline.days.map((d) => d.day).sort()
  const first = from ?? known[0]
  const last = to ?? known.at(-1)
  if (!first || !last || last < first) return []
  const step = stepFor(daysBetween(first, last) + 1)
  const byDay = new Map(timeline.days.map((d) => [d.day, d]))
  const out: Bin[] = []
  for (let start = first; start <= last; ) {
    const stop = [end(start, step), last].sort()[0] ?? last
    const bin: Bin = { from: start, to: stop, days: daysBetween(start, stop) + 1, incidents: 0, reports: 0, silent: 0, lines: [] }
    const counts = new Map<Line, number>()
    for (let day = start; day <= stop; day = addDays(day, 1)) {
      const found = byDay.get(day)
      bin.incidents += found?.incidents ?? 0
      bin.reports += found?.reports ?? 0
      if (!found?.reports) bin.silent++
      for (const [family, n] of Object.entries(found?.families ?? {}))
        counts.set(lineOf(family), (counts.get(lineOf(family)) ?? 0) + n)
    }
    bin.lines = LINES.filter((l) => counts.has(l)).map((l) => [l, counts.get(l) ?? 0])
    out.push(bin)
    start = addDays(stop, 1)
  }
  return out
}
