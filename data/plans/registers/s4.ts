/**
 * The register of S4: 17 rows in four quarters (appendix of a commune's action programme for 2026). The document names no
 * commune, so the rows are a template (owner null) that a commune adopts. Its rows have no deadline of their own: the
 * quarter's heading is the deadline. Leads and supports as written; abbreviations: VP Văn phòng, CNSCĐ công nghệ số cộng đồng.
 */
import type { DeadlineRule, PlanTask } from '../task.ts'

const partyOffice = 'Văn phòng Đảng ủy'
const people = 'Ủy ban nhân dân xã'
const offices = 'Các ban, phòng, ngành, đoàn thể'

type Heading = Pick<PlanTask, 'owner' | 'groupVi' | 'deadlineVi' | 'deadline'>
const quarter = (q: 1 | 2 | 3 | 4, headingVi: string): Heading => {
  const deadline: DeadlineRule = { kind: 'quarter', year: 2026, quarter: q }
  return { owner: null, groupVi: headingVi, deadlineVi: headingVi, deadline }
}
const q1 = quarter(1, 'Quý I (01–03/2026)')
const q2 = quarter(2, 'Quý II (04 - 06/2026)')
const q3 = quarter(3, 'Quý III (07-09/2026)')
const q4 = quarter(4, 'Quý IV (10-12/2026)')

/** Quarters I and II. */
const firstHalf: readonly PlanTask[] = [
  {
    ...q1, id: 's4-01', contentVi: 'Ban hành Chương trình hành động, kế hoạch triển khai chi tiết',
    shortVi: 'Ban hành Chương trình hành động, kế hoạch chi tiết', shortEn: 'Issue the action programme and detailed plan',
    leadVi: 'Văn phòng Đảng ủy', supportVi: ['UBND xã'], accountableVi: partyOffice,
    resultVi: 'Văn bản ban hành', kpi: null, source: { document: 'S4', section: 'PL.1.1' },
  },
  {
    ...q1, id: 's4-02', contentVi: 'Rà soát hạ tầng mạng, trang thiết bị, chữ ký số',
    shortVi: 'Rà soát hạ tầng mạng, thiết bị, chữ ký số', shortEn: 'Review network, devices and digital signatures',
    leadVi: 'UBND xã', supportVi: ['VP Đảng ủy'], accountableVi: people,
    resultVi: 'Báo cáo rà soát', kpi: null, source: { document: 'S4', section: 'PL.1.2' },
  },
  {
    ...q1, id: 's4-03', contentVi: 'Tập huấn kỹ năng số đợt 1 cho cán bộ, đảng viên',
    shortVi: 'Tập huấn kỹ năng số đợt 1', shortEn: 'Digital-skills training, first round',
    leadVi: 'UBND xã', supportVi: [offices], accountableVi: people,
    resultVi: '100% CBCC tham gia', kpi: 'training.staff', source: { document: 'S4', section: 'PL.1.3' },
  },
  {
    ...q1, id: 's4-04', contentVi: 'Triển khai đồng bộ Sổ tay đảng viên điện tử',
    shortVi: 'Triển khai Sổ tay đảng viên điện tử', shortEn: 'Roll out the electronic member handbook',
    leadVi: 'VP Đảng ủy', supportVi: ['Các chi bộ'], accountableVi: partyOffice,
    resultVi: '100% chi bộ kích hoạt', kpi: 'members.handbook', source: { document: 'S4', section: 'PL.1.4' },
  },
  {
    ...q1, id: 's4-05', contentVi: 'Xây dựng kế hoạch số hóa tài liệu',
    shortVi: 'Xây dựng kế hoạch số hóa tài liệu', shortEn: 'Draw up the digitisation plan',
    leadVi: 'VP Đảng ủy', supportVi: ['Các bộ phận'], accountableVi: partyOffice,
    resultVi: 'Kế hoạch chi tiết', kpi: null, source: { document: 'S4', section: 'PL.1.5' },
  },
  {
    ...q2, id: 's4-06', contentVi: 'Thực hiện số hóa hồ sơ, tài liệu giai đoạn 1',
    shortVi: 'Số hóa hồ sơ, tài liệu giai đoạn 1', shortEn: 'Digitise files and documents, phase 1',
    leadVi: 'VP Đảng ủy', supportVi: ['UBND xã'], accountableVi: partyOffice,
    resultVi: 'Đạt tối thiểu 40%', kpi: 'digitization.pages', source: { document: 'S4', section: 'PL.2.1' },
  },
  {
    ...q2, id: 's4-07', contentVi: 'Nâng cấp, bảo trì hệ thống mạng nội bộ',
    shortVi: 'Nâng cấp, bảo trì mạng nội bộ', shortEn: 'Upgrade and maintain the local network',
    leadVi: 'UBND xã', supportVi: ['VP Đảng ủy'], accountableVi: people,
    resultVi: 'Hoàn thành nâng cấp', kpi: null, source: { document: 'S4', section: 'PL.2.2' },
  },
  {
    ...q2, id: 's4-08', contentVi: 'Đẩy mạnh dịch vụ công trực tuyến',
    shortVi: 'Đẩy mạnh dịch vụ công trực tuyến', shortEn: 'Push online public services',
    leadVi: 'UBND xã', supportVi: ['Tổ CNSCĐ'], accountableVi: people,
    resultVi: 'Hồ sơ trực tuyến ≥50%', kpi: 'services.online', source: { document: 'S4', section: 'PL.2.3' },
  },
  {
    ...q2, id: 's4-09', contentVi: 'Kiểm tra việc sử dụng chữ ký số',
    shortVi: 'Kiểm tra việc sử dụng chữ ký số', shortEn: 'Check the use of digital signatures',
    leadVi: 'VP Đảng ủy', supportVi: ['UBND xã'], accountableVi: partyOffice,
    resultVi: '100% văn bản ký số', kpi: 'esign.documents', source: { document: 'S4', section: 'PL.2.4' },
  },
]

