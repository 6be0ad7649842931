/**
 * The peer of the group `wall`: Node-RED with its Dashboard 2, showing 8 gauges and 20 lines of 500 points on one page, all new twice a second.
 * Installed from npm into the bench's cache the first time (no dependency of ours); started over a folder of its own, thrown away afterwards.
 */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '../support/free-port.ts'

/** The packages and their versions. */
export const peerPackages = { 'node-red': '5.0.7', '@flowfuse/node-red-dashboard': '1.31.0' } as const
/** What it shows. */
export const peerShows = { gauges: 8, lines: 20, points: 500 } as const

/** Longest times for installing and starting, milliseconds. */
const installLimitMs = 300_000, startLimitMs = 60_000

/** A running peer. `pause`: its process stands still while something else is measured. */
export interface NodeRed {
  readonly url: string
  pause(): void
  resume(): void
  stop(): Promise<void>
}

function folder(): string {
  return join(process.env['BENCH_DIR'] ?? join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'thap-bench'), 'node-red')
}

function isInstalled(dir: string): boolean {
  return Object.entries(peerPackages).every(([name, version]) => {
    const path = join(dir, 'node_modules', name, 'package.json')
    return existsSync(path) && (JSON.parse(readFileSync(path, 'utf8')) as { version?: string }).version === version
  })
}

function install(dir: string, say: (text: string) => void): void {
  if (isInstalled(dir)) return
  say(`wall: installing Node-RED and its Dashboard into ${dir}`)
  mkdirSync(dir, { recursive: true })
  writeFileSync(join(dir, 'package.json'), JSON.stringify({ name: 'thap-bench-peer', private: true }))
  const packages = Object.entries(peerPackages).map(([name, version]) => `${name}@${version}`)
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--omit=dev', '--ignore-scripts', '--prefix', dir, ...packages], { cwd: dir, stdio: ['ignore', 'ignore', 'inherit'], timeout: installLimitMs })
}

const lineIds = Array.from({ length: peerShows.lines }, (_, i) => `line${i}`)
const gaugeIds = Array.from({ length: peerShows.gauges }, (_, i) => `gauge${i}`)

const pageNodes: readonly object[] = [
  { id: 'base', type: 'ui-base', name: 'Bench', path: '/dashboard', includeClientData: true, acceptsClientConfig: [], showPathInSidebar: false, navigationStyle: 'none', titleBarStyle: 'hidden' },
  { id: 'theme', type: 'ui-theme', name: 'Bench', colors: { surface: '#ffffff', primary: '#0094ce', bgPage: '#eeeeee', groupBg: '#ffffff', groupOutline: '#cccccc' }, sizes: { pagePadding: '6px', groupGap: '6px', groupBorderRadius: '4px', widgetGap: '6px', density: 'compact' } },
  { id: 'page', type: 'ui-page', name: 'Bench', ui: 'base', path: '/bench', icon: 'home', layout: 'grid', theme: 'theme', order: 1, className: '', visible: 'true', disabled: 'false', breakpoints: [{ name: 'Default', px: '0', cols: '12' }] },
  { id: 'group', type: 'ui-group', name: 'Bench', page: 'page', width: '12', height: '1', order: 1, showTitle: false, className: '', visible: 'true', disabled: 'false', groupType: 'default' },
]

/** Without a place a node counts as configuration; a name that is an id counts as a reference. */
const placed = { z: 'flow', x: 100, y: 100 }

const gauges = gaugeIds.map((id, i) => ({
  id, type: 'ui-gauge', ...placed, name: `Gauge ${i}`, group: 'group', order: i + 1, width: 3, height: 3, gtype: 'gauge-half', gstyle: 'needle', title: `Gauge ${i}`, units: '%', prefix: '', suffix: '',
  segments: [{ from: '0', color: '#ea5353' }, { from: '40', color: '#ffc800' }, { from: '70', color: '#5cd65c' }], min: 0, max: 100, sizeThickness: 8, sizeGap: 4, sizeKeyThickness: 4, styleRounded: true, styleGlow: false, className: '', wires: [],
}))

const lines = lineIds.map((id, i) => ({
  id, type: 'ui-chart', ...placed, name: `Line ${i}`, group: 'group', order: 20 + i, width: 3, height: 4, label: `Line ${i}`, chartType: 'line', category: 'topic', categoryType: 'msg', xAxisLabel: '', xAxisProperty: 'x', xAxisPropertyType: 'property',
  xAxisType: 'time', xAxisFormat: '', xAxisFormatType: 'auto', xmin: '', xmax: '', yAxisLabel: '', yAxisProperty: 'y', yAxisPropertyType: 'property', ymin: '', ymax: '', bins: 10, action: 'append', stackSeries: false, pointShape: 'false', pointRadius: 0,
  showLegend: false, removeOlder: '1', removeOlderUnit: '3600', removeOlderPoints: String(peerShows.points), colors: ['#0095ff'], textColor: ['#666666'], textColorDefault: true, gridColor: ['#e5e5e5'], gridColorDefault: true, className: '', interpolation: 'linear', wires: [[]],
}))

