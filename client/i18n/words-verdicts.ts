/** Words of the desk's page of verdicts, Vietnamese first: also how each kind is judged, and by which method (docs/judgement.md). Values with gaps are functions whose arguments are already formatted. */
import type { VerdictKind } from '../../data/judgement/verdict.ts'

/** Of each kind how it is judged. */
type Methods = Readonly<Record<VerdictKind, string>>

const methodsVi: Methods = {
  late: 'Lần báo mới nhất so với nhịp phải báo: quá 1,5 nhịp là báo muộn (đường truyền: ít nhất 2 phút).',
  lost: 'Lần báo mới nhất so với nhịp phải báo: quá 3 nhịp là mất dữ liệu (đường truyền: ít nhất 5 phút).',
  jump: 'Trung vị và độ lệch tuyệt đối trung vị (MAD; Hampel 1974) của các kỳ trước của chính đơn vị; xa hơn 5 σ (σ = 1,4826 × MAD; Iglewicz và Hoaglin 1993), có sàn cho sai số đếm.',
  stall: 'Số chốt các kỳ không đổi trong khi kế hoạch đòi thêm: ít nhất 75 ngày và bốn kỳ, và khả năng chỉ là nghỉ giữa chừng không quá 0,25 % (Winkelmann 1995).',
  outlier: 'So với trung vị và MAD của các đơn vị cùng cấp, cùng loại (ít nhất 8 đơn vị); xa hơn 5 σ và 15 điểm (đường truyền 5 điểm, giai đoạn 3).',
  fell: 'So với mức cao nhất từng có của chỉ số chỉ có thể tăng; giảm nhiều hơn phần mà mẫu số giải thích được.',
  mismatch: 'So tổng đơn vị khai với tổng các đơn vị dưới, cùng thời điểm: chênh quá 5 % và quá năm đơn vị đếm, đã trừ phần của đơn vị chưa báo.',
  down: 'Các lần báo mới nhất thông không quá một phần mười thời gian, liền 2 phút và hai lần báo. Im lặng không tính là đứt.',
  flapping: 'Đếm số lần đổi trạng thái: 6 lần trong một giờ, hoặc 8 lần trong 24 lần báo dài hơn.',
  below_plan: 'So với đường kế hoạch hôm nay (nội suy giữa các mốc); kém dưới nửa phần trăm của đường thì không kể.',
}

const methodsEn: Methods = {
  late: 'The newest report against the cadence that is due: late past 1.5 cadences (a line: 2 minutes at least).',
  lost: 'The newest report against the cadence that is due: lost past 3 cadences (a line: 5 minutes at least).',
  jump: 'Median and median absolute deviation (MAD; Hampel 1974) of the unit’s own past periods; farther than 5 σ (σ = 1.4826 × MAD; Iglewicz and Hoaglin 1993), with a floor for counting noise.',
  stall: 'Closing figures do not move while the plan asks for more: 75 days and four periods at least, and the chance of a mere pause at most 0.25 % (Winkelmann 1995).',
  outlier: 'Against median and MAD of units of its level and type (8 at least); farther than 5 σ and 15 points (lines 5 points, stages 3).',
  fell: 'Against the greatest height of what can only grow; fell by more than the denominator explains.',
  mismatch: 'The declared total against the sum of the units below, as of the same time: more than 5 % and five things apart, after what silent units may hold.',
  down: 'The newest reports were up at most a tenth of their time, for 2 minutes and two reports. Silence does not count as down.',
  flapping: 'Turns counted: 6 in an hour, or 8 in 24 longer spans.',
  below_plan: 'Against the plan’s line of today (between its milestones); less than half a per cent of the line does not count.',
}

/** The words in Vietnamese. */
export const verdictsVi = {
  title: 'Nhận định', lead: 'Mọi điều máy chủ đang nhận định về số liệu của một đơn vị, kể cả điều không thành cảnh báo. Bấm một dòng để mở các con số làm căn cứ.',
  counts: (n: string) => `${n} nhận định`, none: (unit: string) => `Không có nhận định nào về số liệu của ${unit}.`, noneOf: (kpi: string, unit: string) => `Không có nhận định nào về ${kpi} của ${unit}.`,
  noneDo: 'Đơn vị chưa báo lần nào thì không có gì để nhận định.', anyKpi: 'xem mọi chỉ số', gone: 'Nhận định trong địa chỉ này không còn: số liệu đã đổi. Dưới đây là những gì đang có.',
  cut: (shown: string, total: string) => `Máy chủ đưa ${shown} nhận định nặng nhất trên ${total}; chọn một chỉ số để xem phần còn lại.`, gapToMedian: 'chênh với trung vị', list: 'Các nhận định, nặng nhất trước', since: (at: string) => `từ ${at}`,
  facts: { method: 'Cách xét', basis: 'Xét trên', source: 'Nguồn chỉ số', judged: 'Xét lúc', newest: 'Số mới nhất', warning: 'Cảnh báo', see: 'Xem tiếp' },
  basis: { own: 'số của chính đơn vị', subtree: 'số của cả cây đơn vị', peers: 'số của đơn vị, so với đơn vị cùng cấp', declared: 'số khai, so với cả cây đơn vị' },
  inWarning: 'mở cảnh báo', besideWarning: 'nói kèm trong một cảnh báo khác', noWarning: 'không có cảnh báo nào đang mở về việc này;', noWarningShort: 'không thành cảnh báo', warningShort: 'có cảnh báo', whichRules: 'xem các kịch bản',
  ofFigure: 'nhận định về số này', ofUnit: 'nhận định về số liệu của đơn vị', moreUnits: (n: string) => `và ${n} đơn vị nữa`,
  methods: methodsVi,
}

/** All words of one language. */
export type VerdictsWords = typeof verdictsVi

/** See `verdictsVi`. */
export const verdictsEn: VerdictsWords = {
  title: 'Verdicts', lead: 'Everything the server finds about the figures of a unit now, also what is no warning. Choose a row to open the numbers it rests on.',
  counts: (n) => `${n} ${n === '1' ? 'verdict' : 'verdicts'}`, none: (unit) => `There is no verdict on the figures of ${unit}.`, noneOf: (kpi, unit) => `There is no verdict on ${kpi} of ${unit}.`,
  noneDo: 'Of a unit that never reported there is nothing to judge.', anyKpi: 'all indicators', gone: 'The verdict of this address does not stand any more: the figures have changed. Below is what stands.',
  cut: (shown, total) => `The server gives the ${shown} worst of ${total} verdicts; choose an indicator to see the others.`, gapToMedian: 'gap to the median', list: 'The verdicts, worst first', since: (at) => `since ${at}`,
  facts: { method: 'Judged by', basis: 'Judged on', source: 'Source of the indicator', judged: 'Judged at', newest: 'Newest figure', warning: 'Warning', see: 'See also' },
  basis: { own: 'the own figures of the unit', subtree: 'the figures of the whole subtree', peers: 'the unit’s figure among its peers', declared: 'the declared total against the subtree' },
  inWarning: 'open the warning', besideWarning: 'told beside another warning', noWarning: 'no open warning tells of it;', noWarningShort: 'no warning', warningShort: 'in a warning', whichRules: 'see the rules',
  ofFigure: 'verdicts on this figure', ofUnit: 'verdicts on the unit’s figures', moreUnits: (n) => `and ${n} more ${n === '1' ? 'unit' : 'units'}`,
  methods: methodsEn,
}
