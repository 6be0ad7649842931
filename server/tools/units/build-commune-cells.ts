/**
 * Makes data/units/commune-cells.json from the list, the province shapes and the islands of data/units. Usage:
 *   node server/tools/units/build-commune-cells.ts
 * Run it after any of these changed, and look at the map: communes may have moved. A test tells when the file is out of date.
 */
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { cellRows } from './cell-rows.ts'

const output = fileURLToPath(new URL('../../../data/units/commune-cells.json', import.meta.url))

const rows = cellRows()
const body = rows.map(([code, rings]) => `"${code}":${JSON.stringify(rings)}`).join(',\n')
writeFileSync(output, `{\n${body}\n}\n`)
console.log(`${rows.length} cells, ${body.length} bytes`)