const inject = { type: 'inject', ...placed, props: [{ p: 'payload' }], crontab: '', topic: '', payload: '', payloadType: 'date' }
const point = (at: string, i: string): string => `{ x: ${at}, y: 50 + 40 * Math.sin(${at} / 20000 + ${i}) + 5 * Math.random() }`

/** The lines first, the gauges last: a gauge that has moved ends an update. */
const flow: readonly object[] = [
  { id: 'flow', type: 'tab', label: 'bench', disabled: false }, ...pageNodes, ...gauges, ...lines,
  { ...inject, id: 'once', once: true, onceDelay: 0.5, repeat: '', wires: [['fill']] },
  { ...inject, id: 'beat', once: true, onceDelay: 3, repeat: '0.5', wires: [['step']] },
  { id: 'fill', type: 'function', ...placed, name: 'Fill', outputs: lineIds.length, wires: lineIds.map((id) => [id]),
    func: `const now = Date.now(); return Array.from({ length: ${lineIds.length} }, (_, i) => ({ topic: 'line', payload: Array.from({ length: ${peerShows.points} }, (_, k) => { const at = now - (${peerShows.points} - k) * 500; return ${point('at', 'i')} }) }))` },
  { id: 'step', type: 'function', ...placed, name: 'Step', outputs: lineIds.length + gaugeIds.length, wires: [...lineIds, ...gaugeIds].map((id) => [id]),
    func: `const now = Date.now(); const lines = Array.from({ length: ${lineIds.length} }, (_, i) => ({ topic: 'line', payload: ${point('now', 'i')} })); const gauges = Array.from({ length: ${gaugeIds.length} }, () => ({ payload: Math.round(Math.random() * 1000) / 10 })); return [...lines, ...gauges]` },
]

const settings = `module.exports = { uiHost: '127.0.0.1', disableEditor: true, httpAdminRoot: false, flowFile: 'flows.json', credentialSecret: false, contextStorage: { default: { module: 'memory' } },
  telemetry: { enabled: false, updateNotification: false }, logging: { console: { level: 'warn', metrics: false, audit: false } }, externalModules: { autoInstall: false, palette: { allowInstall: false }, modules: { allowInstall: false } } }`

async function answered(child: ChildProcess, url: string): Promise<void> {
  const limit = performance.now() + startLimitMs
  while (performance.now() < limit && child.exitCode === null) {
    if (await fetch(url, { signal: AbortSignal.timeout(2_000) }).then(({ ok }) => ok, () => false)) return
    await sleep(200)
  }
  throw new Error('bench: Node-RED did not start')
}

/** Installs it if need be, starts it on a free port of the loopback and waits until its page answers. */
export async function startNodeRed(say: (text: string) => void): Promise<NodeRed> {
  const dir = folder()
  install(dir, say)
  const userDir = mkdtempSync(join(tmpdir(), 'thap-bench-red-'))
  writeFileSync(join(userDir, 'flows.json'), JSON.stringify(flow))
  writeFileSync(join(userDir, 'settings.js'), settings)
  writeFileSync(join(userDir, 'package.json'), JSON.stringify({ name: 'bench', private: true }))
  const port = await freePort()
  const child = spawn(process.execPath, [join(dir, 'node_modules/node-red/red.js'), '--userDir', userDir, '--settings', join(userDir, 'settings.js'), '--port', String(port)], { cwd: userDir, stdio: ['ignore', 'ignore', 'inherit'] })
  const orphaned = (): void => { child.kill('SIGKILL') }
  process.once('exit', orphaned)
  const ended = new Promise<void>((resolve) => { child.once('exit', () => { process.off('exit', orphaned); resolve() }) })
  const stop = async (): Promise<void> => {
    child.kill('SIGKILL')
    await ended
    rmSync(userDir, { recursive: true, force: true })
  }
  const url = `http://127.0.0.1:${port}/dashboard/bench`
  try {
    await answered(child, url)
  } catch (error) {
    await stop()
    throw error
  }
  return { url, stop, pause: () => { child.kill('SIGSTOP') }, resume: () => { child.kill('SIGCONT') } }
}
