/** How values of records are said: figures, times, spans of days. Unknown is said, never shown as 0. */
import type { Range } from '../api/shapes'
import { day, num, t } from './speech.svelte'

/** `4–5`, `5`, `at least 5`. */
export function figure({ low, best, high }: Range): string {
  if (high === null) return t('figure.at_least', { n: low })
  if (low === high) return num(best)
  return t('figure.range', { low: num(low), high: num(high) })
}

export function told(min: number, max: number | null): string {
  return figure({ low: min, best: min, high: max })
}

/** A time as the incident has it: a minute, a part of a day, a day, from … to …, since …, or not known. */
export function when(from: string | null, to: string | null, precision: string | null, openEnd = false): string {
  if (!from && !to) return t('when.unknown')
  const [a, b] = [from?.slice(0, 10) ?? null, to?.slice(0, 10) ?? null]
  if (a && (!b || openEnd)) return t('when.since', { day: day(a) })
  if (!a && b) return t('when.until', { day: day(b) })
  if (a === b) {
    const clock = precision === 'minute' || precision === 'hour' || precision === 'part_of_day' ? hours(from, to) : ''
    return clock ? `${day(a)}${t('comma')}${clock}` : day(a)
  }
  return t('when.between', { from: day(a, a?.slice(0, 4) === b?.slice(0, 4) ? 'short' : 'long'), to: day(b) })
}

function hours(from: string | null, to: string | null): string {
  const [a, b] = [from?.slice(11, 16) ?? '', to?.slice(11, 16) ?? '']
  if (!a) return ''
  return b && b !== a ? `${a}–${b}` : a
}

export function minutes(m: number): string {
  if (m < 90) return t('time.minutes', { n: Math.round(m) })
  return t('time.hours', { h: num(Math.floor(m / 60)), m: String(Math.round(m % 60)).padStart(2, '0') })
}

export function km(n: number, digits = 0): string {
  return t('distance.km', { km: num(n, digits) })
}
