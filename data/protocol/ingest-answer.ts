/** Wire message: the answer to a batch of readings, sent after the accepted ones are durable. */
import { z } from 'zod'

/** One refused reading: its place in the call (0-based), its key where it could be read, a stable code, what to do in both languages. */
export const rejection = z.strictObject({
  index: z.int().min(0),
  key: z.string().nullable(),
  code: z.string(),
  field: z.string().optional(),
  message: z.string(),
  messageEn: z.string(),
})
/** See `rejection`. */
export type Rejection = z.infer<typeof rejection>

/** How many readings were stored now, how many were there already, and which were refused. */
export const ingestAnswer = z.strictObject({
  accepted: z.int().min(0),
  duplicates: z.int().min(0),
  rejected: z.array(rejection),
})
/** See `ingestAnswer`. */
export type IngestAnswer = z.infer<typeof ingestAnswer>
