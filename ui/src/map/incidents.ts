/**
 * Incidents on the map. Where a happening lies is an area; a mark stands in its middle only where the area is small enough that the
 * middle is no lie. A province, a country or a sea is an area alone, hatched.
 */
import type { ExpressionSpecification, GeoJSONSource, Map as MapLibre } from 'maplibre-gl'
import type { MapAnswer, ShortPlace } from '../api/shapes'
import { LINES, lineOf } from '../marks/families'
import { imageName, PIXEL_RATIO, paint, paintHatch, paintRing } from '../marks/paint'
import type { Palette } from '../marks/palette'
import { STANCES, stanceOf } from '../marks/stance'
import { circle } from './circle'

/** From the top down. */
export const CLICKABLE = ['incidents', 'groups', 'areas-wide', 'areas']

const OFFSET = ['coalesce', ['array', 'number', 2, ['get', 'offset']], ['literal', [0, 0]]] as unknown as ExpressionSpecification

/** From this radius on, or from this UCDP where_prec on, nobody may read a point. */
const WIDE_KM = 75

export interface Spread {
  areas: GeoJSON.FeatureCollection
  marks: GeoJSON.FeatureCollection
}

export function isWide(radiusKm: number | null, precision: number | string | null): boolean {
  return (
    (radiusKm ?? 0) >= WIDE_KM ||
    precision === 4 ||
    precision === 6 ||
    precision === 7 ||
    precision === 'province' ||
    precision === 'country'
  )
}

/** Areas and marks of what the server answered. Groups stay groups. */
export function spread(answer: MapAnswer): Spread {
  const areas: GeoJSON.Feature[] = []
  const marks: GeoJSON.Feature[] = []
  for (const { geometry, properties: p } of answer.features) {
    if (!geometry || !p) continue
    const [lon = 0, lat = 0] = geometry.coordinates
    const line = lineOf(String(p.family ?? ''))
    if (p.group && p.area) {
      // Several somewhere within one circle: an area with how many they are, and no point.
      const properties = { ...p, line, wide: true, fade: 1, lon, lat }
      areas.push({ type: 'Feature', properties, geometry: circle(lon, lat, p.radius_km) })
      continue
    }
    if (p.group) {
      marks.push({ type: 'Feature', geometry, properties: { ...p, line } })
      continue
    }
    const wide = isWide(p.radius_km ?? null, p.precision ?? null)
    const properties = {
      ...p,
      line,
      wide,
      offset: [0, 0],
      fade: fade(p.age_days ?? 0),
      image: imageName(line, stanceOf(p.standing ?? '', p.status ?? '')),
    }
    if (p.radius_km) areas.push({ type: 'Feature', properties, geometry: circle(lon, lat, p.radius_km) })
    if (!wide) marks.push({ type: 'Feature', properties, geometry })
  }
  dodge(marks)
  // The widest lies at the bottom, so that a village can be taken out of its province.
  areas.sort((a, b) => (b.properties?.radius_km ?? 0) - (a.properties?.radius_km ?? 0))
  return { areas: { type: 'FeatureCollection', features: areas }, marks: { type: 'FeatureCollection', features: marks } }
}

/** Marks of one place stand around it, so that none hides another. Offsets are in pixels. */
function dodge(marks: readonly GeoJSON.Feature[]) {
  const spots = new Map<string, GeoJSON.Feature[]>()
  for (const mark of marks) {
    if (mark.geometry.type !== 'Point' || mark.properties?.group) continue
    const spot = mark.geometry.coordinates.map((c) => c.toFixed(4)).join()
    spots.set(spot, [...(spots.get(spot) ?? []), mark])
  }
  for (const here of spots.values()) {
    if (here.length < 2) continue
    const radius = Math.max(11, (here.length * 23) / (2 * Math.PI))
    here.forEach((mark, i) => {
      const angle = (2 * Math.PI * i) / here.length + Math.PI
      mark.properties = { ...mark.properties, offset: [radius * Math.cos(angle), radius * Math.sin(angle)] }
    })
  }
}

/** News fades: whole on its day, three quarters after a week, a third from three months on. */
export function fade(ageDays: number): number {
  const steps: [number, number][] = [
    [0, 1],
    [7, 0.8],
    [30, 0.55],
    [90, 0.35],
  ]
  for (let i = 1; i < steps.length; i++) {
    const [[a, x], [b, y]] = [steps[i - 1] ?? [0, 1], steps[i] ?? [0, 1]]
    if (ageDays <= b) return x + ((y - x) * (ageDays - a)) / (b - a)
  }
  return 0.35
}

