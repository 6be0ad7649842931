/** The parts of a span that nothing is known of yet. Pure. */

/** From and until, epoch ms. */
export interface Times {
  readonly fromMs: number
  readonly untilMs: number
}

/** What of `span` lies between the stretches of `known` (ascending, none overlapping), each part longer than nothing. A part begins after what it follows has ended, and ends at the latest where the next begins. */
export function silencesIn({ fromMs, untilMs }: Times, known: readonly Times[]): readonly Times[] {
  const parts: Times[] = []
  let from = fromMs
  const take = (until: number): void => { if (until > from) parts.push({ fromMs: from, untilMs: until }) }
  for (const stretch of known) {
    take(Math.min(untilMs, stretch.fromMs))
    from = Math.max(from, stretch.untilMs + 1)
  }
  take(untilMs)
  return parts
}
