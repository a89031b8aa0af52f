import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { LINES, SHAPES } from '../src/marks/families'
import { contrast, PALETTES } from '../src/marks/palette'
import { STANCES, stanceOf } from '../src/marks/stance'

const tokens = readFileSync(new URL('../src/styles/tokens.css', import.meta.url), 'utf8')

function variables(selector: string): Record<string, string> {
  const [, body = ''] = new RegExp(`${selector} \\{([^}]*)\\}`).exec(tokens) ?? []
  return Object.fromEntries([...body.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map((m) => [m[1], m[2]]))
}

const pages = { light: variables(':root'), dark: variables(':root\\[data-theme="dark"\\]') }

describe.each(['light', 'dark'] as const)('%s', (theme) => {
  const p = PALETTES[theme]
  const c = (name: string) => pages[theme][name] ?? ''
  it('marks stand out from land, water and paper (3:1, WCAG 1.4.11)', () => {
    for (const line of LINES)
      for (const ground of [p.land, p.paper])
        expect(contrast(p.lines[line], ground), `${line} on ${ground}`).toBeGreaterThanOrEqual(3)
    for (const line of LINES) expect(contrast(p.lines[line], p.water), `${line} on water`).toBeGreaterThanOrEqual(3)
    expect(contrast(p.focus, p.land)).toBeGreaterThanOrEqual(3)
  })
  it('the page paints marks as the map does', () => {
    for (const line of LINES) expect(c(line), line).toBe(p.lines[line])
  })
  it('letters can be read (4.5:1, WCAG 1.4.3)', () => {
    for (const ground of ['page', 'paper', 'raised']) {
      for (const ink of ['ink', 'muted', 'accent', 'warn'])
        expect(contrast(c(ink), c(ground)), `${ink} on ${ground}`).toBeGreaterThanOrEqual(4.5)
    }
    const pairs = [
      ['on-accent', 'accent'],
      ['warn', 'warn-paper'],
      ['note-ink', 'note-paper'],
      ['highlight-ink', 'highlight'],
      ['highlight-ink', 'highlight-strong'],
      ['accent', 'accent-paper'],
      ['muted', 'accent-paper'],
    ]
    for (const [ink = '', ground = ''] of pairs)
      expect(contrast(c(ink), c(ground)), `${ink} on ${ground}`).toBeGreaterThanOrEqual(4.5)
    expect(contrast(p.label, p.land)).toBeGreaterThanOrEqual(4.5)
  })
  it('fields have an edge that is seen (3:1)', () => {
    for (const ground of ['page', 'paper']) expect(contrast(c('rule-strong'), c(ground))).toBeGreaterThanOrEqual(3)
  })
})

it('every line has a shape of its own', () => {
  expect(new Set(Object.values(SHAPES)).size).toBe(LINES.length)
})

it('a stance is how surely it is so', () => {
  expect(stanceOf('reported', 'asserted')).toBe('reported')
  expect(stanceOf('reported', 'hedged')).toBe('suspected')
  expect(stanceOf('corroborated', 'hedged')).toBe('suspected')
  expect(stanceOf('corroborated', 'asserted')).toBe('corroborated')
  expect(stanceOf('contested', 'hedged')).toBe('contested')
  expect(stanceOf('retracted', 'asserted')).toBe('retracted')
  expect(STANCES).toHaveLength(5)
})
