/** The writing doors: readings, task events, and the announcement of a backfill. All need a key that may report. */
import { z } from 'zod'
import { invisibleFault } from '../../../data/access/plain-text.ts'
import { ingestAnswer } from '../../../data/protocol/ingest-answer.ts'
import { backfill } from '../../../data/protocol/pulse.ts'
import { maxBodyBytes, maxReadingsPerCall, readingInput } from '../../../data/protocol/reading-input.ts'
import { taskEventInput } from '../../../data/protocol/task-event-input.ts'
import type { ErrorCode } from '../../error-kinds.ts'
import { DomainError } from '../../errors.ts'
import { checkHeaders, parseInputs, parseJson } from '../../ingest/parse-body.ts'
import { maxEventsPerCall } from '../../ingest/task-events.ts'
import { fieldInvalid } from '../../watch/tasks/task-checks.ts'
import type { DoorDeps } from '../deps.ts'
import { door, noQuery, type Call, type Door } from '../door.ts'
import { readBody } from '../read-body.ts'

const bodyCodes: readonly ErrorCode[] = ['body_empty', 'json_broken', 'body_too_large', 'media_type_unsupported', 'encoding_unsupported']
const logCodes: readonly ErrorCode[] = ['log_busy', 'log_closed', 'log_full']

async function bodyOf({ request }: Call<unknown>): Promise<Buffer> {
  checkHeaders(request.headers['content-type'], request.headers['content-encoding'])
  return readBody(request, maxBodyBytes)
}

/** `POST /api/v1/readings`. Hot path. */
export function readingsDoor(deps: DoorDeps): Door {
  return door({
    method: 'post', path: '/api/v1/readings', access: 'report', query: noQuery,
    body: z.array(readingInput).min(1).max(maxReadingsPerCall), answer: ingestAnswer, codes: [...bodyCodes, 'too_many_readings', ...logCodes],
    summaryVi: 'Gửi số liệu: mảng JSON hoặc NDJSON; trả lời sau khi đã ghi bền', summaryEn: 'Post readings: a JSON array or NDJSON; answered once durable',
    handle: async (call) => {
      const json = await deps.ingest(call.caller, parseInputs(await bodyOf(call)))
      deps.metrics.ingested(json)
      return { json }
    },
  })
}

/** `POST /api/v1/task-events`. */
export function taskEventsDoor(deps: DoorDeps): Door {
  return door({
    method: 'post', path: '/api/v1/task-events', access: 'report', query: noQuery,
    body: z.union([taskEventInput, z.array(taskEventInput).min(1).max(maxEventsPerCall)]), answer: ingestAnswer,
    codes: [...bodyCodes, 'too_many_events', ...logCodes],
    summaryVi: 'Báo cáo tiến độ, kết quả nhiệm vụ', summaryEn: 'Report what became of tasks',
    handle: async (call) => ({
      json: await deps.taskEvents(call.caller, parseInputs(await bodyOf(call), maxEventsPerCall, 'too_many_events')),
    }),
  })
}

/** `PUT /api/v1/backfill`. */
export function backfillDoor(deps: DoorDeps): Door {
  return door({
    method: 'put', path: '/api/v1/backfill', access: 'report', query: noQuery, body: backfill, answer: backfill,
    codes: [...bodyCodes, 'body_invalid', 'field_invalid'],
    summaryVi: 'Báo tiến độ nạp dữ liệu lịch sử (hết hiệu lực sau 60 giây)', summaryEn: 'Announce how far a backfill is (expires after 60 seconds)',
    handle: async (call) => {
      const parsed = backfill.safeParse(parseJson(await bodyOf(call)))
      if (!parsed.success) throw new DomainError('body_invalid', { field: String(parsed.error.issues[0]?.path[0] ?? '') })
      for (const field of ['labelVi', 'labelEn'] as const) {
        const fault = invisibleFault(parsed.data[field])
        if (fault !== null) throw fieldInvalid(field, fault.vi, fault.en)
      }
      deps.backfills.announce(call.caller.keyId ?? 0, call.caller.viewer.scope, parsed.data)
      return { json: parsed.data }
    },
  })
}
