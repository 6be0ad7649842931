/** What the sample poster runs with: the environment and one argument, all mistakes told at once. */
import { z } from 'zod'

/** Settings of one run. */
export interface PosterSettings {
  /** Base address of the server, without a trailing slash. */
  readonly url: string
  readonly key: string
  readonly seed: number
  /** File that remembers when the samples began; null: every run begins anew. */
  readonly stateFile: string | null
  /** Post everything once and a few seconds of the live flow, then end: with code 1 if a reading was refused. */
  readonly isCheck: boolean
}

/** Wrong settings, in both languages. */
export class SettingsMistake extends Error {
  override name = 'SettingsMistake'
}

const environment = z.object({
  THAP_URL: z.url({ protocol: /^https?$/ }).default('http://127.0.0.1:8080'),
  THAP_KEY: z.string().min(1).max(200),
  THAP_SEED: z.coerce.number().int().min(0).max(2 ** 31 - 1).default(1),
  THAP_STATE: z.string().min(1).max(1024).optional(),
})

const advice: Readonly<Record<string, string>> = {
  THAP_URL: 'THAP_URL: địa chỉ http(s) của máy chủ / the server\'s http(s) address',
  THAP_KEY: 'THAP_KEY: khóa của đơn vị, tạo bằng npm run key -- create --unit TW --name TÊN --simulated --demo / a key, made with npm run key -- create',
  THAP_SEED: 'THAP_SEED: số nguyên từ 0 đến 2147483647 / a whole number from 0 to 2147483647',
  THAP_STATE: 'THAP_STATE: đường dẫn tệp, tối đa 1024 ký tự / a file path, at most 1024 characters',
}

/** Reads the settings; throws SettingsMistake. An empty variable counts as not set. */
export function readSettings(env: Readonly<Record<string, string | undefined>>, argv: readonly string[]): PosterSettings {
  const given = Object.fromEntries(Object.keys(environment.shape).map((name) => [name, env[name]?.trim() || undefined]))
  const parsed = environment.safeParse(given)
  const strange = argv.filter((argument) => argument !== '--check')
  const names = parsed.success ? [] : [...new Set(parsed.error.issues.map((issue) => String(issue.path[0])))]
  const lines = [...names.map((name) => advice[name] ?? name), ...strange.map((argument) => `${argument.slice(0, 40)}: chỉ nhận --check / only --check is taken`)]
  if (!parsed.success || lines.length > 0) throw new SettingsMistake(`Cấu hình sai / Wrong settings:\n  ${lines.join('\n  ')}`)
  const { THAP_URL, THAP_KEY, THAP_SEED, THAP_STATE } = parsed.data
  return { url: THAP_URL.replace(/\/+$/, ''), key: THAP_KEY, seed: THAP_SEED, stateFile: THAP_STATE ?? null, isCheck: argv.includes('--check') }
}
