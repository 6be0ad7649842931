/**
 * `npm run key -- create | list | revoke`: the keys of a store, whether its server runs or not.
 * A new key is the only thing `create` prints on stdout, once; all other words go to stderr.
 */
import { parseArgs } from 'node:util'
import { invisibleFault } from '../../data/access/plain-text.ts'
import { keyRoles } from '../../data/access/scope.ts'
import { dayMs, toLocalIso } from '../../data/time/vietnam-time.ts'
import { officialUnits } from '../../data/units/official-units.ts'
import { chooseStore } from '../access/choose-store.ts'
import { openKeyStore, type KeyRecord, type KeyStore } from '../access/key-store.ts'
import { StartRefused } from '../errors.ts'

/** Longest name of a key, characters. */
const maxNameLength = 80
/** Longest life of a key, days (ten years). */
const maxExpiresDays = 3650

class Refused extends Error {
  readonly messageVi: string
  constructor(messageVi: string, messageEn: string) {
    super(messageEn)
    this.messageVi = messageVi
  }
}

const usageVi = 'Cách dùng: npm run key -- create --unit MÃ --name TÊN [--role operate|report|read] [--expires-days N] [--simulated] [--demo] | list [--demo] | revoke ID|ĐẦU-KHÓA [--demo]'
const usageEn = 'Usage: npm run key -- create --unit CODE --name NAME [--role operate|report|read] [--expires-days N] [--simulated] [--demo] | list [--demo] | revoke ID|PREFIX [--demo]'

const say = (vi: string, en: string): void => { process.stderr.write(`${vi}\n${en}\n`) }

const options = {
  unit: { type: 'string' }, name: { type: 'string' }, role: { type: 'string' }, 'expires-days': { type: 'string' },
  simulated: { type: 'boolean' }, demo: { type: 'boolean' },
} as const

type Flags = ReturnType<typeof read>['values']

function read(argv: string[]) {
  try {
    return parseArgs({ args: argv, options, allowPositionals: true, strict: true })
  } catch {
    throw new Refused(`Có tham số lạ hoặc thiếu giá trị. ${usageVi}`, `An argument is unknown or lacks its value. ${usageEn}`)
  }
}

function unitOf(flags: Flags): string {
  const unit = officialUnits.find(({ code }) => code === flags.unit)
  if (unit !== undefined) return unit.code
  throw new Refused(
    'Không có đơn vị có mã này. Mã: TW (trung ương), hai chữ số (tỉnh, thành phố), năm chữ số (xã, phường, đặc khu); dùng --unit MÃ.',
    'There is no unit of this code. Codes: TW (the centre), two digits (a province), five digits (a commune); use --unit CODE.')
}

function nameOf(flags: Flags): string {
  const name = (flags.name ?? '').trim().normalize('NFC')
  if (name.length >= 1 && name.length <= maxNameLength && !/[\n\t]/.test(name) && invisibleFault(name) === null) return name
  throw new Refused(
    `Tên khóa dài 1–${maxNameLength} ký tự nhìn thấy được, không có ký tự điều khiển hay ký tự ẩn; đặt theo cơ quan hoặc hệ thống, không cần tên người: --name TÊN.`,
    `A key's name has 1–${maxNameLength} characters that can be seen and no control or invisible ones; name an office or a system, no person is needed: --name NAME.`)
}

function expiryOf(flags: Flags, nowMs: number): number | null {
  const text = flags['expires-days']
  if (text === undefined) return null
  const days = /^\d{1,4}$/.test(text) ? Number(text) : 0
  if (days >= 1 && days <= maxExpiresDays) return nowMs + days * dayMs
  throw new Refused(`--expires-days phải là số ngày từ 1 đến ${maxExpiresDays}.`, `--expires-days must be a number of days from 1 to ${maxExpiresDays}.`)
}

function roleOf(flags: Flags): KeyRecord['role'] {
  const role = flags.role ?? 'report'
  const known = keyRoles.find((one) => one === role)
  if (known !== undefined) return known
  throw new Refused('--role phải là operate (điều hành: sửa kịch bản, cảnh báo, nhiệm vụ; báo cáo và đọc), report (báo cáo và đọc) hoặc read (chỉ đọc).',
    '--role must be operate (change rules, warnings and tasks; report and read), report (report and read) or read (read only).')
}

