/** What stands in the gaps of the report's sentences, each from the published result (`report-template.ts`). */
import { formatDate, formatShort } from '../../client/format.ts';
import { groupTitle } from '../../client/public/published-view.ts';
import { decisionWords } from '../../client/public/revision-parts.tsx';
import { wordsOf } from '../../client/words/words-of.ts';
import { dayOf } from '../core/calendar.ts';
import { decimalText, parseDecimal } from '../core/decimal.ts';
import type { DecimalText, Framework } from '../core/framework.ts';
import type { ProvinceChange } from '../core/province-change.ts';
import type { AreaLine } from '../core/province-view.ts';
import type { Placeholder, ReportValues } from '../core/report-template.ts';
import { capital, meanOf, meanSaid, measureOf } from './measure.ts';
import { movementOf } from './movement.ts';
import { REPORT_LANGUAGE, type ReportSource } from './report-source.ts';
import { count, figure, listed, NOTHING, name, percent, share, signed } from './report-words.ts';

const words = wordsOf(REPORT_LANGUAGE);
const { noValue } = words.common;

/** To be filled in by hand: no decision was named when the result was published. */
const NO_DECISION = 'Quyết định số ……/QĐ-UBND ngày …/…/……';

export const reportValues = (source: ReportSource): ReportValues => ({
  ...headValues(source),
  ...standingValues(source),
  ...extremeValues(source),
  ...changeValues(source),
  ...areaValues(source),
  ...fieldworkValues(source),
  ...methodValues(source),
});

type Some<Name extends Placeholder> = Readonly<Record<Name, string>>;

function headValues({ view }: ReportSource) {
  const { inputs } = view.published;
  const province = name(view.province);
  return {
    ten_dot: name(inputs.title),
    nam: String(inputs.year),
    ten_tinh: province.replace(/^Tỉnh\b/, 'tỉnh').replace(/^Thành phố\b/, 'thành phố'),
    ten_tinh_in_hoa: province.toLocaleUpperCase('vi'),
    dia_danh: province.replace(/^(Tỉnh|Thành phố) /, ''),
    quyet_dinh: decisionWords(view, REPORT_LANGUAGE) ?? NO_DECISION,
    lan_cong_bo: String(view.revision),
    ngay_cong_bo: formatDate(dayOf(new Date(view.publishedAt)), REPORT_LANGUAGE),
  };
}

function standingValues({ view, result }: ReportSource) {
  const { framework } = view.published.inputs;
  const [first, second] = result.classes;
  const units = result.units.length;
  return {
    tong_so_don_vi: count(units),
    so_don_vi_co_chi_so: count(result.mean.units),
    so_don_vi_chua_co_chi_so: count(units - result.mean.units),
    chi_so_trung_binh: percent(result.mean.index),
    trung_binh_tung_nhom: groupMeans(result),
    so_don_vi_tung_loai:
      result.classes.map((one) => `${name(one.name)} ${count(one.units)} đơn vị`).join('; ') || NOTHING,
    ten_loai_thu_hai: framework.bands[1] ? name(framework.bands[1].name) : noValue,
    so_don_vi_loai_thu_hai_tro_len: count((first?.units ?? 0) + (second?.units ?? 0)),
  };
}

/** The mean of each group, said with its name and how many units it is of (domain §4). */
function groupMeans({ groups, units }: ReportSource['result']): string {
  const titled = groups.map(({ group, units: of, mean }) => {
    const own = units.filter((unit) => unit.group === group);
    const title = groupTitle({ group, units: own }, REPORT_LANGUAGE);
    return `${title}: ${percent(mean)} (${words.common.units(of)})`;
  });
  return titled.join('; ') || NOTHING;
}

