/**
 * The figures of S1 (Hải Phòng, party agencies of the city, plan of 2025): Hải Phòng's own.
 * Due in 2025 → plan year 2025; `thường xuyên` → a floor of the running plan year 2026.
 */
import type { Target } from '../kpi.ts'
import { haiPhongCode, targetOf } from './target-spec.ts'
import type { TargetSpec } from './target-spec.ts'

const specs: readonly TargetSpec[] = [
  {
    kpi: 'digitization.term2020', value: 1, year: 2025, due: '2025-09-30',
    source: { document: 'S1', section: 'II.3.1', quoteVi: 'Thực hiện số hoá nhiệm kỳ 2020-2025 xong trước 30/9/2025' },
    besideVi: ['S1 II.3.6: “100% số hoá văn bản, tài liệu nghiệp vụ giai đoạn 2020-2025”'],
  },
  {
    kpi: 'esign.documents', value: 1, due: null,
    source: { document: 'S1', section: 'II.3.7b', quoteVi: '100% văn bản thông thường (không mật)' },
    besideVi: ['S1 áp dụng từ 01/08/2025', 'S0 PL.II.3: ≥90% văn bản điện tử ký số'],
  },
  {
    kpi: 'network.coverage', value: 1, year: 2025, due: '2025-12-31',
    source: {
      document: 'S1', section: 'II.4.2',
      quoteVi: '100% cơ quan, đơn vị thuộc ngành Kiểm tra Đảng có đường truyền kết nối thông suốt từ Trung ương tới cơ sở',
    },
  },
  {
    kpi: 'software.licensed', value: 1, year: 2025, due: '2025-12-31',
    source: {
      document: 'S1', section: 'II.4.1',
      quoteVi: '100% máy tính cá nhân của cơ quan, đơn vị được trang bị các phần mềm bản quyền',
    },
  },
  {
    kpi: 'cases.digital', value: 1, due: null,
    source: {
      document: 'S1', section: 'II.3.2',
      quoteVi: 'Cập nhật 100% tài liệu, hồ sơ công tác kiểm tra, giám sát, thi hành kỷ luật đảng vào phần mềm theo quy định',
    },
    besideVi: ['S4 II.2.3: 70% dữ liệu trong lĩnh vực kiểm tra, giám sát, kỷ luật đảng'],
  },
  {
    kpi: 'petitions.digital', value: 1, due: null,
    source: {
      document: 'S1', section: 'II.3.3',
      quoteVi: 'Cập nhật 100% đơn, thư, khiếu nại, tố cáo, phản ánh vào phần mềm theo quy định',
    },
  },
  {
    kpi: 'staff.records', value: 1, due: null,
    source: { document: 'S1', section: 'II.3.4', quoteVi: 'Cập nhật 100% hồ sơ cán bộ, công chức' },
  },
]

/** S1's targets: Hải Phòng's own, inherited by its communes. */
export const s1Targets: readonly Target[] = specs.map((spec) => targetOf(spec, { kind: 'unit', unit: haiPhongCode }))