function create(store: KeyStore, flags: Flags, nowMs: number): void {
  const { secret, record } = store.create({
    unit: unitOf(flags), name: nameOf(flags), role: roleOf(flags), simulated: flags.simulated ?? false,
    createdMs: nowMs, expiresMs: expiryOf(flags, nowMs),
  })
  process.stdout.write(`${secret}\n`)
  say(`Đã tạo khóa số ${record.id} cho đơn vị ${record.unit}. Khóa chỉ hiện một lần này; máy chủ nhận trong vòng 5 giây.`,
    `Made key ${record.id} for unit ${record.unit}. It is shown this once; a running server honours it within 5 seconds.`)
}

function list(store: KeyStore): void {
  const day = (ms: number | null): string => (ms === null ? '-' : toLocalIso(ms).slice(0, 16))
  const rows = store.list().map((key) => [
    String(key.id), `${key.shown}…`, key.unit, key.role, key.simulated ? 'mô phỏng/simulated' : '-',
    day(key.createdMs), day(key.expiresMs), day(key.revokedMs), day(key.lastUsedMs), key.name,
  ])
  const table = [['id', 'khóa/key', 'unit', 'role', 'nguồn/source', 'tạo/created', 'hết hạn/expires', 'thu hồi/revoked', 'dùng/last use', 'tên/name'], ...rows]
  const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => row[column]!.length)))
  for (const row of table) process.stdout.write(`${row.map((text, column) => text.padEnd(widths[column]!)).join('  ').trimEnd()}\n`)
}

function revoke(store: KeyStore, idOrPrefix: string | undefined, nowMs: number): void {
  const done = store.revoke(idOrPrefix ?? '', nowMs)
  switch (done.kind) {
    case 'none': throw new Refused('Không có khóa này. Xem số hoặc đầu khóa bằng: npm run key -- list.', 'There is no such key. See ids and prefixes with: npm run key -- list.')
    case 'ambiguous': throw new Refused('Đầu khóa này trùng nhiều khóa. Dùng số (id) của khóa.', 'This prefix fits several keys. Use the key\'s id.')
    case 'already_revoked': return say(`Khóa số ${done.record.id} đã bị thu hồi từ trước.`, `Key ${done.record.id} was revoked before.`)
    case 'revoked': return say(`Đã thu hồi khóa số ${done.record.id}; máy chủ từ chối nó trong vòng 5 giây.`, `Revoked key ${done.record.id}; a running server refuses it within 5 seconds.`)
  }
}

function checkCommand(positionals: readonly string[]): void {
  const [command, ...rest] = positionals
  const most = command === 'revoke' ? 1 : 0
  if ((command === 'create' || command === 'list' || command === 'revoke') && rest.length <= most) return
  throw new Refused(`Không có lệnh này. ${usageVi}`, `There is no such command. ${usageEn}`)
}

function run(argv: string[]): void {
  const { values, positionals } = read(argv)
  checkCommand(positionals)
  const nowMs = Date.now()
  if (positionals[0] === 'create') [unitOf(values), nameOf(values), roleOf(values), expiryOf(values, nowMs)]
  const chosen = chooseStore(process.env['RUNTIME_DIR'], values.demo ?? false)
  if (chosen.chosenByServer) say(`Dùng kho của máy chủ đang chạy: ${chosen.runtimeDir}`, `Using the store of the running server: ${chosen.runtimeDir}`)
  const store = openKeyStore(chosen.runtimeDir, chosen.mode)
  try {
    if (positionals[0] === 'create') create(store, values, nowMs)
    else if (positionals[0] === 'list') list(store)
    else revoke(store, positionals[1], nowMs)
  } finally {
    store.close()
  }
}

function main(): number {
  try {
    run(process.argv.slice(2))
    return 0
  } catch (error) {
    if (error instanceof Refused) say(error.messageVi, error.message)
    else if (error instanceof StartRefused) say(error.messageVi, error.messageEn)
    else say(`Không mở được kho (${String(error)}). Kiểm tra RUNTIME_DIR và quyền ghi.`, `The store cannot be opened (${String(error)}). Check RUNTIME_DIR and its permissions.`)
    return error instanceof Refused || error instanceof StartRefused ? 2 : 1
  }
}

process.exitCode = main()