/** Quarters III and IV. */
const secondHalf: readonly PlanTask[] = [
  {
    ...q3, id: 's4-10', contentVi: 'Sơ kết 6 tháng thực hiện',
    shortVi: 'Sơ kết 6 tháng thực hiện', shortEn: 'Half-year review',
    leadVi: 'Đảng ủy xã', supportVi: ['Các đơn vị'], accountableVi: 'Đảng ủy xã',
    resultVi: 'Báo cáo sơ kết', kpi: null, source: { document: 'S4', section: 'PL.3.1' },
  },
  {
    ...q3, id: 's4-11', contentVi: 'Tập huấn kỹ năng số đợt 2',
    shortVi: 'Tập huấn kỹ năng số đợt 2', shortEn: 'Digital-skills training, second round',
    leadVi: 'UBND xã', supportVi: [offices], accountableVi: people,
    resultVi: '100% cán bộ cập nhật', kpi: 'training.staff', source: { document: 'S4', section: 'PL.3.2' },
  },
  {
    ...q3, id: 's4-12', contentVi: 'Số hóa hồ sơ giai đoạn 2',
    shortVi: 'Số hóa hồ sơ giai đoạn 2', shortEn: 'Digitise files, phase 2',
    leadVi: 'VP Đảng ủy', supportVi: ['Các bộ phận'], accountableVi: partyOffice,
    resultVi: 'Đạt 60–70%', kpi: 'digitization.pages', source: { document: 'S4', section: 'PL.3.3' },
  },
  {
    ...q3, id: 's4-13', contentVi: 'Đánh giá an toàn thông tin',
    shortVi: 'Đánh giá an toàn thông tin', shortEn: 'Assess information security',
    leadVi: 'UBND xã', supportVi: ['VP Đảng ủy'], accountableVi: people,
    resultVi: 'Biên bản đánh giá', kpi: 'security.levels', source: { document: 'S4', section: 'PL.3.4' },
  },
  {
    ...q4, id: 's4-14', contentVi: 'Hoàn thành chỉ tiêu số hóa',
    shortVi: 'Hoàn thành chỉ tiêu số hóa', shortEn: 'Reach the digitisation target',
    leadVi: 'VP Đảng ủy', supportVi: ['Các bộ phận'], accountableVi: partyOffice,
    resultVi: '≥70% tài liệu không mật', kpi: 'digitization.pages', source: { document: 'S4', section: 'PL.4.1' },
  },
  {
    ...q4, id: 's4-15', contentVi: 'Tổng rà soát hồ sơ dịch vụ công',
    shortVi: 'Tổng rà soát hồ sơ dịch vụ công', shortEn: 'General review of public-service files',
    leadVi: 'UBND xã', supportVi: ['Tổ CNSCĐ'], accountableVi: people,
    resultVi: 'Hồ sơ trực tuyến ≥60%', kpi: 'services.online', source: { document: 'S4', section: 'PL.4.2' },
  },
  {
    ...q4, id: 's4-16', contentVi: 'Tổng kết năm 2026',
    shortVi: 'Tổng kết năm 2026', shortEn: 'Review of the year 2026',
    leadVi: 'Đảng ủy xã', supportVi: ['Các đơn vị'], accountableVi: 'Đảng ủy xã',
    resultVi: 'Báo cáo tổng kết', kpi: null, source: { document: 'S4', section: 'PL.4.3' },
  },
  {
    ...q4, id: 's4-17', contentVi: 'Đưa kết quả CĐS vào đánh giá xếp loại',
    shortVi: 'Đưa kết quả chuyển đổi số vào đánh giá xếp loại', shortEn: 'Count digital results in the yearly rating',
    leadVi: 'BTV Đảng ủy', supportVi: ['Các chi bộ'], accountableVi: 'Ban Thường vụ Đảng ủy',
    resultVi: 'Hoàn thành đánh giá', kpi: null, source: { document: 'S4', section: 'PL.4.4' },
  },
]

/** The 17 rows of S4's appendix in its order; a template, owner null. */
export const s4Tasks: readonly PlanTask[] = [...firstHalf, ...secondHalf]
