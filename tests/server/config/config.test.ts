import { describe, expect, it } from 'vitest'
import { describeMistakes, isLoopback, parseConfig } from '../../../server/config.ts'

const names = (env: Record<string, string>, argv: string[] = []): string[] => {
  const parsed = parseConfig(env, argv)
  return parsed.ok ? [] : parsed.mistakes.map(({ name }) => name)
}

describe('the configuration', () => {
  it('has defaults by mode', () => {
    expect(parseConfig({}, [])).toEqual({
      ok: true,
      config: { mode: 'real', host: '127.0.0.1', port: 8080, runtimeDir: './var/real', boundaryPackDir: null, logLevel: 'info' },
    })
    const demo = parseConfig({}, ['--demo'])
    expect(demo.ok && demo.config).toMatchObject({ mode: 'demo', runtimeDir: './var/demo' })
  })

  it('counts an empty variable as not set', () => {
    expect(parseConfig({ PORT: '', HOST: ' ', DATABASE_URL: '' }, [])).toEqual(parseConfig({}, []))
  })

  it.each(['0', '1', '65535'])('takes port %s', (PORT) => expect(names({ PORT })).toEqual([]))
  it.each(['65536', '-1', '80.5', 'http', '0x50', '999999'])('refuses port %s', (PORT) => expect(names({ PORT })).toEqual(['PORT']))

  it.each(['127.0.0.1', '127.255.255.254', '::1', 'localhost', 'LOCALHOST'])('opens on %s', (HOST) => expect(names({ HOST })).toEqual([]))
  it.each(['0.0.0.0', '::', '128.0.0.1', '127.0.0.256', '10.0.0.1', 'example.org', 'localhost.example.org', '127.0.0.1.example.org', '127.1'])(
    'refuses host %s and says why', (HOST) => {
      const parsed = parseConfig({ HOST }, [])
      expect(!parsed.ok && parsed.mistakes[0]?.messageVi).toContain('Chưa có tài khoản')
      expect(!parsed.ok && parsed.mistakes[0]?.messageEn).toContain('Accounts are not built')
    })

  it('refuses a database and a broker instead of ignoring them', () => {
    const parsed = parseConfig({ DATABASE_URL: 'postgres://x', REDIS_URL: 'redis://x' }, [])
    expect(!parsed.ok && parsed.mistakes.map(({ messageVi }) => messageVi)).toEqual([
      expect.stringContaining('kho nhúng'), expect.stringContaining('kho nhúng'),
    ])
  })

  it('lists all mistakes at once, without repeating what was given', () => {
    const env = { PORT: 'x', HOST: '0.0.0.0', LOG_LEVEL: 'loud', DATABASE_URL: 'postgres://secret' }
    expect(names(env, ['--dmeo']).sort()).toEqual(['--dmeo', 'DATABASE_URL', 'HOST', 'LOG_LEVEL', 'PORT'])
    const parsed = parseConfig(env, ['--dmeo'])
    expect(describeMistakes(parsed.ok ? [] : parsed.mistakes)).not.toContain('secret')
  })

  it('does not take the mode from the environment', () => {
    const parsed = parseConfig({ THAP_MODE: 'demo' }, [])
    expect(parsed.ok && parsed.config.mode).toBe('real')
  })

  it('bounds a path from both sides', () => {
    expect(names({ RUNTIME_DIR: 'x'.repeat(1024) })).toEqual([])
    expect(names({ RUNTIME_DIR: 'x'.repeat(1025) })).toEqual(['RUNTIME_DIR'])
  })
})

describe('loopback', () => {
  it('knows the bracketed form too', () => expect(isLoopback('[::1]')).toBe(true))
})
