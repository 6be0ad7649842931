/**
 * The figures of S0 (Hưng Yên, plan 07-KH/UBKTTU of 15/5/2026): Hưng Yên's own, and the reference at the centre.
 * Rows marked `thường xuyên` and shares that must hold at any time are floors (due null); objectives are due 31/12.
 */
import type { Target } from '../kpi.ts'
import { centreCode, hungYenCode, targetOf } from './target-spec.ts'
import type { TargetSpec } from './target-spec.ts'

const infrastructure: readonly TargetSpec[] = [
  {
    kpi: 'esign.staff', value: 1, due: '2026-12-31',
    source: {
      document: 'S0', section: 'PL.II.3',
      quoteVi: '100% cán bộ, công chức ngành kiểm tra được cấp chữ ký số chuyên dùng công vụ',
    },
    besideVi: [
      'S1 II.4.3 chỉ tính vị trí có thẩm quyền ký: “100% các vị trí có thẩm quyền ký văn bản được trang bị chữ ký số theo quy định”',
      'S2 II.2.1 chỉ tính cán bộ có thẩm quyền ký: 100% được trang bị chứng thư chữ ký số',
    ],
  },
  {
    kpi: 'esign.documents', value: 0.9, due: null,
    source: { document: 'S0', section: 'PL.II.3', quoteVi: '≥90% văn bản điện tử ký số' },
    besideVi: ['S1 II.3.7b và S2 II.2.3: 100% văn bản không mật', 'S4 PL.2.4: “100% văn bản ký số”'],
  },
  {
    kpi: 'network.coverage', value: 1, due: '2026-05-31',
    source: { document: 'S0', section: 'PL.II.2', quoteVi: '100% cơ quan, đơn vị được triển khai' },
  },
  {
    kpi: 'network.uptime', value: 0.99, due: null, lateFrom: 0.985,
    source: { document: 'S0', section: 'PL.II.2', quoteVi: '≥99% uptime đường truyền cấp tỉnh' },
  },
  {
    kpi: 'devices.standard', value: 0.95, due: '2026-06-30',
    source: { document: 'S0', section: 'PL.II.1', quoteVi: '≥95% cán bộ có thiết bị làm việc đạt chuẩn' },
    besideVi: [
      'S2 PL.I.8 tính trên thiết bị được phê duyệt đầu tư: 40%, Quý III/2026',
      'S4 II.2.1 tính trên cơ quan, đơn vị: 60%',
    ],
  },
  {
    kpi: 'platforms.adopted', value: 1, due: '2026-12-31',
    source: {
      document: 'S0', section: 'II.2',
      quoteVi: 'Tiếp nhận và triển khai thống nhất 100% các nền tảng, ứng dụng số dùng chung trong ngành',
    },
  },
  {
    kpi: 'security.levels', value: 1, due: '2026-12-31',
    source: {
      document: 'S0', section: 'II.1',
      quoteVi: 'phải hoàn thành phê duyệt phương án bảo đảm an toàn theo cấp độ và duy trì giám sát an ninh thường xuyên',
    },
    besideVi: ['S4 II.2.3: 70% các hệ thống thông tin, cơ sở dữ liệu của các cơ quan đảng'],
  },
]

