/** A line is a handful of families that share a colour and a shape on the map; the shape alone is enough to tell them apart. */

export const LINES = ['fighting', 'explosive', 'people', 'objects', 'hazard', 'access', 'movement', 'control', 'words'] as const
export type Line = (typeof LINES)[number]

const LINE_OF: Record<string, Line> = {
  battle: 'fighting',
  explosive: 'explosive',
  civilian_targeting: 'people',
  captivity: 'people',
  arrest: 'people',
  object_attack: 'objects',
  service: 'objects',
  hazard: 'hazard',
  access: 'access',
  aid: 'access',
  displacement: 'movement',
  need: 'movement',
  force: 'control',
  control: 'control',
}

export function lineOf(family: string): Line {
  return LINE_OF[family.split('.')[0] ?? ''] ?? 'words'
}

export function familiesOf(line: Line): string[] {
  return line === 'words'
    ? ['claim', 'diplomacy', 'accord', 'assessment', 'unrest']
    : Object.keys(LINE_OF).filter((family) => LINE_OF[family] === line)
}

/** Outlines in a box of 24 by 24 whose middle is 12, 12. */
export const SHAPES: Record<Line, string> = {
  fighting: 'M12 2.6 21.4 12 12 21.4 2.6 12Z',
  explosive: star(8, 9.8, 5.6),
  people: 'M12 3.6a8.4 8.4 0 1 0 0 16.8a8.4 8.4 0 1 0 0-16.8Z',
  objects: 'M4.4 4.4h15.2v15.2H4.4Z',
  hazard: 'M12 20.8 2.4 4.6h19.2Z',
  access: 'M3 8.2h18v7.6H3Z',
  movement: 'M3.4 5h8.4l8.8 7-8.8 7H3.4l5.4-7Z',
  control: 'M12 2.8 21 9.4 17.6 20H6.4L3 9.4Z',
  words: 'M3.4 4.6h17.2v11.2h-9.4l-4.4 4.4v-4.4H3.4Z',
}

function star(points: number, outer: number, inner: number): string {
  const at = Array.from({ length: points * 2 }, (_, i) => {
    const [angle, r] = [(i * Math.PI) / points - Math.PI / 2, i % 2 ? inner : outer]
    return `${(12 + r * Math.cos(angle)).toFixed(2)} ${(12 + r * Math.sin(angle)).toFixed(2)}`
  })
  return `M${at.join('L')}Z`
}
