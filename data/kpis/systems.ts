/**
 * The systems of the sector: each is a source of readings and a row of `platforms.adopted`.
 * Source: domain "Systems of the sector" (S3 V.1.1, XI; S1 3.7; S2 III.4).
 */
import type { Source } from './kpi.ts'

/** Who hands a system over: the Party's Central Office, the inspection centre (in use, or planned), or the place itself. */
export type SystemOrigin = 'central_office' | 'inspection_centre' | 'planned' | 'local'

/** One system. `id` is stable; names as in the documents, shortened where the domain shortens them. */
export interface SectorSystem {
  readonly id: string
  readonly nameVi: string
  readonly nameEn: string
  readonly origin: SystemOrigin
  readonly source: Source
}

type Row = readonly [id: string, nameVi: string, nameEn: string, quoteVi: string]
const rows = (origin: SystemOrigin, document: Source['document'], section: string, list: readonly Row[]): SectorSystem[] =>
  list.map(([id, nameVi, nameEn, quoteVi]) => ({ id, nameVi, nameEn, origin, source: { document, section, quoteVi } }))

const centralOffice = rows('central_office', 'S3', 'V.1.1', [
  ['operations', 'Điều hành tác nghiệp', 'Operations and document handling', 'Hệ thống thông tin điều hành tác nghiệp'],
  ['handbook', 'Sổ tay đảng viên', 'Party member handbook', 'Sổ tay đảng viên'],
  ['resolution57', 'Giám sát đánh giá thực hiện Nghị quyết 57', 'Monitoring of Resolution 57',
    'Hệ thống giám sát đánh giá việc triển khai thực hiện Nghị quyết 57'],
  ['congress', 'Theo dõi tiến trình, kết quả đại hội các cấp', 'Progress and results of congresses',
    'Theo dõi tiến trình và kết quả Đại hội các cấp'],
  ['feedback', 'Tiếp nhận, xử lý phản ánh, kiến nghị, sáng kiến', 'Feedback, proposals and initiatives',
    'Tiếp nhận, xử lý phản ánh, kiến nghị, sáng kiến'],
])

const inspectionCentre = rows('inspection_centre', 'S3', 'V.1.1', [
  ['case_files', 'Quản lý hồ sơ kiểm tra, giám sát, kỷ luật và báo cáo thống kê', 'Inspection, supervision and discipline files; statistics',
    'Hệ thống quản lý hồ sơ công tác kiểm tra, giám sát, thi hành kỷ luật đảng và lập báo cáo thống kê'],
  ['petitions', 'Quản lý đơn, thư khiếu nại, tố cáo, phản ánh', 'Complaints, denunciations and feedback',
    'Quản lý đơn, thư, khiếu nại, tố cáo, phản ánh'],
  ['department_reports', 'Theo dõi, tổng hợp báo cáo của cơ quan tham mưu, vụ', 'Reports of advisory bodies and departments',
    'Hệ thống theo dõi, tổng hợp báo cáo của các cơ quan tham mưu, vụ chuyên đề'],
  ['staff', 'Thông tin cán bộ công chức, thi đua khen thưởng', 'Staff information and commendations',
    'Hệ thống quản lý thông tin cán bộ công chức, công tác thi đua - khen thưởng Ngành Kiểm tra Đảng'],
  ['sessions', 'Hỗ trợ kỳ họp', 'Support of sessions', 'Hệ thống hỗ trợ phục vụ kỳ họp Ủy ban, Thường trực Ủy ban'],
  ['website', 'Trang thông tin điện tử', 'Website', 'Trang thông tin điện tử'],
])

const planned = rows('planned', 'S3', 'V.1.1', [
  ['policy_monitoring', 'Giám sát tình hình thực hiện chủ trương, chính sách', 'Monitoring how policies are carried out',
    'Giám sát tình hình thực hiện các chủ trương, chính sách'],
  ['vneid', 'Phản ánh, kiến nghị trên VNeID', 'Feedback and proposals through VNeID',
    'Tiếp nhận thông tin phản ánh, kiến nghị về công tác kiểm tra, giám sát trên VNeID'],
  ['discipline_extraction', 'Bóc tách dữ liệu thi hành kỷ luật', 'Extraction of discipline data',
    'Bóc tách dữ liệu để xây dựng cơ sở dữ liệu về thi hành kỷ luật đảng'],
  ['statistics', 'Thống kê số liệu kiểm tra, giám sát', 'Statistics of inspection and supervision',
    'Thống kê số liệu về công tác kiểm tra, giám sát, kỷ luật Đảng'],
  ['assets_declarations', 'Quản lý bản kê khai tài sản, thu nhập', 'Declarations of assets and income',
    'Quản lý bản kê khai tài sản, thu nhập của cán bộ diện cấp ủy quản lý'],
])

const local = [
  ...rows('local', 'S1', 'II.3.7', [
    ['paperless_meetings', 'Phòng họp không giấy', 'Paperless meetings', 'phòng họp không giấy'],
    ['email', 'Thư điện tử', 'E-mail', 'Triển khai thư điện tử tích hợp với trang thông tin điện tử'],
  ]),
  ...rows('local', 'S2', 'III.4a', [
    ['calendar', 'Quản lý lịch công tác', 'Working calendar', 'Quản lý lịch công tác'],
    ['library', 'Thư viện điện tử', 'Electronic library', 'Thư viện điện tử'],
    ['digitized_documents', 'Số hóa và quản lý tài liệu', 'Digitisation and document management', 'Số hoá và quản lý tài liệu số hoá'],
    ['finance', 'Tài chính, tài sản', 'Finance and assets', 'hệ thống thông tin phục vụ công tác quản lý tài chính, tài sản của Đảng'],
    ['work_files', 'Quản lý hồ sơ công việc', 'Work files', 'Quản lý hồ sơ công việc'],
  ]),
  ...rows('local', 'S1', 'II.3.7', [
    ['assistant', 'Trợ lý ảo', 'Virtual assistant', 'Phần mềm trợ lý ảo'],
    ['app_portal', 'Cổng các ứng dụng', 'Portal of applications', 'Cổng các ứng dụng của cơ quan đảng'],
    ['internet_collection', 'Thu thập thông tin trên Internet', 'Collection of information on the Internet',
      'phần mềm thu thập thông tin trên Internet'],
  ]),
]

/** The 26 systems in the order of the domain: 5 of the Central Office, 6 of the inspection centre, 5 planned, 10 local. */
export const sectorSystems: readonly SectorSystem[] = [...centralOffice, ...inspectionCentre, ...planned, ...local]
