/** `npm run kiosk -- --url … --screen …`: hangs a wall on this machine and keeps it hanging. See docs/kiosk.md. */
import pino from 'pino'
import { readOptions, usage } from './kiosk/options.ts'
import { openProfile } from './kiosk/profile.ts'
import { Supervisor } from './kiosk/supervise.ts'

/** Interval at which a supervisor that npm started looks for it, milliseconds. */
const parentLookMs = 1_000

const options = readOptions(process.argv.slice(2))
if (options === 'help') {
  process.stdout.write(`${usage}\n`)
  process.exit(0)
}
if (!('url' in options)) {
  process.stderr.write(`${options.join('\n')}\n`)
  process.exit(2)
}
const problem = openProfile(options.profileDir)
if (problem !== null) {
  process.stderr.write(`${problem}\n`)
  process.exit(2)
}
const logger = pino({ base: { pid: process.pid }, timestamp: false })
const supervisor = new Supervisor(options, (line) => logger.info(line))
const stop = (): void => { void supervisor.stop().then(() => process.exit(0)) }
process.on('SIGTERM', stop)
process.on('SIGINT', stop)
// an npm that was killed hands no signal on: nobody would be left to end the browser
const parent = process.ppid
if (process.env['npm_lifecycle_event'] === 'kiosk') setInterval(() => { if (process.ppid !== parent) stop() }, parentLookMs).unref()
supervisor.start()