function extremeValues({ view, result }: ReportSource) {
  const { highest, lowest, units } = result;
  const [best, worst] = [indexOf(highest[0], units), indexOf(lowest[0], units)];
  const gap = between(best, worst);
  const measure = measureOf(view.published.inputs.framework);
  const lineOf = (code: string | undefined) => units.find(({ unit }) => unit === code);
  const [top, bottom] = [lineOf(highest[0]), lineOf(lowest[0])];
  return {
    thuoc_do: measure.word,
    thuoc_do_dau_cau: capital(measure.word),
    trung_binh_cua: meanOf(result, measure),
    ket_qua_trung_binh: meanSaid(result, measure),
    ket_qua_cao_nhat: measure.said(top),
    ket_qua_thap_nhat: measure.said(bottom),
    khoang_cach_ket_qua: measure.points
      ? `${figure(between(top?.points, bottom?.points))} điểm`
      : `${figure(gap)} điểm phần trăm`,
    don_vi_cao_nhat: namesOf(highest, units),
    chi_so_cao_nhat: percent(best),
    don_vi_thap_nhat: namesOf(lowest, units),
    chi_so_thap_nhat: percent(worst),
    khoang_cach: figure(gap),
  };
}

/** How far apart two figures are; null without either. */
const between = (high: DecimalText | null | undefined, low: DecimalText | null | undefined) =>
  high == null || low == null ? null : decimalText(parseDecimal(high).sub(parseDecimal(low)));

type Units = ReportSource['result']['units'];

const indexOf = (code: string | undefined, units: Units): DecimalText | null =>
  units.find(({ unit }) => unit === code)?.index ?? null;

const namesOf = (codes: readonly string[], units: Units): string =>
  listed(units.flatMap((unit) => (codes.includes(unit.unit) ? [name(unit.name)] : [])));

function changeValues({ change, result }: ReportSource) {
  const moved = change ? movementOf(change, result.units) : null;
  const most = (lines: readonly { readonly name: string; readonly change: DecimalText }[] | undefined) => ({
    unit: lines?.[0]?.name ?? NOTHING,
    by: lines?.[0] ? signed(lines[0].change) : NOTHING,
  });
  const [risen, fallen] = [most(moved?.risen), most(moved?.fallen)];
  return {
    ten_dot_truoc: change ? name(change.earlier.title) : noValue,
    nam_truoc: change ? String(change.earlier.year) : noValue,
    so_don_vi_so_sanh: change ? count(change.mean.units) : noValue,
    muc_thay_doi_trung_binh: signed(change?.mean.change ?? null),
    so_don_vi_tang: moved ? count(moved.risen.length) : noValue,
    so_don_vi_giam: moved ? count(moved.fallen.length) : noValue,
    so_don_vi_giu_nguyen: moved ? count(moved.kept) : noValue,
    don_vi_tang_nhieu_nhat: risen.unit,
    muc_tang_nhieu_nhat: risen.by,
    don_vi_giam_nhieu_nhat: fallen.unit,
    muc_giam_nhieu_nhat: fallen.by,
    don_vi_moi: listed((change?.newUnits ?? []).map((unit) => name(unit.name))),
    don_vi_khong_con: listed((change?.goneUnits ?? []).map((unit) => name(unit.name))),
    quy_tac_thay_doi: change ? changedRules(change.changed) : noValue,
  };
}

/** What bears on the figures and is another one in the later year, said as the comparison page says it. */
function changedRules({ framework, settings, policies }: ProvinceChange['changed']): string {
  const { changed } = words.staff.compare;
  const said = [
    ...(framework ? [changed.framework] : []),
    ...settings.map((setting) => changed.settings[setting]),
    ...policies.map((policy) => changed.policies[policy]),
  ];
  return said.join(' ') || 'hai năm dùng cùng bộ tiêu chí và cùng quy tắc tính.';
}

function areaValues({ view, result }: ReportSource) {
  const { part } = measureOf(view.published.inputs.framework);
  const known = result.areas.flatMap((area) =>
    area.share === null ? [] : [{ area, share: parseDecimal(area.share) }],
  );
  const sorted = known.sort((a, b) => b.share.compare(a.share)).map(({ area }) => area);
  const [best, worst] = [sorted[0], sorted.at(-1)];
  const called = (area: AreaLine | undefined) => (area ? name(area.name) : noValue);
  return {
    so_linh_vuc: count(result.areas.length),
    loai_thanh_phan: part,
    loai_thanh_phan_dau_cau: capital(part),
    linh_vuc_cao_nhat: called(best),
    ty_le_linh_vuc_cao_nhat: percent(best?.share ?? null),
    linh_vuc_thap_nhat: called(worst),
    ty_le_linh_vuc_thap_nhat: percent(worst?.share ?? null),
    linh_vuc_mat_diem_nhieu_nhat: called(result.areas.find(({ code }) => code === result.costliest)),
  };
}

