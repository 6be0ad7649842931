/**
 * The closed list of refusals of the live socket: a stable code, what was wrong and what to do, Vietnamese and English.
 * Codes agree with server/error-kinds.ts where HTTP knows the same refusal; the words differ, for a socket has no headers.
 */
import {
  maxCellsPerWatch, maxKpisPerWatch, maxWatchDepth, maxWatchesPerSocket,
} from '../../data/protocol/watch.ts'
import type { Refusal } from '../../data/protocol/snapshot.ts'
import { mostHandedSpans, mostWalls, mostWallsOfUnit } from '../../data/protocol/wall-terms.ts'

/** Codes the live socket refuses with. */
export type LiveRefusalCode =
  | 'key_invalid' | 'key_required' | 'not_ready' | 'too_many_sockets' | 'too_many_rooms' | 'too_many_watches' | 'watch_too_large'
  | 'too_many_walls' | 'showing_invalid' | 'record_invalid' | 'unit_unavailable' | 'kpi_unknown' | 'watch_invalid' | 'event_unknown' | 'rate_limited'

type Text = readonly [vi: string, en: string]

const count = new Intl.NumberFormat('vi-VN')
const countEn = new Intl.NumberFormat('en-US')

const texts: Readonly<Record<LiveRefusalCode, Text>> = {
  key_invalid: [
    'Khóa truy cập không đúng, đã hết hạn hoặc đã bị thu hồi. Xin khóa mới ở người quản trị.',
    'The key is wrong, expired or revoked. Ask the administrator for a new one.',
  ],
  key_required: [
    'Cần khóa truy cập để kết nối. Gửi khóa trong auth.key.',
    'A key is needed to connect. Send it as auth.key.',
  ],
  not_ready: [
    'Máy chủ chưa kiểm tra được khóa. Thử lại sau vài giây.',
    'The server cannot check the key now. Try again in a few seconds.',
  ],
  too_many_sockets: [
    'Máy chủ đã đủ số kết nối. Thử lại sau ít phút.',
    'The server has as many connections as it takes. Try again in a few minutes.',
  ],
  too_many_rooms: [
    'Máy chủ đã đủ số vùng theo dõi. Thử lại sau ít phút.',
    'The server has as many subscriptions as it takes. Try again in a few minutes.',
  ],
  too_many_watches: [
    `Mỗi kết nối theo dõi tối đa ${maxWatchesPerSocket} vùng. Bỏ bớt một vùng (unwatch) rồi thử lại.`,
    `A connection watches at most ${maxWatchesPerSocket} subscriptions. End one (unwatch), then try again.`,
  ],
  watch_too_large: [
    `Vùng theo dõi vượt ${count.format(maxCellsPerWatch)} ô số liệu. Bớt chỉ tiêu (kpis) hoặc bớt số cấp (depth).`,
    `The subscription is over ${countEn.format(maxCellsPerWatch)} cells. Ask for fewer kpis or a smaller depth.`,
  ],
  unit_unavailable: [
    'Không có đơn vị này trong phạm vi của bạn. Kiểm tra mã đơn vị (root).',
    'There is no such unit in your scope. Check the unit code (root).',
  ],
  kpi_unknown: [
    'Có chỉ tiêu không nằm trong danh mục. Xem danh mục ở /api/v1/kpis.',
    'A KPI is not in the catalogue. See the catalogue at /api/v1/kpis.',
  ],
  watch_invalid: [
    `Thông điệp không đúng mẫu: cần root, kpis (1–${maxKpisPerWatch} mã) và depth (0–${maxWatchDepth}).`,
    `The message has the wrong shape: root, kpis (1–${maxKpisPerWatch} ids) and depth (0–${maxWatchDepth}) are needed.`,
  ],
  too_many_walls: [
    `Máy chủ đã biết đủ màn hình (nhiều nhất ${count.format(mostWallsOfUnit)} của một đơn vị, ${count.format(mostWalls)} của Trung ương). Dùng lại tên của một màn hình cũ (?wall=…).`,
    `The server knows as many walls as it takes (${countEn.format(mostWallsOfUnit)} of a unit, ${countEn.format(mostWalls)} of the centre). Use the name of an old one again (?wall=…).`,
  ],
  showing_invalid: [
    'Thông điệp showing không đúng mẫu: cần wall, screen, page, epoch và seq.',
    'The message showing has the wrong shape: wall, screen, page, epoch and seq are needed.',
  ],
  record_invalid: [
    `Thông điệp record không đúng mẫu: cần wall, dropped và spans (1–${mostHandedSpans} đoạn, từ cũ đến mới, không chồng lên nhau).`,
    `The message record has the wrong shape: wall, dropped and spans (1–${mostHandedSpans}, oldest first, none overlapping) are needed.`,
  ],
  event_unknown: [
    'Máy chủ không nhận sự kiện này. Chỉ dùng watch, unwatch, showing và record.',
    'The server does not take this event. Use watch, unwatch, showing and record only.',
  ],
  rate_limited: [
    'Gửi quá nhanh. Chờ vài giây rồi thử lại.',
    'Too many messages. Wait a few seconds, then try again.',
  ],
}

/** The refusal of a code, as it goes over the wire. */
export function refusalOf(code: LiveRefusalCode): Refusal {
  const [message, messageEn] = texts[code]
  return { code, message, messageEn }
}