const processesAndData: readonly TargetSpec[] = [
  {
    kpi: 'procedures.standardized', value: 0.9, due: null,
    source: { document: 'S0', section: 'PL.I.1', quoteVi: '≥90% TTHC nội bộ được chuẩn hóa quy trình số' },
  },
  {
    kpi: 'procedures.time_cut', value: 0.3, due: '2026-06-30',
    source: { document: 'S0', section: 'PL.IV.2', quoteVi: 'Thời gian xử lý công việc giảm ≥30%' },
    besideVi: [
      'S0 PL.I.1: “Thời gian xử lý TTHC giảm ≥30%”, thường xuyên',
      'S4 II.1: tối thiểu 30% đến hết năm 2026',
    ],
  },
  {
    kpi: 'processes.digital', value: 0.8, due: '2026-06-30',
    source: { document: 'S0', section: 'PL.IV.2', quoteVi: '≥80% quy trình nội bộ xử lý số' },
  },
  {
    kpi: 'data.reporting_units', value: 0.95, due: null,
    source: { document: 'S0', section: 'PL.IV.1', quoteVi: '≥95% đơn vị cập nhật dữ liệu định kỳ' },
  },
  {
    kpi: 'data.serious_errors', value: 0, due: null,
    source: { document: 'S0', section: 'PL.IV.1', quoteVi: 'Không phát sinh dữ liệu lỗi nghiêm trọng' },
  },
  {
    kpi: 'security.compliance', value: 0.95, due: null,
    source: { document: 'S0', section: 'PL.V.1', quoteVi: '≥95% người dùng tuân thủ quy định ATTT' },
  },
  {
    kpi: 'security.incident_cut', value: 0.3, due: null,
    source: { document: 'S0', section: 'PL.V.1', quoteVi: 'Giảm ≥30% sự cố do lỗi người dùng' },
  },
  {
    kpi: 'security.requests', value: 1, due: null,
    source: { document: 'S0', section: 'PL.V.1', quoteVi: '100% yêu cầu phối hợp được xử lý kịp thời' },
  },
]

const economyAndManagement: readonly TargetSpec[] = [
  {
    kpi: 'recommendations.handled', value: 0.9, due: null,
    source: { document: 'S0', section: 'PL.VI.2', quoteVi: '≥90% kiến nghị kiểm tra được xử lý' },
  },
  {
    kpi: 'cost.stationery_cut', value: 0.3, due: '2026-12-31',
    source: {
      document: 'S0', section: 'III.6.3',
      quoteVi: 'Phấn đấu đến hết năm 2026, giảm từ 30% đến 50% chi phí văn phòng phẩm, in ấn',
    },
    besideVi: ['Khoảng của nguồn: 30–50% (S0 III.6.3); “Giảm 30-50% chi phí văn phòng phẩm” (S0 PL.VI.3)'],
  },
  {
    kpi: 'paper.cut', value: 0.5, due: null,
    source: { document: 'S0', section: 'PL.VI.3', quoteVi: 'Giảm ≥50% văn bản giấy' },
  },
  {
    kpi: 'leaders.quantified', value: 1, due: null,
    source: { document: 'S0', section: 'PL.VI.3', quoteVi: '100% người đứng đầu có kết quả' },
  },
  {
    kpi: 'budget.disbursed', value: 0.95, due: null,
    source: { document: 'S0', section: 'PL.VII.1', quoteVi: 'Tỷ lệ giải ngân ≥95% kế hoạch' },
    besideVi: ['Thời hạn của dòng: “Hoàn thành trước 30/6/2026 và theo lộ trình của Dự án.”'],
  },
  {
    kpi: 'tasks.overdue', value: 0, due: null,
    source: {
      document: 'S0', section: 'PL', quoteVi: 'CÁC NHIỆM VỤ CHỦ YẾU CÓ THỜI HẠN HOÀN THÀNH TRONG NĂM 2026',
    },
    besideVi: ['Chỉ tiêu 0 là của sản phẩm: các phụ lục đặt thời hạn cho từng nhiệm vụ, không cho phép quá hạn'],
  },
  {
    kpi: 'reports.on_time', value: 1, due: null,
    source: { document: 'S0', section: 'IV', quoteVi: 'trước ngày 25 hằng tháng' },
    besideVi: [
      'Chỉ tiêu 100% là của sản phẩm; nguồn chỉ định ngày: trước ngày 21 (xã → tỉnh), trước ngày 25 (tỉnh → Trung ương)',
      'S1 III.3: tháng trước ngày 15, quý trước ngày 15 tháng cuối quý, năm trước ngày 15/12',
    ],
  },
]

const specs: readonly TargetSpec[] = [...infrastructure, ...processesAndData, ...economyAndManagement]

/** S0's targets twice: Hưng Yên's own (inherited by its communes) and the centre's reference (*tham chiếu*). */
export const s0Targets: readonly Target[] = specs.flatMap((spec) => [
  targetOf(spec, { kind: 'unit', unit: hungYenCode }),
  targetOf(spec, { kind: 'reference', unit: centreCode }),
])
