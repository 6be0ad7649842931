/** Words of the scene *Hạ tầng* in both languages; values with gaps are functions whose arguments are already formatted. */
import { useLanguage } from './language.ts'

/** In Vietnamese. */
export const linesVi = {
  downNow: 'Đường truyền đang đứt', downOne: 'Đường truyền', ofLines: (n: string, _count: number) => `trên ${n} đường`,
  reporting: (n: string, due: string) => `${n}/${due} đường đang báo`, newest: (age: string) => `mới nhất ${age} trước`, noneHeard: 'chưa đường nào báo',
  untaken: (n: string, _count: number) => `${n} chưa ai nhận`, allTaken: 'đều đã có người nhận',
  states: { down: 'đang đứt', silent: 'mất dữ liệu', flapping: 'chập chờn', late: 'chậm báo', up: 'thông', never: 'chưa từng báo' },
  ownState: { down: 'ĐANG ĐỨT', silent: 'MẤT DỮ LIỆU', flapping: 'CHẬP CHỜN', late: 'CHẬM BÁO', up: 'THÔNG', never: 'CHƯA TỪNG BÁO' },
  uptimeProvince: 'Uptime đường cấp tỉnh', uptimeCommune: 'Uptime đường cấp xã', uptimeOwn: 'Uptime đường của tỉnh',
  provinceLines: 'Đường cấp tỉnh', communeLines: 'Đường cấp xã', ownLine: 'Đường của tỉnh',
  underWay: 'Đang đứt', columns: { unit: 'đơn vị', since: 'từ lúc', lasting: 'kéo dài', hour: 'mất trong 1 giờ qua', taken: 'ai nhận', from: 'bắt đầu', to: 'đến', length: 'kéo dài' },
  takenStates: { open: 'chưa ai nhận', acknowledged: 'đã nhận', assigned: 'đã giao việc', resolved: 'đã xử lý', closed: 'tự đóng', stopped: 'đóng theo kịch bản hoặc gộp' },
  noWarning: 'chưa đến mức báo', shelved: (day: string) => `gác đến ${day}`, heardAgo: (age: string) => `không báo ${age}`,
  noneDown: 'Không đường nào đang đứt.', noneYet: 'Chưa đường nào báo số liệu. Tạo khóa: npm run key; gửi số liệu: POST /api/v1/readings.', noLines: 'Đơn vị này không có đường truyền phải báo.',
  more: (n: string, _count: number) => `còn ${n} đường nữa`, moreOutages: (n: string, _count: number) => `trong ${n} đợt`,
  silent: 'Mất dữ liệu', silentNote: 'không biết thông hay đứt', flapping: 'Chập chờn', andOthers: (n: string) => `và ${n} nữa`,
  longest: 'Đứt lâu nhất 30 ngày', longestSince: (since: string) => `Đứt lâu nhất từ ${since}`, goesOn: 'đang đứt', noOutage: (least: string) => `Trong 30 ngày không đường nào đứt liền ${least} trở lên.`,
  noOutageSince: (since: string, least: string) => `Từ ${since}, khi bắt đầu có số liệu, không đường nào đứt liền ${least} trở lên.`,
  shortOutages: (lost: string, units: string, _count: number) => `Các đợt ngắn hơn cộng lại mất ${lost}, ở ${units} đơn vị.`,
  seenIn: (seen: string, _count: number) => `Ô vàng, ô đỏ bên cạnh: ${seen} đơn vị mất từ 2 phút trong một giờ của 24 giờ qua.`, seenNowhere: 'Trong 24 giờ qua không giờ nào của đơn vị nào mất từ 2 phút.', nothingYet: 'Chưa có số liệu.', about: '≈',
  resolution: '≈ quá 7 ngày: theo tổng từng giờ · đợt đã hết: không tính lúc mất dữ liệu', reading: 'Đang đọc lại lịch sử đường truyền từ kho…',
  hours: '24 giờ qua', days: '30 ngày qua', share: 'uptime', restQuiet: (n: string, _count: number) => `còn ${n} đơn vị`, lowestFirst: 'uptime thấp nhất xếp trên',
  hourLegend: { at_risk: 'mất từ một nửa', behind: 'mất từ 2 phút', lost: 'không có dữ liệu', met: 'thông', silent: 'chưa theo dõi' },
  dayLegend: { at_risk: 'dưới 98,5 %', behind: 'dưới 99 %', lost: 'không có dữ liệu', met: 'từ 99 %', silent: 'chưa theo dõi' },
  stale: (at: string) => `danh sách lúc ${at}, đang đọc lại`, lost: (m: string) => `${m} phút`,
}

