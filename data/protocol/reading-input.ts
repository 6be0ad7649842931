/**
 * Wire message: one reading, as a source posts it (`POST /api/v1/readings`, an array or NDJSON of these).
 * The answer is `IngestAnswer` (ingest-answer.ts); each reading is accepted or refused alone.
 */
import { z } from 'zod'
import { keyPattern, maxFigure } from '../readings/reading.ts'

/** Most readings in one call. */
export const maxReadingsPerCall = 1000
/** Largest body of one call, bytes. */
export const maxBodyBytes = 256 * 1024

const figure = z.int().min(0).max(maxFigure)

/** A reading as posted. `at`: ISO 8601 with an offset. `den` belongs to ratios. `num: null` only in a correction: withdraws. */
export const readingInput = z.strictObject({
  key: z.string().regex(keyPattern),
  unit: z.string().min(1).max(32),
  kpi: z.string().min(1).max(64),
  at: z.iso.datetime({ offset: true }),
  num: figure.nullable(),
  den: figure.nullable().optional(),
  corrects: z.string().regex(keyPattern).optional(),
  declared: z.boolean().optional(),
})
/** See `readingInput`. */
export type ReadingInput = z.infer<typeof readingInput>
