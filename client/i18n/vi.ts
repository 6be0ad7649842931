/** Every word of the client, Vietnamese first. `en.ts` has the same keys (the compiler checks it). */
import type { DurationWords } from '../ui/format.ts'

const durations: DurationWords = { days: () => 'ngày', hours: () => 'giờ', minutes: () => 'phút', seconds: () => 'giây' }

/** The words in Vietnamese. Values with gaps are functions; their arguments are already formatted. */
export const vi = {
  durations,
  product: 'Tháp', centreName: 'Trung tâm điều hành kiểm tra, giám sát', scene: 'Cảnh',
  provincesCount: (n: string, _count: number) => `${n} tỉnh, thành phố`, communesCount: (n: string, _count: number) => `${n} xã, phường, đặc khu`,
  simulated: 'DỮ LIỆU MÔ PHỎNG', simulatedLong: 'Số liệu mô phỏng, không phải số liệu thật',
  link: 'Kết nối', linkDelay: (s: string) => `trễ ${s} giây`, linkSilent: (age: string) => `im lặng ${age}`,
  linkConnecting: 'đang nối…', linkLost: (age: string) => `mất ${age}`, linkLostTitle: 'Mất kết nối máy chủ',
  linkLostDetail: (at: string, age: string) => `Số liệu dưới đây dừng ở ${at} (${age} trước); màn hình đang tự nối lại.`,
  dimmed: (percent: string, until: string) => `giảm sáng còn ${percent} đến ${until}`,
  darkByOrder: (name: string) => `${name}: đã tắt theo lệnh của trung tâm`,
  keptDetail: (at: string, age: string) => `Đây là ảnh chụp giữ lại lúc ${at} (${age} trước), không phải số liệu hiện tại; màn hình đang tự nối.`,
  serverClock: 'Máy chủ', serverNone: 'chưa có', skew: (s: string) => `lệch ${s}`,
  cadenceClock: 'Số liệu đúng nhịp', cadenceCount: (fresh: string, due: string, word: string) => `${fresh}/${due} ${word}`,
  cadenceNone: 'chưa có số liệu', provinceWord: (_count: number) => 'tỉnh', communeWord: (_count: number) => 'xã', unitWord: (_count: number) => 'đơn vị', lineWord: (_count: number) => 'đường',
  weekdays: ['Chủ Nhật', 'Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy'],
  status: {
    met: 'đạt', on_track: 'đúng tiến độ', behind: 'chậm', at_risk: 'nguy cơ', no_target: 'chưa có chỉ tiêu',
    no_data: 'không có dữ liệu', silent: 'không có dữ liệu', lost: 'mất dữ liệu',
  },
  cadence: { seconds30: 'nhịp 30 giây', minutes5: 'nhịp 5 phút', day: 'nhịp ngày', month: 'nhịp tháng', change: 'tính ngay' } as Record<string, string>,
  cards: {
    pages: 'Trang đã số hóa', esign: 'Văn bản ký số', uptime: 'Uptime đường truyền', tasks: 'Nhiệm vụ quá hạn',
    uptimeOf: (lines: string, _count: number) => `30 ngày, ${lines} đường`, tasksOf: (n: string, _count: number) => `trên ${n} nhiệm vụ`,
  },
  plan: { today: 'kế hoạch hôm nay', level: 'mức phải đạt', referenceToday: 'tham chiếu hôm nay', referenceLevel: 'mức tham chiếu' },
  finalTarget: (day: string, v: string) => `hết ${day}: ${v}`, noTarget: 'chưa có chỉ tiêu',
  million: 'triệu', milliard: 'tỷ', points: 'điểm', trendWindow: '30 ngày', noTrend: 'chưa đủ 30 ngày để so', sinceWindow: (day: string) => `từ ${day}`,
  oldest: (age: string) => `cũ nhất ${age}`, newestAge: (age: string) => `mới nhất ${age}`, newestLost: (age: string) => `lần cuối ${age} trước`,
  short: (n: string, unit: string) => `thiếu ${n} ${unit}`, over: (n: string, unit: string) => `vượt ${n} ${unit}`,
  abovePoints: (n: string) => `vượt ${n} điểm`, belowPoints: (n: string) => `thiếu ${n} điểm`,
  exactlyAt: 'vừa đúng mức', longestLate: (d: string, _count: number) => `lâu nhất ${d} ngày`, noneLate: 'không nhiệm vụ nào trễ',
    reference: 'tham chiếu', ownTarget: 'chỉ tiêu', targetSource: (kind: string, source: string) => `${kind}: ${source}`,
  inherited: (unit: string) => `chỉ tiêu của ${unit}`, levelDefault: 'chỉ tiêu mẫu cấp xã',
  factsPages: 'trích S3 V.1.1, giữa 2025: TW “hơn 538.000”, tỉnh “hơn 2,1 triệu trang”',
  registers: (n: string, _count: number) => `${n} sổ nhiệm vụ`, registerSource: 'sổ nhiệm vụ: phụ lục các kế hoạch S0, S2',
  noFigure: 'không có dữ liệu', noFigureDo: (cadence: string) => `Chưa nguồn nào báo số (${cadence}). Tạo khóa: npm run key; gửi số liệu: POST /api/v1/readings.`,
  waitingFigure: 'đang chờ số liệu', noDataYet: (n: string, word: string) => `0/${n} ${word} đã báo`,
  lastYear: (y: string, v: string) => `kết quả ${y}: ${v}`, noFigureYear: (y: string) => `Chưa có số liệu năm ${y}.`,
  strip: { overdue: 'quá hạn', due7: '≤ 7 ngày', due30: '≤ 30 ngày', later: 'sau', undated: 'không hạn', done: 'xong' },
  anomalies: 'Bất thường', andMore: (n: string) => `còn ${n} mục nữa`, noAnomalies: 'Không có bất thường nào.',
  noAnomaliesYet: 'Chưa có số liệu để xét bất thường.', nationwide: 'Toàn quốc',
  columns: { unit: 'đơn vị', kpi: 'chỉ số', now: 'hiện nay', must: 'phải đạt', lasting: 'kéo dài', late: 'quá hạn', task: 'nhiệm vụ', owner: 'chủ trì', due: 'hạn 24:00' },
  mustPlan: (v: string) => `kế hoạch ${v}`, mustFloor: (v: string) => `mức ${v}`, mustZero: 'mức 0',
  silentOf: (affected: string, due: string, word: string) => `${affected}/${due} ${word} chưa báo`, neverAny: (n: string, _count: number) => `${n} chỉ số chưa nguồn nào báo: chưa có số liệu để xét.`, silent: 'không có số liệu',
  unknownSince: 'chưa rõ', days: 'ngày',
  overdueTasks: 'Nhiệm vụ quá hạn', dueSoon: (n: string) => `${n} nhiệm vụ nữa đến hạn trong 7 ngày`,
  noOverdue: 'Không có nhiệm vụ quá hạn.', noRegister: 'Chưa đơn vị nào có sổ nhiệm vụ.', unreported: 'chưa báo cáo kết quả',
  reports: (month: string) => `Báo cáo tháng ${month}`, reportsProvince: 'tỉnh → Trung ương, hạn 0:00', reportsCommune: 'xã → tỉnh, hạn 0:00',
  left: 'còn lại', passed: (age: string) => `đã quá hạn ${age}`, leftOf: (age: string) => `còn ${age}`,
  reportsOnTime: 'Báo cáo đúng hạn trong năm', reportsSource: 'hạn theo S0 IV.1 và IV.3',
  onMap: 'Trên bản đồ', national: 'Toàn quốc', ofRoot: 'Toàn tỉnh', next: (s: string) => `đổi sau ${s} giây`, heldStill: 'đang giữ',
  notReporting: 'không phải báo', never: 'chưa từng có số liệu', mapLabel: (kpi: string) => `Bản đồ: ${kpi}`,
  mapTable: 'Trạng thái từng đơn vị trên bản đồ',
  mapPlain: {
    none: 'Bản đồ đơn giản: trình duyệt này chưa có WebGL 2.', software: 'Bản đồ đơn giản: máy này không có card đồ họa.', slow: 'Bản đồ đơn giản trong lúc WebGL đang khởi động.',
    failed: 'Bản đồ đơn giản: chưa mở được bản đồ WebGL, sẽ thử lại.', lost: 'Bản đồ đơn giản: card đồ họa (WebGL) vừa ngắt, đang mở lại.',
  } as Record<string, string>,
  mapLoading: 'Đang tải bản đồ…', mapNone: 'Đơn vị này không có đơn vị dưới trên bản đồ.',
  back: 'Quay lại', switchLanguage: 'English', asDials: 'Mặt số', asBars: 'Thanh ngang',
  matrix: (rows: string, columns: string, _count: number) => `${rows} × ${columns} chỉ số`, worstFirst: 'xấu nhất xếp trên', matrixMore: (n: string, _count: number) => `còn ${n} đơn vị nữa`,
  backfill: (percent: string) => `đang nạp lịch sử ${percent}`,
  panelFailed: 'Phần này gặp lỗi và sẽ tự thử lại.', unreachable: 'Chưa đọc được từ máy chủ; đang thử lại.', loading: 'đang tải…',
  refused: 'Máy chủ từ chối:', coverageOf: 'độ phủ', retry: 'Thử lại', scopeGone: 'Đơn vị trong địa chỉ không có trong phạm vi của bạn.', toTop: 'Về đầu',
}

/** All words of one language. */
export type Words = typeof vi
