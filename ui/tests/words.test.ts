import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { LANGS, LOCALES, pluralForm, say, TABLES } from '../src/speech/words'

const keys = (lang: 'en' | 'fr' | 'ar') => Object.keys(TABLES[lang]).sort()
const slots = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort()

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((f) =>
    f.isDirectory()
      ? sources(join(folder, f.name))
      : /\.(svelte|ts)$/.test(f.name)
        ? [readFileSync(join(folder, f.name), 'utf8')]
        : [],
  )
}

describe('tables of words', () => {
  it('have the same keys in every language', () => {
    expect(keys('fr')).toEqual(keys('en'))
    expect(keys('ar')).toEqual(keys('en'))
  })
  it('leave no entry empty and keep the slots', () => {
    for (const lang of LANGS) {
      for (const [key, entry] of Object.entries(TABLES[lang])) {
        const own = TABLES.en[key]
        if (typeof entry === 'string') {
          expect(entry.trim() || key === 'comma', `${lang} ${key}`).toBeTruthy()
          expect(slots(entry), `${lang} ${key}`).toEqual(slots(own as string))
        } else expect(typeof own, key).toBe('object')
      }
    }
  })
  it('have every plural form that the language asks for', () => {
    for (const lang of LANGS) {
      const asked = new Intl.PluralRules(LOCALES[lang]).resolvedOptions().pluralCategories
      for (const [key, entry] of Object.entries(TABLES[lang])) {
        if (typeof entry !== 'string') for (const form of asked) expect(entry[form], `${lang} ${key} ${form}`).toBeDefined()
      }
    }
  })
  it('know every key that the pages say', () => {
    const said = sources('src').flatMap((s) => [...s.matchAll(/\bt\(\s*'([\w.-]+)'/g)].map((m) => m[1] ?? ''))
    expect(said.length).toBeGreaterThan(150)
    expect(said.filter((key) => TABLES.en[key] === undefined)).toEqual([])
  })
})

/** The closed lists, as the program's own source has them. */
describe('names of closed lists', () => {
  const rust = (file: string) => readFileSync(new URL(`../../crates/record/src/${file}`, import.meta.url), 'utf8')
  const members = (text: string, name: string) => {
    const [, body = ''] = new RegExp(`\\b${name} \\{([^}]*)\\}`).exec(text) ?? []
    return [...body.matchAll(/"([^"]+)"/g)].map((m) => m[1] ?? '')
  }
  const lists: [string, string, string][] = [
    ['harm', 'harm.rs', 'Outcome'],
    ['who', 'harm.rs', 'Who'],
    ['standing', 'incident.rs', 'Standing'],
    ['relation', 'place.rs', 'Relation'],
    ['status', 'said.rs', 'Status'],
    ['role', 'said.rs', 'Role'],
    ['basis', 'said.rs', 'Basis'],
    ['target', 'said.rs', 'TargetClass'],
    ['weapon', 'said.rs', 'WeaponClass'],
  ]
  for (const [list, file, name] of lists) {
    it(`${name} is said in every language`, () => {
      const all = members(rust(file), name)
      expect(all.length).toBeGreaterThan(2)
      for (const member of all)
        for (const lang of LANGS) expect(TABLES[lang][`${list}.${member}`], `${lang} ${list}.${member}`).toBeDefined()
    })
  }
  const elsewhere: [string, string, RegExp][] = [
    ['outcome', 'truce/src/verdict/mod.rs', /Outcome::\w+ => "(\w+)"/g],
    ['missing', 'truce/src/verdict/mod.rs', /Missing::\w+ => "(\w+)"/g],
    ['cause', 'roads/src/closure.rs', /Cause::\w+ => "(\w+)"/g],
  ]
  for (const [list, file, pattern] of elsewhere) {
    it(`every ${list} is said in every language`, () => {
      const all = [...readFileSync(new URL(`../../crates/${file}`, import.meta.url), 'utf8').matchAll(pattern)].map((m) => m[1])
      expect(all.length).toBeGreaterThan(3)
      for (const name of all)
        for (const lang of LANGS) expect(TABLES[lang][`${list}.${name}`], `${lang} ${list}.${name}`).toBeDefined()
    })
  }
  it('every note is said in every language', () => {
    const [, body = ''] =
      /pub enum Note \{([^}]*)\}/.exec(readFileSync(new URL('../../crates/truce/src/verdict/mod.rs', import.meta.url), 'utf8')) ??
      []
    const all = [...body.matchAll(/^ {4}(\w+),$/gm)].map((m) => (m[1] ?? '').replace(/(?!^)[A-Z]/g, (c) => `_${c}`).toLowerCase())
    expect(all.length).toBeGreaterThan(8)
    for (const name of all) for (const lang of LANGS) expect(TABLES[lang][`note.${name}`], `${lang} note.${name}`).toBeDefined()
  })
  it('every type is said in every language', () => {
    const all = [...rust('closed.rs').matchAll(/^ {4}\w+ \w+ "([\w.]+)",$/gm)].map((m) => m[1])
    expect(all.length).toBeGreaterThan(80)
    for (const type of all) for (const lang of LANGS) expect(TABLES[lang][`type.${type}`], `${lang} ${type}`).toBeDefined()
  })
})

describe('plurals', () => {
  it('follow the rules of each language', () => {
    expect([0, 1, 2, 3, 11, 100].map((n) => pluralForm('ar', n))).toEqual(['zero', 'one', 'two', 'few', 'many', 'other'])
    expect([0, 1, 2].map((n) => pluralForm('fr', n))).toEqual(['one', 'one', 'other'])
    expect(say('en', 'origins', { n: 1 })).toBe('1 source')
    expect(say('en', 'origins', { n: 4 })).toBe('4 sources')
    expect(say('ar', 'timeline.incidents', { n: 2 })).toBe('حادثان')
    expect(say('ar', 'timeline.incidents', { n: 12 })).toBe('12 حادثاً')
    expect(say('fr', 'review.left', { n: 1234 }).replace(/\s/g, ' ')).toBe('1 234 restants')
  })
  it('a Latin name in an Arabic sentence is isolated', () => {
    expect(say('ar', 'stretch.between', { from: 'A', to: 'ب' })).toBe('بين \u2068A\u2069 وب')
  })
  it('a key that no table has is seen', () => {
    expect(say('en', 'no.such.key')).toBe('no.such.key')
  })
})
