import { describe, expect, it } from 'vitest'
import { reports } from '../mock/build.mjs'
import { bytesToUnits, direction, marksOf, pieces } from '../src/text/spans'

const bytes = (text: string) => new TextEncoder().encode(text).length

describe('bytes to units', () => {
  for (const text of ['plain', 'Hassaké', 'وسقطت قذائف', 'a😀b', 'é😀ق mixed', '', '\u{1F1F8}\u{1F1FE} flag']) {
    it(`agrees with the encoder at every character of “${text}”`, () => {
      const unit = bytesToUnits(text)
      let at = 0
      for (const char of text) {
        expect(unit(bytes(text.slice(0, at)))).toBe(at)
        at += char.length
      }
      expect(unit(bytes(text))).toBe(text.length)
      expect(unit(bytes(text) + 9)).toBe(text.length)
    })
  }
  it('takes a byte within a character for its beginning', () => {
    const unit = bytesToUnits('aéb')
    expect([0, 1, 2, 3, 4].map(unit)).toEqual([0, 1, 1, 2, 3])
    expect(bytesToUnits('😀x')(3)).toBe(0)
  })
})

describe('marks', () => {
  it('cover the words that the records quote, in every report of the exercise', () => {
    let seen = 0
    for (const report of reports) {
      for (const record of report.records) {
        for (const e of record.evidence) {
          const [mark] = marksOf(report.text, [{ start: e.start, end: e.end, of: record.id }])
          expect(report.text.slice(mark?.start, mark?.end)).toBe(e.text)
          seen++
        }
      }
    }
    expect(seen).toBeGreaterThan(20)
  })
  it('begin within an Arabic word, after its clitic', () => {
    const text = 'وسقطت قذائف'
    const [mark] = marksOf(text, [{ start: 2, end: 10, of: 'x' }])
    expect(text.slice(mark?.start, mark?.end)).toBe('سقطت')
  })
  it('may overlap, and pieces make up the text again', () => {
    const text = 'one two three'
    const cut = pieces(text, [
      { start: 0, end: 7, of: 'a' },
      { start: 4, end: 13, of: 'b' },
      { start: 9, end: 9, of: 'nothing' },
      { start: 40, end: 50, of: 'beyond' },
    ])
    expect(cut.map((p) => p.text).join('')).toBe(text)
    expect(cut.map((p) => p.of.join(''))).toEqual(['a', 'ab', 'b'])
  })
})

it('text runs as its language does', () => {
  expect([direction('ar'), direction('fr'), direction('ckb'), direction(null)]).toEqual(['rtl', 'ltr', 'rtl', 'auto'])
})
