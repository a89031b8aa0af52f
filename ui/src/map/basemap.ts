/** The ground under everything: land, water and lines from the server's own files; labels in the machine's own letters. */
import type { LayerSpecification, StyleSpecification } from 'maplibre-gl'
import type { Palette } from '../marks/palette'

const EMPTY: GeoJSON.FeatureCollection = { type: 'FeatureCollection', features: [] }

export const LABELS = 'labels'

/** No `glyphs`: MapLibre then draws letters with the fonts of the page. */
export function basemap(palette: Palette): StyleSpecification {
  return {
    version: 8,
    sources: {
      land: { type: 'geojson', data: '/basemap/land.json', attribution: 'Natural Earth' },
      lakes: { type: 'geojson', data: '/basemap/lakes.json' },
      lines: { type: 'geojson', data: '/basemap/lines.json' },
      [LABELS]: { type: 'geojson', data: EMPTY },
    },
    layers: [
      { id: 'water', type: 'background', paint: { 'background-color': palette.water } },
      { id: 'land', type: 'fill', source: 'land', paint: { 'fill-color': palette.land, 'fill-antialias': false } },
      line('province', palette.province, [1.5, 1.5], 0.8, 4.5),
      { id: 'lakes', type: 'fill', source: 'lakes', paint: { 'fill-color': palette.lake } },
      line('country', palette.country, null, 1.2, 0),
      line('disputed', palette.disputed, [3, 2.5], 1.2, 0),
    ],
  }
}

function line(kind: string, colour: string, dash: number[] | null, width: number, minzoom: number): LayerSpecification {
  return {
    id: `line-${kind}`,
    type: 'line',
    source: 'lines',
    minzoom,
    filter: ['==', ['get', 'kind'], kind],
    layout: { 'line-join': 'round' },
    paint: {
      'line-color': colour,
      'line-width': ['interpolate', ['linear'], ['zoom'], 2, width * 0.6, 8, width * 1.4],
      ...(dash ? { 'line-dasharray': dash } : {}),
    },
  }
}

/** Lies under the marks and over nothing else. */
export function labelLayer(palette: Palette): LayerSpecification {
  return {
    id: LABELS,
    type: 'symbol',
    source: LABELS,
    layout: {
      'text-field': ['get', 'name'],
      'text-font': ['Noto Sans', 'Noto Sans Arabic', 'system-ui', 'sans-serif'],
      'text-size': ['interpolate', ['linear'], ['get', 'rank'], 1, 14, 12, 12.5, 50, 11],
      'text-variable-anchor': ['top', 'bottom', 'left', 'right'],
      'text-radial-offset': 0.7,
      'text-max-width': 8,
      'symbol-sort-key': ['get', 'rank'],
      'text-padding': 4,
    },
    paint: {
      'text-color': palette.label,
      'text-halo-color': palette.halo,
      'text-halo-width': 1.6,
    },
  }
}