/** In English. */
export const linesEn: typeof linesVi = {
  downNow: 'Lines down now', downOne: 'Line', ofLines: (n, count) => `of ${n} ${count === 1 ? 'line' : 'lines'}`,
  reporting: (n, due) => `${n}/${due} lines reporting`, newest: (age) => `newest ${age} ago`, noneHeard: 'no line has reported',
  untaken: (n) => `${n} taken by nobody`, allTaken: 'all taken by somebody',
  states: { down: 'down', silent: 'data lost', flapping: 'flapping', late: 'late to report', up: 'up', never: 'never heard' },
  ownState: { down: 'DOWN', silent: 'DATA LOST', flapping: 'FLAPPING', late: 'LATE', up: 'UP', never: 'NEVER HEARD' },
  uptimeProvince: 'Provincial line uptime', uptimeCommune: 'Commune line uptime', uptimeOwn: 'The province’s own line',
  provinceLines: 'Provincial lines', communeLines: 'Commune lines', ownLine: 'Own line',
  underWay: 'Down now', columns: { unit: 'unit', since: 'since', lasting: 'for', hour: 'lost in the last hour', taken: 'taken by', from: 'began', to: 'until', length: 'for' },
  takenStates: { open: 'nobody has it', acknowledged: 'acknowledged', assigned: 'assigned', resolved: 'resolved', closed: 'closed', stopped: 'ended with its rule or folded' },
  noWarning: 'below the alarm', shelved: (day) => `shelved to ${day}`, heardAgo: (age) => `unheard ${age}`,
  noneDown: 'No line is down.', noneYet: 'No line has reported yet. Make a key: npm run key; send readings: POST /api/v1/readings.', noLines: 'This unit has no line that reports.',
  more: (n, count) => `${n} more ${count === 1 ? 'line' : 'lines'}`, moreOutages: (n, count) => `of ${n} ${count === 1 ? 'outage' : 'outages'}`,
  silent: 'Data lost', silentNote: 'up or down is not known', flapping: 'Flapping', andOthers: (n) => `and ${n} more`,
  longest: 'Longest outages, 30 days', longestSince: (since) => `Longest outages since ${since}`, goesOn: 'still down', noOutage: (least) => `In 30 days no line was down for ${least} on end.`,
  noOutageSince: (since, least) => `Since ${since}, when data began, no line was down for ${least} on end.`,
  shortOutages: (lost, units, count) => `Shorter outages add up to ${lost}, in ${units} ${count === 1 ? 'unit' : 'units'}.`,
  seenIn: (seen, count) => `The amber and red cells beside: ${seen} ${count === 1 ? 'unit' : 'units'} lost 2 min or more in an hour of the last 24.`, seenNowhere: 'In the last 24 hours no unit lost 2 min or more in any hour.', nothingYet: 'Nothing is known yet.', about: '≈',
  resolution: '≈ beyond 7 days: by hourly sums · ended ones: time without data is not counted', reading: 'Reading the lines’ past from the store…',
  hours: 'Last 24 hours', days: 'Last 30 days', share: 'uptime', restQuiet: (n, count) => `${n} more ${count === 1 ? 'unit' : 'units'}`, lowestFirst: 'lowest uptime first',
  hourLegend: { at_risk: 'lost half or more', behind: 'lost 2 min or more', lost: 'no data', met: 'up', silent: 'not yet observed' },
  dayLegend: { at_risk: 'below 98.5 %', behind: 'below 99 %', lost: 'no data', met: '99 % or more', silent: 'not yet observed' },
  stale: (at) => `list as of ${at}, asking again`, lost: (m) => `${m} min`,
}

/** The words of *Hạ tầng* in the language shown. */
export function useLineWords(): typeof linesVi {
  return useLanguage() === 'en' ? linesEn : linesVi
}