export function layIncidents(map: MapLibre, palette: Palette) {
  for (const line of LINES) {
    for (const stance of STANCES) {
      const pixels = paint(line, stance, palette)
      if (pixels) put(map, imageName(line, stance), pixels, PIXEL_RATIO)
    }
    const hatch = paintHatch(palette.lines[line])
    if (hatch) put(map, `hatch-${line}`, hatch, 2)
  }
  const ring = paintRing(palette.focus)
  if (ring) put(map, 'ring', ring, PIXEL_RATIO)
  const empty: GeoJSON.FeatureCollection = { type: 'FeatureCollection', features: [] }
  for (const id of ['areas', 'incidents', 'focus']) if (!map.getSource(id)) map.addSource(id, { type: 'geojson', data: empty })

  const colour: ExpressionSpecification = [
    'match',
    ['get', 'line'],
    ...LINES.flatMap((l) => [l, palette.lines[l]]),
    palette.label,
  ] as never
  const soft: ExpressionSpecification = ['coalesce', ['get', 'fade'], 1]
  map.addLayer({
    id: 'areas',
    type: 'fill',
    source: 'areas',
    filter: ['!', ['get', 'wide']],
    paint: { 'fill-color': colour, 'fill-opacity': ['*', 0.05, soft] },
  })
  map.addLayer({
    id: 'areas-wide',
    type: 'fill',
    source: 'areas',
    filter: ['get', 'wide'],
    paint: { 'fill-pattern': ['concat', 'hatch-', ['get', 'line']], 'fill-opacity': ['*', 0.5, soft] },
  })
  map.addLayer({
    id: 'areas-edge',
    type: 'line',
    source: 'areas',
    paint: { 'line-color': colour, 'line-width': 1, 'line-opacity': ['*', 0.5, soft], 'line-dasharray': [3, 3] },
  })
  map.addLayer({
    id: 'area-counts',
    type: 'symbol',
    source: 'areas',
    filter: ['has', 'count'],
    layout: { 'text-field': ['to-string', ['get', 'count']], 'text-size': 12, 'text-font': ['system-ui', 'sans-serif'] },
    paint: { 'text-color': palette.ink, 'text-halo-color': palette.halo, 'text-halo-width': 2 },
  })
  map.addLayer({
    id: 'focus-area',
    type: 'fill',
    source: 'focus',
    filter: ['==', ['geometry-type'], 'Polygon'],
    paint: { 'fill-color': palette.focus, 'fill-opacity': 0.14 },
  })
  map.addLayer({
    id: 'focus-edge',
    type: 'line',
    source: 'focus',
    filter: ['==', ['geometry-type'], 'Polygon'],
    paint: { 'line-color': palette.focus, 'line-width': 2 },
  })
  map.addLayer({
    id: 'groups',
    type: 'circle',
    source: 'incidents',
    filter: ['has', 'group'],
    paint: {
      'circle-radius': ['interpolate', ['linear'], ['log10', ['get', 'count']], 0, 10, 1, 14, 2, 19, 4, 28],
      'circle-color': palette.paper,
      'circle-stroke-color': colour,
      'circle-stroke-width': 2.4,
    },
  })
  map.addLayer({
    id: 'group-counts',
    type: 'symbol',
    source: 'incidents',
    filter: ['has', 'group'],
    layout: {
      'text-field': ['to-string', ['get', 'count']],
      'text-size': 12,
      'text-font': ['system-ui', 'sans-serif'],
      'text-allow-overlap': true,
    },
    paint: { 'text-color': palette.ink },
  })
  map.addLayer({
    id: 'incidents',
    type: 'symbol',
    source: 'incidents',
    filter: ['!', ['has', 'group']],
    layout: {
      'icon-image': ['get', 'image'],
      'icon-offset': OFFSET,
      'icon-allow-overlap': true,
      'icon-ignore-placement': true,
      'symbol-sort-key': soft,
    },
    paint: { 'icon-opacity': soft },
  })
  map.addLayer({
    id: 'focus-ring',
    type: 'symbol',
    source: 'focus',
    filter: ['==', ['geometry-type'], 'Point'],
    layout: { 'icon-image': 'ring', 'icon-offset': OFFSET, 'icon-allow-overlap': true, 'icon-ignore-placement': true },
  })
}

function put(map: MapLibre, name: string, pixels: { width: number; height: number; data: Uint8ClampedArray }, pixelRatio: number) {
  if (map.hasImage(name)) map.removeImage(name)
  map.addImage(name, pixels, { pixelRatio })
}

export function showIncidents(map: MapLibre, { areas, marks }: Spread) {
  map.getSource<GeoJSONSource>('areas')?.setData(areas)
  map.getSource<GeoJSONSource>('incidents')?.setData(marks)
}

/** Rings what is looked at; areas alone have their edge drawn strong. */
export interface Looked {
  id: string
  place: ShortPlace | null
}

export function showFocus(map: MapLibre, { areas, marks }: Spread, looked: readonly Looked[]) {
  const ids = looked.map((l) => l.id)
  const features = [...areas.features, ...marks.features].filter((f) => ids.includes(f.properties?.id))
  for (const { id, place } of looked) {
    // One that stands in a group has no feature of its own.
    if (!place || place.lat === null || place.lon === null || features.some((f) => f.properties?.id === id)) continue
    if (place.radius_km) features.push({ type: 'Feature', properties: {}, geometry: circle(place.lon, place.lat, place.radius_km) })
    if (!isWide(place.radius_km, place.precision))
      features.push({ type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: [place.lon, place.lat] } })
  }
  map.getSource<GeoJSONSource>('focus')?.setData({ type: 'FeatureCollection', features })
}
