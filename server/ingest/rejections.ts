/**
 * The closed list of why a single reading or task event is refused, while its neighbours are kept: code → what to do in
 * Vietnamese and English. `{names}` are filled with bounded values.
 */
import type { Rejection } from '../../data/protocol/ingest-answer.ts'
import { keyPattern } from '../../data/readings/reading.ts'
import { fill } from '../errors.ts'

const texts = {
  not_an_object: ['Mỗi số liệu phải là một đối tượng JSON {…}.', 'Each reading must be a JSON object {…}.'],
  line_broken: ['Dòng {line} không phải JSON đúng. Sửa dòng này rồi gửi lại riêng nó.', 'Line {line} is not valid JSON. Mend this line and send it again alone.'],
  unknown_field: ['Trường "{field}" không có trong mẫu số liệu. Bỏ trường này.', 'The field "{field}" is not part of a reading. Leave it out.'],
  field_missing: ['Thiếu trường "{field}". Thêm trường này.', 'The field "{field}" is missing. Add it.'],
  field_not_text: ['Trường "{field}" phải là chuỗi ký tự.', 'The field "{field}" must be a text.'],
  key_invalid_format: ['Trường "{field}" phải có 1–100 ký tự ASCII in được, không dấu cách.', 'The field "{field}" must have 1–100 printable ASCII characters without spaces.'],
  corrects_itself: ['Số liệu đính chính phải có key riêng, khác với corrects.', 'A correction needs a key of its own, other than its corrects.'],
  declared_not_boolean: ['Trường "declared" phải là true hoặc false.', 'The field "declared" must be true or false.'],
  at_invalid: ['Thời điểm "at" phải theo ISO 8601 có giây và múi giờ, ví dụ 2026-11-22T08:00:00+07:00.', 'The instant "at" must be ISO 8601 with seconds and an offset, for example 2026-11-22T08:00:00+07:00.'],
  unit_unavailable: ['Không có đơn vị này trong phạm vi được báo cáo. Kiểm tra mã đơn vị.', 'There is no such unit in your scope. Check the unit code.'],
  kpi_unknown: ['Không có chỉ tiêu này trong danh mục. Xem danh mục tại /api/v1/kpis.', 'The catalogue has no such KPI. See the catalogue at /api/v1/kpis.'],
  kpi_computed: ['Chỉ tiêu này do Tháp tự tính, không nhận từ ngoài. Bỏ số liệu này.', 'Tháp computes this KPI itself and takes none from outside. Leave this reading out.'],
  kpi_not_reported_here: ['Cấp của đơn vị này không báo cáo chỉ tiêu này. Kiểm tra mã đơn vị và chỉ tiêu (levels tại /api/v1/kpis).', 'Units of this level do not report this KPI. Check unit and KPI (levels at /api/v1/kpis).'],
  declared_leaf: ['Đơn vị này không có đơn vị cấp dưới nên không có số tổng hợp. Bỏ "declared".', 'This unit has no units below, so it has no compiled total. Leave out "declared".'],
  at_in_future: ['Thời điểm "at" ở tương lai quá 5 phút. Kiểm tra đồng hồ của máy gửi.', 'The instant "at" lies more than 5 minutes in the future. Check the sender\'s clock.'],
  at_too_old: ['Thời điểm "at" trước ngày 01/01/2020. Kiểm tra thời điểm.', 'The instant "at" lies before 1 January 2020. Check the instant.'],
  window_closed: ['Số liệu đường truyền cũ hơn 7 ngày không nhận nữa. Bỏ số liệu này.', 'Availability readings older than 7 days are no longer taken. Leave this reading out.'],
  num_missing: ['Thiếu "num". Điền số; "num": null chỉ dùng để rút lại số liệu đã gửi, kèm "corrects".', 'There is no "num". Fill it in; "num": null only withdraws a reading, together with "corrects".'],
  not_a_number: ['Trường "{field}" phải là số JSON, không phải chuỗi hay dạng khác.', 'The field "{field}" must be a JSON number, not a text or anything else.'],
  not_whole: ['Trường "{field}" phải là số nguyên. Gửi tử số và mẫu số, không gửi tỷ lệ hay số lẻ.', 'The field "{field}" must be a whole number. Send numerator and denominator, not a ratio or a fraction.'],
  negative: ['Trường "{field}" không được âm. Kiểm tra số.', 'The field "{field}" must not be negative. Check the figure.'],
  out_of_range: ['Trường "{field}" lớn hơn 1.000.000.000.000. Kiểm tra số và đơn vị tính.', 'The field "{field}" is larger than 1,000,000,000,000. Check the figure and its unit.'],
  sum_out_of_range: ['Cộng thêm số này thì tổng của chỉ tiêu vượt quá số nguyên chính xác. Kiểm tra số và đơn vị tính.', 'With this figure the KPI\'s sum would leave exact whole numbers. Check the figure and its unit.'],
  den_missing: ['Chỉ tiêu này cần mẫu số "den". Thêm "den".', 'This KPI needs a denominator "den". Add "den".'],
  den_not_allowed: ['Số liệu này không có mẫu số. Bỏ "den".', 'This reading has no denominator. Leave out "den".'],
  num_exceeds_den: ['Tử số "num" lớn hơn mẫu số "den". Kiểm tra hai số.', 'The numerator "num" is larger than the denominator "den". Check both.'],
  stage_out_of_range: ['Giai đoạn phải từ 1 đến 6.', 'The stage must be from 1 to 6.'],
  reading_invalid: ['Số liệu không đúng mẫu. Xem mẫu tại /api/openapi.json.', 'The reading does not have the right shape. See the shape at /api/openapi.json.'],
  conflict: ['Đã có số liệu cùng đơn vị, chỉ tiêu, thời điểm và key nhưng khác số. Muốn sửa, gửi số liệu mới có key riêng và "corrects".', 'A reading of the same unit, KPI, instant and key has other figures. To change it, send a new one with its own key and "corrects".'],
  unknown_target: ['Chưa nhận số liệu mà "corrects" nêu. Gửi số liệu gốc trước.', 'The reading that "corrects" names was not received. Send the original first.'],
  ambiguous_target: ['Key mà "corrects" nêu thuộc nhiều số liệu của đơn vị và chỉ tiêu này; không rõ sửa số nào. Lần sau dùng key riêng cho mỗi số liệu; báo quản trị để sửa số cũ.', 'The key that "corrects" names belongs to several readings of this unit and KPI; which one is meant is unclear. Give each reading a key of its own; ask the administrator to mend the old one.'],
  target_corrected: ['Số liệu này đã được đính chính. Gửi lại với "corrects": "{newest}".', 'This reading was corrected already. Send again with "corrects": "{newest}".'],
  task_unavailable: ['Không có nhiệm vụ này trong phạm vi được báo cáo. Kiểm tra mã nhiệm vụ.', 'There is no such task in your scope. Check the task id.'],
  state_unknown: ['Trạng thái "state" phải là open, running hoặc done.', 'The "state" must be open, running or done.'],
  result_personal: ['Kết quả "result" có dãy 9–12 chữ số như số điện thoại, căn cước. Bỏ dãy số; ghi tên đơn vị, không ghi tên người.', 'The "result" holds 9–12 digits like a telephone or an identity card. Leave them out; name offices, not persons.'],
  result_missing: ['Nhiệm vụ hoàn thành phải kèm kết quả "result".', 'A task that is done needs its "result".'],
  result_invalid: ['Kết quả "result" phải là chuỗi 1–500 ký tự nhìn thấy được, không có ký tự điều khiển hay ký tự ẩn.', 'The "result" must be a text of 1–500 characters that can be seen, without control or invisible ones.'],
} as const satisfies Record<string, readonly [vi: string, en: string]>

