/** A mark as pixels, for the map; Mark.svelte draws the same one for the page. */
import { type Line, SHAPES } from './families'
import type { Palette } from './palette'
import type { Stance } from './stance'

export interface Pixels {
  width: number
  height: number
  data: Uint8ClampedArray
}

/** Marks are painted at twice their size on the page. */
export const PIXEL_RATIO = 2
const SIZE = 24 * PIXEL_RATIO

export function imageName(line: Line, stance: Stance): string {
  return `${line}-${stance}`
}

export function paint(line: Line, stance: Stance, palette: Palette): Pixels | null {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = SIZE
  const at = canvas.getContext('2d')
  if (!at) return null
  at.scale(PIXEL_RATIO, PIXEL_RATIO)
  at.lineJoin = 'round'
  const shape = new Path2D(SHAPES[line])
  const colour = stance === 'retracted' ? palette.label : palette.lines[line]

  at.strokeStyle = palette.halo
  at.lineWidth = 4.4
  at.stroke(shape)
  at.fillStyle = stance === 'corroborated' ? colour : palette.paper
  at.fill(shape)
  at.save()
  at.clip(shape)
  if (stance === 'reported') hatch(at, colour)
  if (stance === 'contested') {
    at.fillStyle = colour
    at.fillRect(0, 0, 12, 24)
  }
  at.restore()
  at.strokeStyle = colour
  at.lineWidth = 1.9
  if (stance === 'suspected') at.setLineDash([2.6, 2])
  at.stroke(shape)
  if (stance === 'retracted') {
    at.setLineDash([])
    at.stroke(new Path2D('M3 21 21 3'))
  }
  return at.getImageData(0, 0, SIZE, SIZE)
}

function hatch(at: CanvasRenderingContext2D, colour: string) {
  at.strokeStyle = colour
  at.lineWidth = 1.1
  for (let x = -24; x < 24; x += 3.4) at.stroke(new Path2D(`M${x} 24 L${x + 24} 0`))
}

/** The hatching of an area that is no point: a province, a district. */
export function paintHatch(colour: string): Pixels | null {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = 16
  const at = canvas.getContext('2d')
  if (!at) return null
  at.strokeStyle = colour
  at.globalAlpha = 0.55
  at.lineWidth = 1.4
  for (const x of [-16, 0, 16]) at.stroke(new Path2D(`M${x} 16 L${x + 16} 0`))
  return at.getImageData(0, 0, 16, 16)
}

/** Around the mark that is looked at. */
export function paintRing(colour: string): Pixels | null {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = 36 * PIXEL_RATIO
  const at = canvas.getContext('2d')
  if (!at) return null
  at.scale(PIXEL_RATIO, PIXEL_RATIO)
  at.strokeStyle = colour
  at.lineWidth = 3
  at.stroke(new Path2D('M18 2.5a15.5 15.5 0 1 0 0 31a15.5 15.5 0 1 0 0-31Z'))
  return at.getImageData(0, 0, canvas.width, canvas.height)
}