function fieldworkValues({ view, fieldwork }: ReportSource) {
  const { tallies, withheld } = view.published.inputs;
  const surveys = new Set([
    ...tallies.map(({ survey }) => survey),
    ...(withheld?.tallies ?? []).flatMap((one) => one.surveys),
  ]);
  const told = (number: number | undefined) => (number === undefined ? noValue : count(number));
  return {
    phieu_phat_ra: told(fieldwork?.formsIssued),
    phieu_thu_ve: told(fieldwork?.formsCollected),
    ty_le_thu_ve: fieldwork ? share(fieldwork.formsCollected, fieldwork.formsIssued) : noValue,
    phieu_hop_le: told(fieldwork?.formsAccepted),
    phieu_bi_loai: told(fieldwork?.formsRejected),
    ly_do_loai: fieldwork?.rejectionReason ? name(fieldwork.rejectionReason) : 'không nêu',
    so_mau_phieu: told(fieldwork?.formTemplates),
    noi_nhap_phieu: fieldwork?.enteredBy ? name(fieldwork.enteredBy) : 'không nêu',
    so_cuoc_khao_sat: count(surveys.size),
    tong_so_luot_phieu: totalOf(view.published.inputs),
  };
}

/** Of all surveys; not told where a part is withheld, for it would follow from the rest (decision 23). */
function totalOf({ tallies, withheld }: ReportSource['view']['published']['inputs']): string {
  const parts = [...tallies, ...(withheld?.tallies ?? [])].map(({ responses }) => responses);
  if (parts.some((part) => part === null)) return words.results.files.withheld.counts(withheld?.base ?? 0);
  return count(parts.reduce<number>((sum, part) => sum + (part ?? 0), 0));
}

function methodValues({ view }: ReportSource): Some<MethodGap> {
  const { method } = words;
  const { inputs, recipe } = view.published;
  const { policies, framework } = inputs;
  const given = inputs.units.some(({ scale }) => scale !== null);
  const version = method.frameworkVersion(framework.id, framework.version);
  const ties = method.ties[policies.ties];
  return {
    bo_tieu_chi: `${name(framework.title)} (${version})`,
    diem_thuong_tru: method.adjustments[policies.adjustments],
    thang_diem: given ? method.scaleGiven : method.notApplicable[policies.notApplicable],
    muc_xep_loai: bandWords(framework),
    cach_xep_loai: method.bandsOn[framework.bandsOn],
    cach_xep_hang: `${method.ranking[policies.ranking]} ${ties}`,
    phieu_toi_thieu: framework.criteria.some(({ feed }) => feed)
      ? method.minimum(policies.minimumResponses)
      : '',
    ma_bam: recipe.inputsHash,
    nguon: inputs.source ?? 'số liệu của hệ thống',
  };
}

type MethodGap =
  | 'bo_tieu_chi'
  | 'diem_thuong_tru'
  | 'thang_diem'
  | 'muc_xep_loai'
  | 'cach_xep_loai'
  | 'cach_xep_hang'
  | 'phieu_toi_thieu'
  | 'ma_bam'
  | 'nguon';

/** "Xuất sắc từ 90; Tốt từ 80; …; Yếu dưới 50", the last by what lies above it. */
function bandWords({ bands }: Framework): string {
  const bound = (text: DecimalText) => formatShort(text, 2, REPORT_LANGUAGE);
  const { bandFrom, bandBelow } = words.method;
  return bands
    .map((band, at) => {
      const above = bands[at - 1];
      const last = at === bands.length - 1 && above !== undefined;
      return `${name(band.name)} ${last ? bandBelow(bound(above.from)) : bandFrom(bound(band.from))}`;
    })
    .join('; ');
}
