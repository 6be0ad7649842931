/**
 * Configuration, declared once: the environment's names, types and defaults, and the one argument (`--demo`).
 * All mistakes are listed at once; the process then ends with code 2. Source: architecture "Environment".
 */
import { z } from 'zod'

/** Where the readings come from: simulated ones may enter a demo store only. */
export type Mode = 'demo' | 'real'

/** What the process runs with. Paths are as given, relative to the working directory. */
export interface Config {
  readonly mode: Mode
  /** Loopback only until accounts are built. */
  readonly host: string
  /** TCP port; 0 takes a free one. */
  readonly port: number
  /** Directory of all state. */
  readonly runtimeDir: string
  /** Directory of a boundary pack with official shapes; null: the shapes that come with the product. */
  readonly boundaryPackDir: string | null
  readonly logLevel: LogLevel
}

/** One thing wrong with the environment or the arguments, with what to do. */
export interface ConfigMistake {
  /** The variable or argument. */
  readonly name: string
  readonly messageVi: string
  readonly messageEn: string
}

/** What parsing gives: a whole configuration, or every mistake. */
export type ParsedConfig =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly mistakes: readonly ConfigMistake[] }

/** Levels of the process log, as pino names them. */
export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
/** One of `logLevels`. */
export type LogLevel = (typeof logLevels)[number]

/** Exit code of a process that was configured wrongly. */
export const configExitCode = 2

/** Default directory of state by mode. Source: architecture "Environment". */
export const defaultRuntimeDirs: Readonly<Record<Mode, string>> = { demo: './var/demo', real: './var/real' }

/** Whether a host name or address reaches this machine only: 127.0.0.0/8, ::1, localhost. */
export function isLoopback(host: string): boolean {
  if (/^localhost$/i.test(host) || host === '::1' || host === '[::1]') return true
  const parts = /^127\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(host)
  return parts !== null && parts.slice(1).every((part) => Number(part) <= 255)
}

const path = z.string().max(1024).refine((value) => !value.includes('\0'))
const embeddedOnly = z.undefined()

const environment = z.object({
  PORT: z.string().regex(/^\d{1,5}$/).transform(Number).pipe(z.int().max(65_535)).default(8080),
  HOST: z.string().refine(isLoopback).default('127.0.0.1'),
  RUNTIME_DIR: path.optional(),
  BOUNDARY_PACK_DIR: path.optional(),
  LOG_LEVEL: z.enum(logLevels).default('info'),
  DATABASE_URL: embeddedOnly,
  REDIS_URL: embeddedOnly,
})

type Variable = keyof z.infer<typeof environment>

const embeddedVi = (what: string): string => `Bản này chỉ có kho nhúng (SQLite), chưa dùng được ${what}. Bỏ biến này rồi chạy lại.`
const embeddedEn = (what: string): string => `This build has the embedded store (SQLite) only and can't use ${what} yet. Unset it and start again.`

const advice: Readonly<Record<Variable, readonly [vi: string, en: string]>> = {
  PORT: ['Cổng phải là số nguyên từ 0 đến 65535 (0: cổng trống bất kỳ).', 'The port must be a whole number from 0 to 65535 (0: any free port).'],
  HOST: [
    'Chưa có tài khoản người dùng nên Tháp chỉ mở trên chính máy này: dùng 127.0.0.1, ::1 hoặc localhost.',
    'Accounts are not built yet, so Tháp opens on this machine only: use 127.0.0.1, ::1 or localhost.',
  ],
  RUNTIME_DIR: ['Đường dẫn thư mục dữ liệu không dùng được (tối đa 1024 ký tự).', 'The path of the data directory cannot be used (at most 1024 characters).'],
  BOUNDARY_PACK_DIR: ['Đường dẫn bộ ranh giới không dùng được (tối đa 1024 ký tự).', 'The path of the boundary pack cannot be used (at most 1024 characters).'],
  LOG_LEVEL: [`Mức nhật ký phải là một trong: ${logLevels.join(', ')}.`, `The log level must be one of: ${logLevels.join(', ')}.`],
  DATABASE_URL: [embeddedVi('PostgreSQL'), embeddedEn('PostgreSQL')],
  REDIS_URL: [embeddedVi('Redis/Valkey'), embeddedEn('Redis/Valkey')],
}

function argumentMistakes(argv: readonly string[]): ConfigMistake[] {
  return argv.filter((argument) => argument !== '--demo').map((argument) => ({
    name: argument.slice(0, 40),
    messageVi: 'Không có tham số này. Chỉ nhận --demo (số liệu mô phỏng).',
    messageEn: 'There is no such argument. Only --demo (simulated readings) is taken.',
  }))
}

/** Reads environment and arguments (without node and script). Pure. An empty variable counts as not set. */
export function parseConfig(env: Readonly<Record<string, string | undefined>>, argv: readonly string[]): ParsedConfig {
  const given = Object.fromEntries(Object.keys(environment.shape).map((name) => [name, env[name]?.trim() || undefined]))
  const parsed = environment.safeParse(given)
  const mistakes = argumentMistakes(argv)
  if (!parsed.success) {
    const names = new Set(parsed.error.issues.map((issue) => String(issue.path[0]) as Variable))
    for (const name of names) mistakes.push({ name, messageVi: advice[name][0], messageEn: advice[name][1] })
  }
  if (!parsed.success || mistakes.length > 0) return { ok: false, mistakes }
  const mode: Mode = argv.includes('--demo') ? 'demo' : 'real'
  return {
    ok: true,
    config: {
      mode, host: parsed.data.HOST, port: parsed.data.PORT,
      runtimeDir: parsed.data.RUNTIME_DIR ?? defaultRuntimeDirs[mode],
      boundaryPackDir: parsed.data.BOUNDARY_PACK_DIR ?? null, logLevel: parsed.data.LOG_LEVEL,
    },
  }
}

/** The mistakes as text for a person at a terminal. */
export function describeMistakes(mistakes: readonly ConfigMistake[]): string {
  const lines = mistakes.map(({ name, messageVi, messageEn }) => `  ${name}: ${messageVi}\n  ${' '.repeat(name.length)}  ${messageEn}`)
  return ['Cấu hình sai / Wrong configuration:', ...lines, ''].join('\n')
}

/** The configuration of this process, or its mistakes on stderr and exit code 2. */
export function configOrExit(env: NodeJS.ProcessEnv, argv: readonly string[]): Config {
  const parsed = parseConfig(env, argv)
  if (parsed.ok) return parsed.config
  process.stderr.write(describeMistakes(parsed.mistakes))
  process.exit(configExitCode)
}
