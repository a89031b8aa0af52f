/** The words of the page, in one language at a time. A text may have a plural; which form a number takes, the language's rules say. */
import ar from '../words/ar.json'
import en from '../words/en.json'
import fr from '../words/fr.json'

export type Lang = 'en' | 'fr' | 'ar'
export type Forms = { [form in Intl.LDMLPluralRule]?: string }
export type Words = { [key: string]: string | Forms }

export const LANGS: readonly Lang[] = ['en', 'fr', 'ar']
export const TABLES: Record<Lang, Words> = { en, fr, ar }

/** Figures are written in the digits of the reports' own tables in every language, months as they are called in the Levant. */
export const LOCALES: Record<Lang, string> = { en: 'en-GB', fr: 'fr', ar: 'ar-SY-u-nu-latn' }

export const DIRECTIONS: Record<Lang, 'ltr' | 'rtl'> = { en: 'ltr', fr: 'ltr', ar: 'rtl' }

export type Values = Record<string, string | number>

const rules: Partial<Record<Lang, Intl.PluralRules>> = {}

export function pluralForm(lang: Lang, n: number): Intl.LDMLPluralRule {
  rules[lang] ??= new Intl.PluralRules(LOCALES[lang])
  return rules[lang].select(n)
}

/** A key that no table has is said as it is, so that it is seen. `n` chooses the plural. */
export function say(lang: Lang, key: string, values: Values = {}): string {
  const entry = TABLES[lang][key] ?? TABLES.en[key]
  if (entry === undefined) return key
  const text = typeof entry === 'string' ? entry : (entry[pluralForm(lang, Number(values.n ?? 0))] ?? entry.other ?? key)
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name]
    if (value === undefined) return whole
    return typeof value === 'number' ? number(lang, value) : isolated(lang, value)
  })
}

const RTL_LETTER = /[\u0590-\u08ff\ufb1d-\ufefc]/

/** A name that runs the other way keeps to itself (Unicode's FSI … PDI), so that it does not turn the words around it. */
function isolated(lang: Lang, value: string): string {
  const turns = DIRECTIONS[lang] === 'rtl' ? /[A-Za-z\u00c0-\u024f]/ : RTL_LETTER
  return turns.test(value) ? `\u2068${value}\u2069` : value
}

export function has(lang: Lang, key: string): boolean {
  return TABLES[lang][key] !== undefined
}

export function number(lang: Lang, n: number, digits = 0): string {
  return new Intl.NumberFormat(LOCALES[lang], { maximumFractionDigits: digits }).format(n)
}
