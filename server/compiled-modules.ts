/**
 * The compile cache (`NODE_COMPILE_CACHE`, docs/bench.md): Node writes it when a process ends by itself, so a server that is killed, or
 * loses its power, would compile everything anew at each start until it is once stopped in good order.
 */
import * as nodeModule from 'node:module'

/** Writes what was compiled since the start; nothing to do where everything came from the cache, or where there is none. */
export function keepCompiledModules(): void {
  // Node 20 has no such function.
  nodeModule.flushCompileCache?.()
}
