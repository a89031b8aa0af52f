import { describe, expect, it } from 'vitest'
import { formatAddress, keyIn, parseAddress, VIEWS } from '../src/page/address'
import { isFiltered, NO_FILTERS, readFilters, writeFilters } from '../src/page/filters'

describe('addresses', () => {
  it('come back as they were', () => {
    for (const view of VIEWS) {
      for (const id of [null, 'i0123456789ab', 'sha256:ab/c d?#&', 'مراسل']) {
        const params = new URLSearchParams([
          ['type', 'battle'],
          ['type', 'hazard'],
          ['text', 'تل تمر & co'],
        ])
        const back = parseAddress(formatAddress({ view, id, params }))
        expect([back.view, back.id, back.params.toString()]).toEqual([view, id, params.toString()])
      }
    }
  })
  it('are the day where they are nothing', () => {
    for (const hash of ['', '#', '#/', '#/nowhere/x', '#/../../etc', '#%']) expect(parseAddress(hash).view).toBe('day')
    expect(parseAddress('#/incident/%E0%A4%A').id).toBe('%E0%A4%A')
  })
  it('hold a first key only in its own form', () => {
    expect(keyIn('#key=abc%3D')).toBe('abc=')
    expect(keyIn('#/day?key=abc')).toBeNull()
  })
})

describe('filters', () => {
  it('come back as they were', () => {
    const filters = {
      ...NO_FILTERS,
      from: '2019-11-01',
      to: '2019-11-30',
      bbox: '-1.5,2,3,4',
      type: ['battle', 'explosive.shelling'],
      standing: ['contested'],
      actor: 'SDF',
      harm: 'killed',
      min: 3,
      text: 'قذائف',
      weapon: 'drone',
    }
    expect(readFilters(writeFilters(filters))).toEqual(filters)
    expect(readFilters(new URLSearchParams())).toEqual(NO_FILTERS)
    expect(writeFilters(NO_FILTERS).toString()).toBe('')
  })
  it('drop what makes no sense', () => {
    const read = readFilters(new URLSearchParams('from=yesterday&to=2019-1-1&bbox=1,2,x,4&min=-3&type='))
    expect(read).toEqual(NO_FILTERS)
  })
  it('a least figure says nothing without its harm', () => {
    expect(writeFilters({ ...NO_FILTERS, min: 5 }).toString()).toBe('')
  })
  it('days alone are no filter that is to be cleared', () => {
    expect(isFiltered({ ...NO_FILTERS, from: '2019-11-01' })).toBe(false)
    expect(isFiltered({ ...NO_FILTERS, standing: ['contested'] })).toBe(true)
  })
})
