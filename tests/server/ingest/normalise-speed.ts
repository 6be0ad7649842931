/** Prints readings a second through parse and validation on one core: `node tests/server/ingest/normalise-speed.ts`. */
import { kpis } from '../../../data/kpis/catalogue.ts'
import { buildPyramid } from '../../../data/pyramid/pyramid.ts'
import { officialUnits } from '../../../data/units/official-units.ts'
import { normalise } from '../../../server/ingest/normalise.ts'
import { parseInputs } from '../../../server/ingest/parse-body.ts'
import { buildRules } from '../../../server/ingest/rules.ts'

const rules = buildRules(buildPyramid(officialUnits), kpis)
const nowMs = Date.now()
const communes = officialUnits.filter((unit) => unit.level === 'commune')
const readings = communes.slice(0, 1000).map((unit, i) => ({
  key: `k-${i}`, unit: unit.code, kpi: 'esign.documents', at: new Date(nowMs - i * 1000).toISOString(), num: i % 7, den: 10,
}))
const valid = JSON.stringify(readings)

for (const [name, text] of [['valid', valid], ['all refused', valid.replaceAll('"num":', '"nom":')]] as const) {
  const body = new TextEncoder().encode(text)
  let best = 0
  for (let round = 0; round < 3; round++) {
    const startMs = performance.now()
    let count = 0
    for (; performance.now() - startMs < 1000; count += readings.length) {
      for (const [i, input] of parseInputs(body).entries()) normalise(rules, { scope: 0, source: 1, simulated: false, nowMs }, input, i)
    }
    best = Math.max(best, count / ((performance.now() - startMs) / 1000))
  }
  process.stdout.write(`${name}: ${Math.round(best)} readings/s\n`)
}
