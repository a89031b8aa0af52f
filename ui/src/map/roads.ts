/**
 * Roads on the map. What bars them is told by the drawing and not by colour alone: closed is a barred band, suspected is dashed, unknown is
 * dotted, reported open is a double line. A road of which no report speaks is a thin grey line, and is not known to be open.
 */
import type { GeoJSONSource, Map as MapLibre } from 'maplibre-gl'
import type { Closure, Reach, Trip } from '../api/shapes'
import type { Palette } from '../marks/palette'

export const ROAD_CLICKABLE = ['closure-hit']
const NONE: GeoJSON.FeatureCollection = { type: 'FeatureCollection', features: [] }

/** The state as drawn; a closure that is laid on no road is not drawn. */
export function drawn(c: Closure): 'closed' | 'suspected' | 'unknown' | 'open' | null {
  if (c.cause === 'opened') return 'open'
  return c.state ?? null
}

export function layRoads(map: MapLibre, palette: Palette) {
  for (const id of ['network', 'closures', 'route', 'reach', 'ends'])
    if (!map.getSource(id)) map.addSource(id, { type: 'geojson', data: NONE })
  const { closed, suspected, unknown, open } = {
    closed: palette.lines.explosive,
    suspected: palette.lines.hazard,
    unknown: palette.label,
    open: palette.lines.access,
  }
  const line = (id: string, source: string, filter: unknown[] | null, paint: object, cap: 'round' | 'butt' = 'butt') =>
    map.addLayer({
      id,
      type: 'line',
      source,
      ...(filter ? { filter: filter as never } : {}),
      layout: { 'line-cap': cap, 'line-join': 'round' },
      paint,
    })
  const state = (name: string) => ['==', ['get', 'state'], name]

  line('network', 'network', ['==', ['geometry-type'], 'LineString'], {
    'line-color': palette.road,
    'line-width': [
      'interpolate',
      ['linear'],
      ['zoom'],
      5,
      0.7,
      10,
      ['match', ['get', 'class'], ['motorway', 'trunk', 'primary'], 3, ['secondary', 'tertiary'], 2, 1.2],
    ],
  })
  line(
    'reach',
    'reach',
    ['!=', ['geometry-type'], 'Point'],
    { 'line-color': palette.focus, 'line-width': 7, 'line-opacity': 0.35 },
    'round',
  )
  line(
    'route',
    'route',
    ['!=', ['get', 'risk'], true],
    { 'line-color': palette.focus, 'line-width': 9, 'line-opacity': 0.5 },
    'round',
  )
  line('route-risk', 'route', ['==', ['get', 'risk'], true], {
    'line-color': palette.focus,
    'line-width': 9,
    'line-opacity': 0.45,
    'line-dasharray': [1.2, 0.8],
  })
  line('closure-hit', 'closures', null, { 'line-color': palette.ink, 'line-width': 16, 'line-opacity': 0 })
  line(
    'closure-focus',
    'closures',
    ['==', ['get', 'focus'], true],
    { 'line-color': palette.focus, 'line-width': 11, 'line-opacity': 0.6 },
    'round',
  )
  line('closure-open', 'closures', state('open'), { 'line-color': open, 'line-width': 1.6, 'line-gap-width': 3 })
  line(
    'closure-unknown',
    'closures',
    state('unknown'),
    { 'line-color': unknown, 'line-width': 4, 'line-dasharray': [0.01, 1.9] },
    'round',
  )
  line('closure-suspected', 'closures', state('suspected'), {
    'line-color': suspected,
    'line-width': 4.5,
    'line-dasharray': [2, 1.3],
  })
  line('closure-closed', 'closures', state('closed'), { 'line-color': closed, 'line-width': 6 })
  line('closure-bars', 'closures', state('closed'), { 'line-color': palette.paper, 'line-width': 6, 'line-dasharray': [0.25, 0.9] })
  map.addLayer({
    id: 'reached',
    type: 'circle',
    source: 'reach',
    filter: ['==', ['geometry-type'], 'Point'],
    paint: {
      'circle-radius': 8,
      'circle-color': palette.focus,
      'circle-opacity': ['case', ['get', 'clear'], 0.45, 0],
      'circle-stroke-color': palette.focus,
      'circle-stroke-width': 2,
    },
  })
  map.addLayer({
    id: 'towns',
    type: 'circle',
    source: 'network',
    filter: ['==', ['geometry-type'], 'Point'],
    paint: { 'circle-radius': 3.4, 'circle-color': palette.paper, 'circle-stroke-color': palette.road, 'circle-stroke-width': 1.4 },
  })
  map.addLayer({
    id: 'ends',
    type: 'circle',
    source: 'ends',
    paint: { 'circle-radius': 8, 'circle-color': palette.focus, 'circle-stroke-color': palette.paper, 'circle-stroke-width': 2 },
  })
  map.addLayer({
    id: 'end-letters',
    type: 'symbol',
    source: 'ends',
    layout: {
      'text-field': ['get', 'letter'],
      'text-size': 11,
      'text-font': ['system-ui', 'sans-serif'],
      'text-allow-overlap': true,
    },
    paint: { 'text-color': palette.paper },
  })
}

const put = (map: MapLibre, id: string, features: GeoJSON.Feature[]) =>
  map.getSource<GeoJSONSource>(id)?.setData({ type: 'FeatureCollection', features })

export function showNetwork(map: MapLibre, network: GeoJSON.FeatureCollection) {
  map.getSource<GeoJSONSource>('network')?.setData(network)
}

export function showClosures(map: MapLibre, closures: readonly Closure[], focus: string | null) {
  const rank = { unknown: 0, open: 1, suspected: 2, closed: 3 }
  const features = closures.flatMap((c) => {
    const state = drawn(c)
    if (!state || !c.geometry?.length) return []
    const geometry: GeoJSON.MultiLineString = { type: 'MultiLineString', coordinates: c.geometry }
    return [{ type: 'Feature' as const, geometry, properties: { id: c.id, state, focus: c.id === focus, rank: rank[state] } }]
  })
  put(
    map,
    'closures',
    features.sort((a, b) => a.properties.rank - b.properties.rank),
  )
}

export function showTrips(map: MapLibre, trips: readonly Trip[], risk: Trip | null) {
  const one = (trip: Trip, risky: boolean): GeoJSON.Feature => ({
    type: 'Feature',
    geometry: { type: 'LineString', coordinates: trip.geometry },
    properties: { risk: risky },
  })
  put(
    map,
    'route',
    [...trips.map((t) => one(t, false)), ...(risk ? [one(risk, true)] : [])].filter(
      (f) => (f.geometry as GeoJSON.LineString).coordinates.length > 1,
    ),
  )
}

export function showReach(map: MapLibre, reach: Reach | null) {
  const lines: GeoJSON.Feature[] = reach?.geometry ? [{ type: 'Feature', geometry: reach.geometry, properties: {} }] : []
  const places: GeoJSON.Feature[] = (reach?.places ?? []).flatMap((p) =>
    p.lat === undefined || p.lon === undefined
      ? []
      : [
          {
            type: 'Feature' as const,
            geometry: { type: 'Point' as const, coordinates: [p.lon, p.lat] },
            properties: { clear: p.clear },
          },
        ],
  )
  put(map, 'reach', [...lines, ...places])
}

export function showEnds(map: MapLibre, ends: readonly { lon: number; lat: number; letter: string }[]) {
  put(
    map,
    'ends',
    ends.map(({ lon, lat, letter }) => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [lon, lat] },
      properties: { letter },
    })),
  )
}
