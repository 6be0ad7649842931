/**
 * The bench: `npm run bench -- [--only NAME] [--json] [--smoke] [--seed N]`. NAME: `all`, a group (`spine`, `anomaly`, `wall`), a figure or its
 * beginning (`ingest`, `query.map`, `anomaly.jump`). `--json`: one object on stdout and nothing else. `--smoke`: small stores, few rounds, no judgement of speed.
 * Results and what each floor is: docs/bench.md.
 */
import { parseArgs } from 'node:util'
import { plantedKinds } from '../../data/samples/troubled-types.ts'
import { benchAnomaly } from './anomaly.ts'
import { jsonOf, rowOf, tableOf, type BenchRow } from './bench-row.ts'
import { benchFanout } from './fanout.ts'
import { benchFrame } from './frame.ts'
import { benchIngest } from './ingest.ts'
import { benchBigStore } from './loaded.ts'
import { benchRehearse } from './rehearse.ts'
import { benchWall } from './wall.ts'

/** Every figure that may be asked for by name, by group. */
const spine = ['ingest.batch', 'ingest.single', 'ingest.loaded', 'fanout', 'frame.p50', 'frame.p95', 'query.map', 'query.series', 'query.asof', 'ready', 'memory']
const anomaly = [...plantedKinds.flatMap((kind) => [`anomaly.${kind}.precision`, `anomaly.${kind}.recall`]), 'anomaly.noise', 'judge.one', 'judge.all', 'rehearse', 'rehearse.all', 'rehearse.cancel']
const wall = ['wall.main', 'wall.fill', 'wall.frame', 'wall.long', 'wall.heap', 'wall.first']
const groups: Readonly<Record<string, readonly string[]>> = { all: [...spine, ...anomaly, ...wall], spine, anomaly, wall }
const names = groups['all']!

const sizes = {
  full: {
    ingest: { rounds: 5, batches: 40, singles: 5000 }, fanout: {}, frame: { runs: 5, posts: 30 },
    big: { small: null, rounds: 3, batches: 60, singles: 0, queries: 21, starts: 3, walls: 10 },
    anomaly: { provinces: null, perKind: 30, singles: 3000, fulls: 3 }, rehearse: { provinces: null, rounds: 3, cancels: 3 },
    wall: { rounds: 3, windowMs: 30_000, settleMs: 8_000, firsts: 5, peer: true, others: true },
  },
  smoke: {
    ingest: { rounds: 1, batches: 3, singles: 200 }, fanout: { sockets: 20, frames: 2, rounds: 1 }, frame: { runs: 1, posts: 2 },
    big: { small: 60_000, rounds: 1, batches: 2, singles: 0, queries: 2, starts: 1, walls: 1 },
    anomaly: { provinces: ['12'], perKind: 3, singles: 200, fulls: 1 }, rehearse: { provinces: ['12'], rounds: 1, cancels: 1 },
    wall: { rounds: 1, windowMs: 4_000, settleMs: 2_000, firsts: 1, peer: false, others: false },
  },
} as const

async function fanoutRows(options: Parameters<typeof benchFanout>[0]): Promise<BenchRow[]> {
  const [communes, provinces] = await benchFanout(options)
  return [rowOf('fanout', communes!.value, 'ms CPU/frame', communes!.floor), rowOf('fanout.provinces', provinces!.value, 'ms CPU/frame', provinces!.floor)]
}

function wantedNames(only: string): readonly string[] {
  const wanted = groups[only] ?? names.filter((name) => name.startsWith(only) || only.startsWith(`${name}.`))
  if (wanted.length === 0) throw new Error(`bench: no figure '${only}'. There are: ${[...Object.keys(groups), ...names].join(', ')}`)
  return wanted
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: {
    only: { type: 'string', default: 'all' }, json: { type: 'boolean', default: false }, smoke: { type: 'boolean', default: false }, seed: { type: 'string', default: '1' },
  } })
  const wanted = wantedNames(values.only)
  const wants = (start: string): boolean => wanted.some((name) => name.startsWith(start))
  const seed = Number.parseInt(values.seed, 10)
  if (!Number.isSafeInteger(seed)) throw new Error('bench: --seed takes a whole number')
  const size = values.smoke ? sizes.smoke : sizes.full
  const say = (text: string): void => { process.stderr.write(`  ${text}\n`) }
  const rows: BenchRow[] = []
  if (wants('ingest.batch') || wants('ingest.single')) rows.push(...await benchIngest(seed, size.ingest, say))
  if (wants('fanout')) rows.push(...await fanoutRows(size.fanout))
  if (wants('frame')) rows.push(...await benchFrame(seed, size.frame, say))
  if (['ingest.loaded', 'query', 'ready', 'memory'].some(wants)) rows.push(...await benchBigStore(seed, size.big, wants, say))
  if (wants('anomaly') || wants('judge')) rows.push(...benchAnomaly(seed, size.anomaly, say))
  if (wants('rehearse')) rows.push(...await benchRehearse(seed, size.rehearse, say))
  if (wants('wall')) rows.push(...await benchWall(size.wall, say))
  const shown = values.only === 'all' ? rows : rows.filter(({ name }) => wanted.some((one) => name === one || name.startsWith(`${one}.`)))
  const broken = shown.filter(({ value, ratio }) => !Number.isFinite(value) || (ratio !== null && !Number.isFinite(ratio)))
  console.log(values.json ? jsonOf(shown) : tableOf(shown))
  if (broken.length > 0) throw new Error(`bench: no figure came out for ${broken.map(({ name }) => name).join(', ')}`)
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  process.exit(1)
})
