/** The files of the offline basemap: those that the program ships where they are there, else a rough stand-in that nobody could take for a map. */
import { readFile } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'
import { PLACES } from './exercise.mjs'

const SHIPPED = process.env.ACCALMIE_BASEMAP ?? new URL('../../basemap/', import.meta.url).pathname
const feature = (type, coordinates, properties = {}) => ({ type: 'Feature', properties, geometry: { type, coordinates } })
const collection = (features) => ({ type: 'FeatureCollection', features })

const ROUGH = {
  land: collection([
    feature('Polygon', [
      [
        [26, 29],
        [62, 29],
        [62, 45],
        [26, 45],
        [26, 36.2],
        [36, 36.2],
        [35.6, 33],
        [34, 31.2],
        [26, 31.2],
        [26, 29],
      ],
    ]),
  ]),
  lakes: collection([
    feature('Polygon', [
      [
        [38.0, 36.0],
        [38.3, 35.85],
        [38.55, 35.86],
        [38.3, 36.05],
        [38.0, 36.0],
      ],
    ]),
  ]),
  lines: collection([
    feature(
      'LineString',
      [
        [36.0, 36.2],
        [36.7, 36.8],
        [38.0, 36.83],
        [39.0, 36.72],
        [40.1, 36.86],
        [41.2, 37.08],
        [42.37, 37.11],
        [41.3, 36.3],
        [41.2, 34.8],
        [38.8, 33.4],
        [36.8, 32.3],
      ],
      { kind: 'country' },
    ),
    feature(
      'LineString',
      [
        [39.6, 36.75],
        [39.9, 35.8],
        [40.5, 35.3],
      ],
      { kind: 'province' },
    ),
  ]),
}

export async function basemap(name) {
  const packed = await readFile(`${SHIPPED}/${name}.json.gz`).catch(() => null)
  return (packed && gunzipSync(packed)) ?? (ROUGH[name] ? JSON.stringify(ROUGH[name]) : null)
}

export function labels(box, lang) {
  const [w, s, e, n] = box
  const inside = Object.entries(PLACES).filter(
    ([key, [, lat, lon]]) => key !== 'province' && lon > w && lon < e && lat > s && lat < n,
  )
  return collection(
    inside.map(([key, [name, lat, lon, ar]]) =>
      feature('Point', [lon, lat], {
        name: lang === 'ar' ? ar : name,
        rank: ['hasakah', 'qamishli', 'raqqa'].includes(key) ? 2 : 5,
        capital: false,
      }),
    ),
  )
}
