/** Colours that the map is painted with; the page's own are in styles/tokens.css. A test holds their contrast. */
import type { Line } from './families'

export type Theme = 'light' | 'dark'

export interface Palette {
  water: string
  land: string
  lake: string
  country: string
  disputed: string
  province: string
  label: string
  halo: string
  paper: string
  ink: string
  road: string
  focus: string
  lines: Record<Line, string>
}

export const PALETTES: Record<Theme, Palette> = {
  light: {
    water: '#cfdde2',
    land: '#f3f3ef',
    lake: '#c3d5dc',
    country: '#8b9492',
    disputed: '#9a6a5c',
    province: '#c9cdc8',
    label: '#4a5452',
    halo: '#f3f3ef',
    paper: '#ffffff',
    ink: '#18211f',
    road: '#6d7674',
    focus: '#0f4c75',
    lines: {
      fighting: '#6b2f8f',
      explosive: '#b3401a',
      people: '#a01d4f',
      objects: '#6b4f2e',
      hazard: '#8a6100',
      access: '#0a6674',
      movement: '#2460a7',
      control: '#466625',
      words: '#56616b',
    },
  },
  dark: {
    water: '#0f1a20',
    land: '#1d2527',
    lake: '#122028',
    country: '#66716f',
    disputed: '#a27766',
    province: '#343e40',
    label: '#b4bfbc',
    halo: '#1d2527',
    paper: '#161d1f',
    ink: '#e8edeb',
    road: '#8a9593',
    focus: '#9bd0f5',
    lines: {
      fighting: '#c79be6',
      explosive: '#f08a5d',
      people: '#f07fa6',
      objects: '#c9a982',
      hazard: '#e0b23c',
      access: '#5fc3d0',
      movement: '#86b6f2',
      control: '#a4c97a',
      words: '#a8b4bd',
    },
  },
}

/** WCAG 2.2 relative luminance and contrast of two `#rrggbb`. */
export function contrast(a: string, b: string): number {
  const [x, y] = [luminance(a), luminance(b)]
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05)
}

function luminance(hex: string): number {
  const channel = (at: number) => {
    const c = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}
