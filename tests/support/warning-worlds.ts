/** The worlds of a test file: each is ended after the test that opened it. */
import { afterEach } from 'vitest'
import { WarningWorld } from './warning-world.ts'

/** What opens a world; to be called once a file, at its top. */
export function worldsOfTests(): (...args: ConstructorParameters<typeof WarningWorld>) => WarningWorld {
  const worlds: WarningWorld[] = []
  afterEach(async () => { for (const world of worlds.splice(0)) await world.end() })
  return (...args) => {
    const world = new WarningWorld(...args)
    worlds.push(world)
    return world
  }
}
