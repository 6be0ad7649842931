/** `npm run kiosk -- --url … --screen …`: hangs a wall on this machine and keeps it hanging. See docs/kiosk.md. */
import pino from 'pino'
import { readOptions } from './kiosk/options.ts'
import { Supervisor } from './kiosk/supervise.ts'

const options = readOptions(process.argv.slice(2))
if (!('url' in options)) {
  process.stderr.write(`${options.join('\n')}\n`)
  process.exit(2)
}
const logger = pino({ base: { pid: process.pid }, timestamp: false })
const supervisor = new Supervisor(options, (line) => logger.info(line))
const stop = (): void => { void supervisor.stop().then(() => process.exit(0)) }
process.on('SIGTERM', stop)
process.on('SIGINT', stop)
supervisor.start()
