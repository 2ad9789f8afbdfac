/**
 * Sentences of the report of a year, with named gaps such as `{{tong_so_don_vi}}`. An office may write its own sentences;
 * the numbers in them come from the database alone, so each is a gap. Pure.
 */

/** The sentences an office may write, in the order of the document. */
export const REPORT_PARTS = [
  'co-quan-chu-quan',
  'co-quan-ban-hanh',
  'dia-danh',
  'trich-yeu',
  'mo-dau',
  'ket-qua-chung',
  'cao-thap',
  'trung-binh-nhom',
  'xep-loai',
  'so-sanh',
  'luu-y-so-sanh',
  'linh-vuc',
  'phieu-bao-cao',
  'phieu-dem',
  'phuong-phap',
  'kien-nghi',
  'noi-nhan',
  'nguoi-ky',
  'phu-luc',
  'phu-luc-kem-theo',
] as const;

export type ReportPart = (typeof REPORT_PARTS)[number];

export const isReportPart = (name: string): name is ReportPart => REPORT_PARTS.some((part) => part === name);

/** What may stand in a gap: Vietnamese without marks, as an office types it. */
export const PLACEHOLDERS = [
  'ten_dot',
  'nam',
  'ten_tinh',
  'ten_tinh_in_hoa',
  'dia_danh',
  'quyet_dinh',
  'lan_cong_bo',
  'ngay_cong_bo',
  'tong_so_don_vi',
  'so_don_vi_co_chi_so',
  'so_don_vi_chua_co_chi_so',
  'chi_so_trung_binh',
  'trung_binh_tung_nhom',
  'don_vi_cao_nhat',
  'chi_so_cao_nhat',
  'don_vi_thap_nhat',
  'chi_so_thap_nhat',
  'khoang_cach',
  'thuoc_do',
  'thuoc_do_dau_cau',
  'trung_binh_cua',
  'ket_qua_trung_binh',
  'ket_qua_cao_nhat',
  'ket_qua_thap_nhat',
  'khoang_cach_ket_qua',
  'so_don_vi_tung_loai',
  'ten_loai_thu_hai',
  'so_don_vi_loai_thu_hai_tro_len',
  'ten_dot_truoc',
  'nam_truoc',
  'so_don_vi_so_sanh',
  'muc_thay_doi_trung_binh',
  'so_don_vi_tang',
  'so_don_vi_giam',
  'so_don_vi_giu_nguyen',
  'don_vi_tang_nhieu_nhat',
  'muc_tang_nhieu_nhat',
  'don_vi_giam_nhieu_nhat',
  'muc_giam_nhieu_nhat',
  'don_vi_moi',
  'don_vi_khong_con',
  'quy_tac_thay_doi',
  'so_linh_vuc',
  'loai_thanh_phan',
  'loai_thanh_phan_dau_cau',
  'linh_vuc_cao_nhat',
  'ty_le_linh_vuc_cao_nhat',
  'linh_vuc_thap_nhat',
  'ty_le_linh_vuc_thap_nhat',
  'linh_vuc_mat_diem_nhieu_nhat',
  'phieu_phat_ra',
  'phieu_thu_ve',
  'ty_le_thu_ve',
  'phieu_hop_le',
  'phieu_bi_loai',
  'ly_do_loai',
  'so_mau_phieu',
  'noi_nhap_phieu',
  'so_cuoc_khao_sat',
  'tong_so_luot_phieu',
  'bo_tieu_chi',
  'diem_thuong_tru',
  'thang_diem',
  'muc_xep_loai',
  'cach_xep_loai',
  'cach_xep_hang',
  'phieu_toi_thieu',
  'ma_bam',
  'nguon',
] as const;

export type Placeholder = (typeof PLACEHOLDERS)[number];

/** What stands in each gap, ready to be read. */
export type ReportValues = Readonly<Record<Placeholder, string>>;

export type TemplateFault =
  | { readonly code: 'unknown-placeholder'; readonly name: string }
  /** Two braces that open or close nothing. */
  | { readonly code: 'stray-braces' }
  | { readonly code: 'sentence-too-long' }
  /** A character that no document may hold. */
  | { readonly code: 'unprintable' };

export const LONGEST_BODY = 4000;

const GAP = /\{\{([^{}]*)\}\}/g;
/** Control characters but line and tab, halves of characters, and what XML forbids. */
const UNPRINTABLE = /(?![\n\t])[\p{Cc}\p{Cs}\ufffe\uffff]/u;

const isPlaceholder = (name: string): name is Placeholder => PLACEHOLDERS.some((known) => known === name);

/** Everything that is wrong with a sentence; each unknown gap once, by its name. */
export function templateFaults(body: string): TemplateFault[] {
  const names = [...body.matchAll(GAP)].map(([, name = '']) => name.trim());
  const unknown = [...new Set(names)].filter((name) => !isPlaceholder(name));
  const rest = body.replace(GAP, '');
  return [
    ...unknown.map((name) => ({ code: 'unknown-placeholder', name }) as const),
    ...(/\{\{|\}\}/.test(rest) ? [{ code: 'stray-braces' } as const] : []),
    ...(body.length > LONGEST_BODY ? [{ code: 'sentence-too-long' } as const] : []),
    ...(UNPRINTABLE.test(body) ? [{ code: 'unprintable' } as const] : []),
  ];
}

/** The sentence with its gaps filled, once: what a value holds is never taken for a gap. */
export function fillTemplate(body: string, values: ReportValues): string {
  return body.replace(GAP, (gap: string, inner: string) => {
    const name = inner.trim();
    return isPlaceholder(name) ? values[name] : gap;
  });
}
