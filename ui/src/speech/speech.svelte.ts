/** The language that the page speaks now, and what is said in it. */
import { DIRECTIONS, has, LANGS, type Lang, LOCALES, number, say, type Values } from './words'

const KEPT = 'accalmie.lang'

function first(): Lang {
  const wanted = [localStorage.getItem(KEPT), ...navigator.languages.map((l) => l.slice(0, 2))]
  return LANGS.find((l) => l === wanted.find((w) => LANGS.some((k) => k === w))) ?? 'en'
}

export const speech = $state<{ lang: Lang }>({ lang: first() })

export function speak(lang: Lang) {
  speech.lang = lang
  localStorage.setItem(KEPT, lang)
}

/** Tells the document itself, for hyphens, quotes, screen readers and the layout's direction. */
export function dressDocument() {
  document.documentElement.lang = speech.lang
  document.documentElement.dir = DIRECTIONS[speech.lang]
}

export function t(key: string, values?: Values): string {
  return say(speech.lang, key, values)
}

/** A name from a closed list, `type.battle.raid`; what no table has yet is shown as the record has it. */
export function named(list: string, name: string | null | undefined): string {
  if (!name) return t('unknown')
  const key = `${list}.${name}`
  return has(speech.lang, key) ? t(key) : name.replace(/[._]/g, ' ')
}

export function num(n: number, digits = 0): string {
  return number(speech.lang, n, digits)
}

type Style = 'short' | 'long' | 'month' | 'weekday'

const STYLES: Record<Style, Intl.DateTimeFormatOptions> = {
  short: { day: 'numeric', month: 'short' },
  long: { day: 'numeric', month: 'long', year: 'numeric' },
  month: { month: 'short', year: 'numeric' },
  weekday: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
}

/** Of an ISO day, or the day part of an instant. Days have no zone. */
export function day(iso: string | null | undefined, style: Style = 'long'): string {
  const at = Date.parse(`${iso?.slice(0, 10)}T00:00:00Z`)
  if (Number.isNaN(at)) return t('unknown')
  return new Intl.DateTimeFormat(LOCALES[speech.lang], { ...STYLES[style], timeZone: 'UTC' }).format(at)
}

/** Of an instant, in this machine's zone. */
export function instant(iso: string): string {
  const at = Date.parse(iso)
  if (Number.isNaN(at)) return iso
  return new Intl.DateTimeFormat(LOCALES[speech.lang], { dateStyle: 'medium', timeStyle: 'short' }).format(at)
}

export function list(parts: readonly string[], type: 'conjunction' | 'disjunction' = 'conjunction'): string {
  return new Intl.ListFormat(LOCALES[speech.lang], { type }).format(parts)
}
