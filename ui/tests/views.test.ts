import { describe, expect, it } from 'vitest'
import type { Counted, Incident, MapAnswer, Timeline } from '../src/api/shapes'
import { circle } from '../src/map/circle'
import { fade, isWide, spread } from '../src/map/incidents'
import { correctedValue, draftOf } from '../src/parts/correction'
import { addDays, bins, stepFor } from '../src/views/day/bins'
import { months, silentDays, sum } from '../src/views/truce/months'

describe('the timeline', () => {
  const day = (d: string, incidents: number, reports: number) => ({ day: d, incidents, families: { battle: incidents }, reports })
  it('leaves no day out, and knows on which nobody reported', () => {
    const t: Timeline = { days: [day('2020-02-28', 2, 1), day('2020-03-02', 1, 0)], undated: 0 }
    const b = bins(t, null, null)
    expect(b.map((x) => x.from)).toEqual(['2020-02-28', '2020-02-29', '2020-03-01', '2020-03-02'])
    expect(b.map((x) => x.silent)).toEqual([0, 1, 1, 1])
    expect(b.map((x) => x.incidents)).toEqual([2, 0, 0, 1])
  })
  it('adds up, whatever the step', () => {
    const days = Array.from({ length: 1200 }, (_, i) => day(addDays('2019-01-01', i), i % 3, i % 2))
    const b = bins({ days, undated: 0 }, null, null)
    expect(stepFor(1200)).toBe('month')
    expect(b.reduce((n, x) => n + x.incidents, 0)).toBe(days.reduce((n, d) => n + d.incidents, 0))
    expect(b.reduce((n, x) => n + x.days, 0)).toBe(1200)
  })
  it('is empty without a day, and bounded by its filter', () => {
    expect(bins({ days: [], undated: 3 }, null, null)).toEqual([])
    expect(bins({ days: [], undated: 0 }, '2019-11-01', '2019-11-03')).toHaveLength(3)
    expect(bins({ days: [], undated: 0 }, '2019-11-03', '2019-11-01')).toEqual([])
  })
})

describe('the map', () => {
  const feature = (p: object, at: [number, number] | null = [40, 36]) => ({
    type: 'Feature' as const,
    properties: p,
    geometry: at && { type: 'Point' as const, coordinates: at },
  })
  const answer = (...features: ReturnType<typeof feature>[]) =>
    ({ type: 'FeatureCollection', features, as_of: 1, unplaced: 0, newest: null }) as MapAnswer
  it('never makes a point of a province', () => {
    const { areas, marks } = spread(answer(feature({ id: 'a', family: 'battle', radius_km: 120, precision: 4 })))
    expect([areas.features.length, marks.features.length]).toEqual([1, 0])
    expect([isWide(2, 1), isWide(60, 5), isWide(120, 3), isWide(null, 6), isWide(null, 'province')]).toEqual([
      false,
      false,
      true,
      true,
      true,
    ])
  })
  it('nor of several that are somewhere in one', () => {
    const { areas, marks } = spread(answer(feature({ group: true, area: true, count: 7, family: 'battle', radius_km: 120 })))
    expect([areas.features[0]?.properties?.count, marks.features.length]).toEqual([7, 0])
  })
  it('leaves out what has no place', () => {
    expect(spread(answer(feature({ id: 'a', family: 'battle' }, null))).marks.features).toEqual([])
  })
  it('sets marks of one place apart', () => {
    const { marks } = spread(
      answer(
        feature({ id: 'a', family: 'battle' }),
        feature({ id: 'b', family: 'battle' }),
        feature({ id: 'c', family: 'battle' }, [41, 36]),
      ),
    )
    const offsets = marks.features.map((f) => String(f.properties?.offset))
    expect(new Set(offsets.slice(0, 2)).size).toBe(2)
    expect(offsets[2]).toBe('0,0')
  })
  it('news fades and never goes out', () => {
    const ages = [0, 1, 7, 20, 30, 90, 5000].map(fade)
    expect(ages).toEqual([...ages].sort((a, b) => b - a))
    expect([fade(0), fade(5000)]).toEqual([1, 0.35])
  })
  it('draws circles as wide as they are', () => {
    const [ring = []] = circle(40, 36, 25).coordinates
    expect(ring[0]).toEqual(ring.at(-1))
    const lats = ring.map((p) => p[1] ?? 0)
    expect((Math.max(...lats) - Math.min(...lats)) * 111.195).toBeCloseTo(50, 1)
  })
})

describe('the board', () => {
  const row = (day: string, alleged: number) => ({
    day,
    zone: 'z',
    parties: [],
    clause: 'A',
    alleged,
    corroborated: 0,
    verified: 0,
    contested: 0,
    inconsistent: 0,
    undeterminable: 1,
    incidents: ['i'],
  })
  const counted = (coverage: Counted['coverage'], rows = [row('2019-11-04', 1), row('2019-11-04', 2)]): Counted => ({
    first: '2019-11-03',
    last: '2019-11-05',
    rows,
    undated: [],
    coverage,
  })
  const zone = (...days_without: string[]) => ({ zone: 'z', days_with_reports: 0, reports: 0, days_without })
  it('adds verdicts of a day', () => {
    expect(sum(counted([]).rows)).toMatchObject({ alleged: 3, undeterminable: 2 })
    const [month] = months(counted([zone()]))
    const cell = month && 'weeks' in month ? month.weeks.flat().find((c) => c?.day === '2019-11-04') : null
    expect(cell?.counts.alleged).toBe(3)
    expect(cell?.incidents).toEqual(['i'])
  })
  it('a day is silent only where no zone had a report', () => {
    expect([...silentDays(counted([zone('2019-11-03', '2019-11-05'), zone('2019-11-05')]))]).toEqual(['2019-11-05'])
  })
  it('months of silence are one line', () => {
    const days = Array.from({ length: 200 }, (_, i) => addDays('2019-11-05', i))
    const all = months({ ...counted([zone(...days)], []), first: '2019-11-05', last: days.at(-1) ?? '' })
    expect(all).toEqual([{ from: '2019-11-01', to: '2020-05-01' }])
  })
})

describe('a correction', () => {
  const incident = {
    type: 'explosive.shelling',
    harm: { killed: { low: 2, best: 2, high: 3, civilians: null, combatants: null, by_source: [] } },
    time: null,
  } as unknown as Incident
  const draft = draftOf('harm.killed', incident)
  it('begins with what is held', () => {
    expect([draft.low, draft.best, draft.high]).toEqual(['2', '2', '3'])
    expect(draftOf('type', incident).choice).toBe('explosive.shelling')
  })
  it('of a figure that is emptied is unknown, which is not 0', () => {
    expect(correctedValue('harm.killed', { ...draft, best: '' }, incident)).toBeNull()
    expect(correctedValue('harm.killed', { ...draft, best: '0', low: '', high: '' }, incident)).toMatchObject({
      low: 0,
      best: 0,
      high: null,
    })
  })
  it('that makes no sense is none', () => {
    for (const bad of [{ best: 'x' }, { best: '5', high: '3' }, { best: '1', low: '2' }, { best: '1.5' }, { best: '-1' }]) {
      expect(correctedValue('harm.killed', { ...draft, ...bad }, incident)).toBeUndefined()
    }
    expect(correctedValue('places', draft, incident)).toBeUndefined()
  })
})
