/**
 * A span is a half-open range of UTF-8 bytes; the page counts UTF-16 units. Marks are ranges of units, made of spans.
 */

export interface Range {
  start: number
  end: number
}

export interface Marked<T> extends Range {
  of: T
}

/** A piece of text that the same marks cover from end to end. */
export interface Piece<T> {
  text: string
  of: T[]
}

/**
 * Turns bytes into units for one text. A byte within a character is that character's beginning, and one beyond the text its end.
 * Asked in any order; linear in the text once.
 */
export function bytesToUnits(text: string): (byte: number) => number {
  const starts: number[] = []
  const units: number[] = []
  let byte = 0
  for (let unit = 0; unit < text.length; ) {
    const point = text.codePointAt(unit) ?? 0
    const wide = point > 0x7f
    if (wide || starts.length === 0) {
      starts.push(byte)
      units.push(unit)
    }
    byte += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
    unit += point > 0xffff ? 2 : 1
    if (wide) {
      starts.push(byte)
      units.push(unit)
    }
  }
  const length = byte
  return (at) => {
    if (at <= 0) return 0
    if (at >= length) return text.length
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] ?? 0) <= at) low = middle
      else high = middle - 1
    }
    const base = units[low] ?? 0
    const past = at - (starts[low] ?? 0)
    const inside = (text.codePointAt(base) ?? 0) > 0x7f
    return inside ? base : base + past
  }
}

/** Cuts a text where marks begin and end. Marks may overlap; those that fit nowhere are left out. */
export function pieces<T>(text: string, marks: readonly Marked<T>[]): Piece<T>[] {
  const kept = marks
    .map((m) => ({ ...m, start: Math.max(0, m.start), end: Math.min(text.length, m.end) }))
    .filter((m) => m.start < m.end)
  const cuts = [...new Set([0, text.length, ...kept.flatMap((m) => [m.start, m.end])])].sort((a, b) => a - b)
  const out: Piece<T>[] = []
  for (let i = 0; i + 1 < cuts.length; i++) {
    const [start, end] = [cuts[i] ?? 0, cuts[i + 1] ?? 0]
    out.push({ text: text.slice(start, end), of: kept.filter((m) => m.start <= start && end <= m.end).map((m) => m.of) })
  }
  return out
}

/** Marks of byte spans. */
export function marksOf<T>(text: string, spans: readonly Marked<T>[]): Marked<T>[] {
  const unit = bytesToUnits(text)
  return spans.map(({ start, end, of }) => ({ start: unit(start), end: unit(end), of }))
}

const RTL = new Set(['ar', 'arc', 'ckb', 'fa', 'he', 'ps', 'sd', 'syr', 'ur', 'yi'])

/** The way a text runs: by its language where that is known, else as its first letter does. */
export function direction(lang: string | null | undefined): 'ltr' | 'rtl' | 'auto' {
  if (!lang) return 'auto'
  return RTL.has(lang.split('-')[0] ?? '') ? 'rtl' : 'ltr'
}
