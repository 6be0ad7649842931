/**
 * The figures of S4 (a commune's action programme for 2026): the default of communes; its pages also the centre's reference.
 * Its objectives stand under "Mục tiêu đến hết năm 2026" (II.1): due 31/12 unless the appendix gives a quarter.
 */
import type { Target } from '../kpi.ts'
import { centreCode, targetOf } from './target-spec.ts'
import type { TargetSpec } from './target-spec.ts'

const pages: TargetSpec = {
  kpi: 'digitization.pages', value: 0.7, due: '2026-12-31',
  milestones: [{ due: '2026-06-30', value: 0.4 }, { due: '2026-09-30', value: 0.6 }],
  source: { document: 'S4', section: 'PL.4.1', quoteVi: '≥70% tài liệu không mật' },
  besideVi: [
    'Mục tiêu cả năm của S4 II.2.3: “Hoàn thành số hóa 100% hồ sơ, tài liệu không mật”',
    'S4 PL.2.1 (Quý II): “Đạt tối thiểu 40%”; S4 PL.3.3 (Quý III): “Đạt 60–70%”',
  ],
}

const strictEighty = 'Nguồn ghi “trên 80%”: phải lớn hơn 80%; đúng 80% chưa đạt theo nguồn'

const infrastructureAndData: readonly TargetSpec[] = [
  pages,
  {
    kpi: 'network.secure', value: 1, due: '2026-12-31',
    source: { document: 'S4', section: 'II.2.1', quoteVi: '100% các cơ quan trong hệ thống chính trị của xã được triển khai mạng' },
  },
  {
    kpi: 'procedures.time_cut', value: 0.3, due: '2026-12-31',
    source: { document: 'S4', section: 'II.1', quoteVi: 'cắt giảm tối thiểu 30% thời gian giải quyết thủ tục hành chính' },
    besideVi: ['S0 PL.IV.2: ≥30%, thời hạn 30/6/2026'],
  },
  {
    kpi: 'platforms.adopted', value: 1, due: '2026-12-31',
    source: {
      document: 'S4', section: 'II.2.2',
      quoteVi: 'Triển khai hiệu quả các nền tảng ứng dụng số do Trung ương chuyển giao đến 100% các cơ quan đảng',
    },
  },
  {
    kpi: 'security.levels', value: 0.7, due: '2026-12-31',
    source: { document: 'S4', section: 'II.2.3', quoteVi: '70% các hệ thống thông tin, cơ sở dữ liệu của các cơ quan đảng' },
    besideVi: ['S0 II.1: toàn bộ hệ thống thông tin phải hoàn thành phê duyệt'],
  },
  {
    kpi: 'cases.digital', value: 0.7, due: '2026-12-31',
    source: { document: 'S4', section: 'II.2.3', quoteVi: '70% dữ liệu trong lĩnh vực kiểm tra, giám sát, kỷ luật đảng' },
    besideVi: ['S1 II.3.2: 100% tài liệu, hồ sơ'],
  },
  {
    kpi: 'petitions.digital', value: 1, due: null,
    source: {
      document: 'S4', section: 'II.2.3',
      quoteVi: '100% công tác tổng hợp, báo cáo kết quả xử lý đơn thư, khiếu nại, tố cáo',
    },
    besideVi: ['S4 II.2.3 cũng ghi: “70% các vụ việc, khiếu nại, tố cáo, dấu hiệu vi phạm” được quản lý trên môi trường số'],
  },
]

const peopleAndServices: readonly TargetSpec[] = [
  {
    kpi: 'training.staff', value: 1, due: '2026-12-31',
    source: {
      document: 'S4', section: 'II.2.5', quoteVi: 'Bồi dưỡng kỹ năng ứng dụng số cho 100% cán bộ, đảng viên, người lao động',
    },
    besideVi: ['S4 PL.1.3 (Quý I): “100% CBCC tham gia”; S4 PL.3.2 (Quý III): “100% cán bộ cập nhật”'],
  },
  {
    kpi: 'services.online', value: 0.7, due: '2026-12-31',
    milestones: [{ due: '2026-06-30', value: 0.5 }],
    source: { document: 'S4', section: 'II.2.3', quoteVi: 'Tỷ lệ hồ sơ dịch vụ công trực tuyến đạt từ 70% trở lên' },
    besideVi: [
      'S4 PL.2.3 (Quý II): “Hồ sơ trực tuyến ≥50%”',
      'S4 PL.4.2 (Quý IV) lại ghi: “Hồ sơ trực tuyến ≥60%”',
    ],
  },
  {
    kpi: 'members.services', value: 0.8, due: '2026-12-31',
    source: { document: 'S4', section: 'II.2.2', quoteVi: 'trên 80% đảng viên sử dụng 04 dịch vụ công của Đảng' },
    besideVi: [strictEighty, 'S4 II.2.2: 100% tổ chức đảng'],
  },
  {
    kpi: 'members.handbook', value: 0.8, due: '2026-12-31',
    source: { document: 'S4', section: 'II.2.2', quoteVi: 'trên 80% đảng viên sử dụng phần mềm Sổ tay đảng viên điện tử' },
    besideVi: [strictEighty, 'S4 II.2.2: 100% các tổ chức đảng; S4 PL.1.4 (Quý I): “100% chi bộ kích hoạt”'],
  },
]

/** S4's targets: the default of every commune, and its pages as the centre's reference (*tham chiếu*). */
export const s4Targets: readonly Target[] = [
  ...[...infrastructureAndData, ...peopleAndServices].map((spec) => targetOf(spec, { kind: 'level', level: 'commune' })),
  targetOf(pages, { kind: 'reference', unit: centreCode }),
]