/** A stable code of a refused reading or task event. */
export type RejectionCode = keyof typeof texts

/** Every code, for documents and tests. */
export const rejectionCodes = Object.keys(texts) as readonly RejectionCode[]

/** Longest name of a field that is echoed, characters. */
export const maxEchoedField = 40

/** A field's name as it may be echoed: short and plain, or `?`. */
export function echoedField(name: string): string {
  return name.length <= maxEchoedField && /^[\w.-]+$/.test(name) ? name : '?'
}

/** A key as it may be echoed: only where it has the form of one. */
export function echoedKey(input: unknown): string | null {
  if (typeof input !== 'object' || input === null || !Object.hasOwn(input, 'key')) return null
  const { key } = input as { key: unknown }
  return typeof key === 'string' && keyPattern.test(key) ? key : null
}

/** What a rejection says besides its code. */
export interface RejectionDetails {
  readonly field?: string
  readonly line?: number
  readonly newest?: string
}

/** The rejection of the input at `index` of its call. */
export function reject(index: number, input: unknown, code: RejectionCode, details: RejectionDetails = {}): Rejection {
  const [vi, en] = texts[code]
  const field = details.field === undefined ? undefined : echoedField(details.field)
  const params = { field: field ?? '', line: details.line ?? '', newest: details.newest ?? '' }
  return {
    index, key: echoedKey(input), code, ...(field === undefined ? {} : { field }), message: fill(vi, params), messageEn: fill(en, params),
  }
}
