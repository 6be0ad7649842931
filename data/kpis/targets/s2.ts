/**
 * The figures of S2 (Điện Biên, plan for 2026): Điện Biên's own.
 * Objectives of the plan year without a date are due 31/12; shares that must hold at any time are floors (due null).
 */
import type { Target } from '../kpi.ts'
import { dienBienCode, targetOf } from './target-spec.ts'
import type { TargetSpec } from './target-spec.ts'

const specs: readonly TargetSpec[] = [
  {
    kpi: 'digitization.pages', value: 0.3, due: '2026-09-30',
    source: { document: 'S2', section: 'PL.II.2.4', quoteVi: 'Chỉnh lý, số hóa 30% (90.000 trang) văn bản, tài liệu' },
    besideVi: ['30% là 90.000 trang (tại Kho Lưu trữ lịch sử Đảng ở cấp tỉnh)', 'S4 PL.4.1: ≥70% tài liệu không mật trong Quý IV'],
  },
  {
    kpi: 'esign.documents', value: 1, due: null,
    source: {
      document: 'S2', section: 'II.2.3', quoteVi: '100% văn bản không mật được ký số, gửi, nhận, xử lý trên môi trường số',
    },
    besideVi: ['S0 PL.II.3: ≥90% văn bản điện tử ký số'],
  },
  {
    kpi: 'training.staff', value: 1, due: '2026-12-31',
    source: {
      document: 'S2', section: 'II.2.4',
      quoteVi: 'Đảm bảo 100% cán bộ, công chức, viên chức trong các cơ quan Đảng được tập huấn, bồi dưỡng kiến thức và kỹ năng',
    },
  },
  {
    kpi: 'training.classes', value: 7, due: '2026-12-31', inherited: false,
    source: {
      document: 'S2', section: 'PL.V.1', quoteVi: 'tổ chức mở 07 lớp tập huấn, bồi dưỡng kỹ năng sử dụng các ứng dụng số',
    },
    besideVi: ['7 lớp “hằng năm”; thời hạn của dòng: “Theo lộ trình triển khai các ứng dụng của Trung ương”'],
  },
  {
    kpi: 'identity.unified', value: 1, due: '2026-12-31',
    source: {
      document: 'S2', section: 'II.2.3',
      quoteVi: 'có định danh số và xác thực tập trung, thống nhất',
    },
  },
]

/** S2's targets: Điện Biên's own, inherited by its communes but for the count of classes. */
export const s2Targets: readonly Target[] = specs.map((spec) => targetOf(spec, { kind: 'unit', unit: dienBienCode }))
