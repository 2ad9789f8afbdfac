/**
 * The sentences of the report as they are shipped, in Vietnamese, the language of record. Every number is a gap. An office
 * writes its own on the report screen (`db/tables.ts`, report_templates); an empty one is left out of the document.
 */
import type { ReportPart } from '../core/report-template.ts';

/** A line of a sentence is a paragraph. */
export const SHIPPED_TEMPLATES: Readonly<Record<ReportPart, string>> = {
  'co-quan-chu-quan': 'ỦY BAN NHÂN DÂN\n{{ten_tinh_in_hoa}}',
  'co-quan-ban-hanh': 'SỞ NỘI VỤ',
  'dia-danh': '{{dia_danh}}',
  'trich-yeu': 'Kết quả {{ten_dot}}',
  'mo-dau':
    'Căn cứ {{quyet_dinh}} về việc công bố kết quả {{ten_dot}}, cơ quan thường trực báo cáo kết quả đánh giá, xếp hạng như sau. Số liệu trong báo cáo lấy từ lần công bố thứ {{lan_cong_bo}}, ngày {{ngay_cong_bo}}.',
  'ket-qua-chung':
    'Có {{tong_so_don_vi}} đơn vị được đánh giá, trong đó {{so_don_vi_co_chi_so}} đơn vị có {{thuoc_do}}. {{trung_binh_cua}} là {{ket_qua_trung_binh}}.',
  'cao-thap':
    '{{thuoc_do_dau_cau}} cao nhất: {{don_vi_cao_nhat}}, {{ket_qua_cao_nhat}}. {{thuoc_do_dau_cau}} thấp nhất: {{don_vi_thap_nhat}}, {{ket_qua_thap_nhat}}. Khoảng cách giữa cao nhất và thấp nhất là {{khoang_cach_ket_qua}}.',
  'trung-binh-nhom': 'Chỉ số trung bình của từng nhóm xếp hạng: {{trung_binh_tung_nhom}}.',
  'xep-loai':
    'Theo xếp loại: {{so_don_vi_tung_loai}}. Có {{so_don_vi_loai_thu_hai_tro_len}} trên {{tong_so_don_vi}} đơn vị đạt loại {{ten_loai_thu_hai}} trở lên.',
  'so-sanh':
    'So với {{ten_dot_truoc}}, trong {{so_don_vi_so_sanh}} đơn vị có chỉ số ở cả hai năm có {{so_don_vi_tang}} đơn vị tăng, {{so_don_vi_giam}} đơn vị giảm, {{so_don_vi_giu_nguyen}} đơn vị giữ nguyên; trung bình mỗi đơn vị thay đổi {{muc_thay_doi_trung_binh}} điểm phần trăm. Tăng nhiều nhất: {{don_vi_tang_nhieu_nhat}} ({{muc_tang_nhieu_nhat}}). Giảm nhiều nhất: {{don_vi_giam_nhieu_nhat}} ({{muc_giam_nhieu_nhat}}).',
  'luu-y-so-sanh':
    'Khi đọc số so sánh cần lưu ý: {{quy_tac_thay_doi}} Đơn vị mới có ở năm {{nam}}: {{don_vi_moi}}. Đơn vị chỉ có ở năm {{nam_truoc}}: {{don_vi_khong_con}}.',
  'linh-vuc':
    'Trong {{so_linh_vuc}} {{loai_thanh_phan}}, tỷ lệ điểm đạt được của tất cả đơn vị cao nhất ở “{{linh_vuc_cao_nhat}}” ({{ty_le_linh_vuc_cao_nhat}}), thấp nhất ở “{{linh_vuc_thap_nhat}}” ({{ty_le_linh_vuc_thap_nhat}}). {{loai_thanh_phan_dau_cau}} mất nhiều điểm nhất là “{{linh_vuc_mat_diem_nhieu_nhat}}”.',
  'phieu-bao-cao':
    'Điều tra xã hội học phát ra {{phieu_phat_ra}} phiếu, thu về {{phieu_thu_ve}} phiếu ({{ty_le_thu_ve}}), trong đó {{phieu_hop_le}} phiếu hợp lệ và {{phieu_bi_loai}} phiếu bị loại. Lý do loại: {{ly_do_loai}}.',
  'phieu-dem':
    'Kết quả dùng {{so_cuoc_khao_sat}} cuộc khảo sát. Số lượt phiếu trả lời cho các đơn vị: {{tong_so_luot_phieu}}.',
  'phuong-phap':
    'Bộ tiêu chí: {{bo_tieu_chi}}. {{diem_thuong_tru}} {{thang_diem}}\n{{cach_xep_loai}} Các mức: {{muc_xep_loai}}. {{cach_xep_hang}} {{phieu_toi_thieu}}\nKết quả tính lại được từ tệp công bố; nguồn: {{nguon}}.\nMã băm SHA-256 của dữ liệu đầu vào:\n{{ma_bam}}',
  'kien-nghi': '',
  'noi-nhan': '- UBND tỉnh (báo cáo);\n- Các đơn vị được đánh giá;\n- Lưu: VT.',
  'nguoi-ky': 'GIÁM ĐỐC',
  'phu-luc': 'BẢNG XẾP HẠNG\n{{ten_dot}}',
  'phu-luc-kem-theo': '(Kèm theo {{quyet_dinh}} của Ủy ban nhân dân {{ten_tinh}})',
};
