/** New serious warnings of a wall's own units, offered to its play-list as they are told. */
import { useEffect, useRef } from 'react'
import type { WarningMessage } from '../../../../data/protocol/warning.ts'
import { useLive } from '../../../figures/live-context.ts'
import type { ShowRunner } from './show-runner.ts'

/** Whether a message tells of a warning that may interrupt: severe, nobody has it, opened since the page began, of the wall's own units. */
export function mayInterrupt({ warning }: Pick<WarningMessage, 'warning'>, beganMs: number, isOwn: (unit: string) => boolean): boolean {
  return warning.severity === 'at_risk' && warning.state === 'open' && warning.shelvedUntil === null && Date.parse(warning.openedAt) >= beganMs && isOwn(warning.unit)
}

/** Offers new serious warnings to the runner. The page begins with the first pulse: by the server's clock. */
export function useInterruptions(runner: ShowRunner, isOwn: (unit: string) => boolean): void {
  const { connection } = useLive()
  const own = useRef(isOwn)
  own.current = isOwn
  const began = useRef(Infinity)
  useEffect(() => {
    const begin = (): void => { if (began.current === Infinity) began.current = connection.clock().pulse?.at ?? Infinity }
    begin()
    const stops = [connection.onClock(begin), connection.onWarning((message) => {
      // instants of warnings are told in whole seconds
      if (mayInterrupt(message, Math.floor(began.current / 1000) * 1000, own.current)) runner.offer(message.warning.id)
    })]
    return () => { for (const stop of stops) stop() }
  }, [connection, runner])
}
