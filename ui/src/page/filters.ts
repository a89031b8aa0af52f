/** What incidents one wants to see. The same names in the page's address and in what the server is asked. */

export interface Filters {
  from: string | null
  to: string | null
  bbox: string | null
  type: string[]
  standing: string[]
  actor: string
  harm: string
  min: number
  text: string
  weapon: string
}

export const NO_FILTERS: Filters = {
  from: null,
  to: null,
  bbox: null,
  type: [],
  standing: [],
  actor: '',
  harm: '',
  min: 1,
  text: '',
  weapon: '',
}

const DAY = /^\d{4}-\d{2}-\d{2}$/

export function readFilters(params: URLSearchParams): Filters {
  const day = (name: string) => {
    const value = params.get(name)
    return value && DAY.test(value) ? value : null
  }
  const min = Number(params.get('min') ?? 1)
  return {
    from: day('from'),
    to: day('to'),
    bbox: readBox(params.get('bbox')),
    type: params.getAll('type').filter(Boolean),
    standing: params.getAll('standing').filter(Boolean),
    actor: params.get('actor') ?? '',
    harm: params.get('harm') ?? '',
    min: Number.isInteger(min) && min > 0 ? min : 1,
    text: params.get('text') ?? '',
    weapon: params.get('weapon') ?? '',
  }
}

function readBox(text: string | null): string | null {
  const sides = (text ?? '').split(',').map(Number)
  return sides.length === 4 && sides.every(Number.isFinite) ? sides.join(',') : null
}

/** Only what differs from no filter is written. `min` says nothing without a harm. */
export function writeFilters(filters: Filters): URLSearchParams {
  const out = new URLSearchParams()
  for (const key of ['from', 'to', 'bbox'] as const) if (filters[key]) out.set(key, filters[key])
  for (const type of filters.type) out.append('type', type)
  for (const standing of filters.standing) out.append('standing', standing)
  for (const key of ['actor', 'harm', 'text', 'weapon'] as const) if (filters[key]) out.set(key, filters[key])
  if (filters.harm && filters.min > 1) out.set('min', String(filters.min))
  return out
}

export function isFiltered(filters: Filters): boolean {
  return writeFilters({ ...filters, from: null, to: null }).size > 0
}
