import { describe, expect, it } from 'vitest';
import { FormPage, type FormPageProps } from '../../client/form/form-page.tsx';
import type { PageData } from '../../client/form/page-data.ts';
import { readForm } from '../../client/form/read-form.ts';
import { ReceiptPage } from '../../client/form/receipt-page.tsx';
import { renderPage } from '../../client/public/render-page.ts';
import type { Lang } from '../../survey-forms/form.ts';
import { validateAnswers } from '../../survey-forms/validate.ts';
import { everyKind, ratedUnits } from './every-kind.ts';
import { attributes, decoded, elements, tags, textOf, VIETNAMESE, withoutNames } from './markup.ts';

const assets = { styles: ['/assets/form-1.css'], scripts: ['/assets/form-2.js'] };
const unit = { code: 'XX-07', name: { vi: 'Phường Mẫu', en: 'Mau Ward' } };
const clientId = 'AAECAwQFBgcICQoLDA0ODw';

const draw = (lang: Lang, more: Partial<FormPageProps> = {}) =>
  renderPage(
    <FormPage
      lang={lang}
      sample={false}
      assets={assets}
      form={everyKind}
      survey="s 1"
      unit={unit}
      units={ratedUnits}
      clientId={clientId}
      {...more}
    />,
  );

/** The form as it comes back after a post without script. */
function refused(query: string, more: Partial<FormPageProps> = {}) {
  const posted = readForm(everyKind, new URLSearchParams(query));
  const outcome = validateAnswers(
    everyKind,
    posted.answers,
    ratedUnits.map((one) => one.code),
  );
  return draw('vi', { refused: { posted, violations: outcome.ok ? [] : outcome.violations }, ...more });
}

const inputs = (html: string) => tags(html, 'input');
const named = (html: string, name: string) => inputs(html).filter((tag) => tag.includes(`name="${name}"`));

describe('the form', () => {
  const html = draw('vi');

  it('is posted to its own address with a random id and its version', () => {
    const [form = ''] = tags(html, 'form');
    expect(attributes(form, 'action')).toEqual(['/khao-sat/s%201/XX-07']);
    expect(attributes(form, 'method')).toEqual(['post']);
    expect(attributes(form, 'autocomplete')).toEqual(['off']);
    expect(named(html, 'clientId')[0]).toContain(`value="${clientId}"`);
    expect(named(html, 'formVersion')[0]).toContain('value="4"');
    expect(attributes(draw('en'), 'action')).toEqual(['/en/khao-sat/s%201/XX-07']);
  });

  it('chooses nothing beforehand', () => {
    expect(inputs(html).filter((tag) => /\schecked/.test(tag))).toEqual([]);
    expect(inputs(html).filter((tag) => /type="(radio|checkbox)"/.test(tag))).toHaveLength(2 + 5 + 2 + 3 + 4);
  });

  it('asks each question in a group with a legend, or a field with its label', () => {
    const groups = html.split('<fieldset').length - 1;
    expect(groups).toBe(1 + 3 + 1 + ratedUnits.length); // group; mood, again, where; matrix and its rows
    expect(elements(html, 'legend').map(textOf)).toEqual([
      'Ông/Bà trả lời với tư cách nào?',
      '1. Hài lòng?',
      '2. Đi lại nhiều lần? (không bắt buộc)',
      '5. Ở đâu?',
      '7. Phối hợp tốt?',
      'Sở Nội vụ',
      'Sở Tư pháp',
    ]);
    const ids = attributes(html, 'id');
    for (const label of attributes(html, 'for')) expect(ids).toContain(label);
    const wrapped = elements(html, 'label').filter((label) => label.includes('<input'));
    expect(wrapped.map(textOf).filter((text) => text === '')).toEqual([]);
    expect(wrapped).toHaveLength(16);
  });

  it('puts faces beside words, on five levels of satisfaction only, and hides them from readers', () => {
    const faces = elements(html, 'label').filter((label) => label.includes('<svg'));
    expect(faces.map(textOf)).toEqual(everyKind.scales.five?.levels.map((level) => level.text.vi));
    for (const face of faces) expect(face).toMatch(/<svg[^>]*aria-hidden="true"/);
    const drawn = attributes(html, 'href').filter((href) => href.startsWith('#face-'));
    for (const href of drawn) expect(attributes(html, 'id')).toContain(href.slice(1));
  });

  it('says before sending that the answers are anonymous and cannot be found again', () => {
    const text = textOf(html);
    expect(text).toContain('không hỏi tên');
    expect(text.indexOf('không sửa và không rút lại được')).toBeLessThan(text.indexOf('Gửi phiếu'));
    expect(text.indexOf('không sửa và không rút lại được')).toBeGreaterThan(0);
  });

  it('has two buttons that work without script, and parts that say where they stand', () => {
    const buttons = tags(html, 'button').filter((button) => button.includes('type="submit"'));
    expect(buttons).toHaveLength(2);
    // The enter key presses the first one: it sends, and never switches the language.
    expect(buttons[0]).toContain('id="send"');
    expect(buttons[1]).toContain('name="_lang" value="en" formaction="/en/khao-sat/s%201/XX-07"');
    expect(textOf(html)).toContain('Phần 1 trên 3 Về Ông/Bà');
    expect(textOf(html)).toContain('Phần 3 trên 3 Phần sau');
  });

  it('tells without script when a question is asked', () => {
    expect(textOf(html)).toContain('Chỉ trả lời nếu câu 2 chọn “Có”.');
  });

  it('asks phones for the right keyboard', () => {
    expect(named(html, 'answer.trips')[0]).toContain('inputmode="numeric"');
    expect(named(html, 'answer.km')[0]).toContain('inputmode="decimal"');
  });

  it('names the rows of a matrix by unit', () => {
    expect(named(html, 'answer.units.XX.02').map((tag) => attributes(tag, 'value')[0])).toEqual(['1', '2']);
  });

  it('does not ask for the respondent group where there is one only', () => {
    const form = { ...everyKind, respondentGroups: everyKind.respondentGroups.slice(0, 1) };
    const page = draw('vi', { form });
    expect(named(page, 'respondentGroup')).toEqual([
      '<input type="hidden" name="respondentGroup" value="citizen"/>',
    ]);
    expect(textOf(page)).toContain('Phần 1 trên 2');
  });

  it('obeys the content security policy and holds unique ids', () => {
    for (const page of [html, refused('')]) {
      expect(attributes(page, 'style')).toEqual([]);
      expect(elements(page, 'script')).toEqual(['<script type="module" src="/assets/form-2.js"></script>']);
      const ids = attributes(page, 'id');
      expect(new Set(ids).size).toBe(ids.length);
      for (const id of attributes(page, 'aria-describedby').join(' ').split(' ')) expect(ids).toContain(id);
    }
  });

  it('speaks English under /en', () => {
    expect(withoutNames(textOf(draw('en')))).not.toMatch(VIETNAMESE);
  });

  it('hands its script the form, the words and the problems, as data that cannot break out', () => {
    const form = { ...everyKind, title: { vi: 'A</template><script>alert(1)</script>"&amp;' } };
    const page = draw('vi', { form });
    const [template = ''] = elements(page, 'template').filter((one) => one.includes('id="page-data"'));
    const data: PageData = JSON.parse(decoded(template.replace(/<\/?template[^>]*>/g, '')));
    expect(data).toMatchObject({
      form,
      survey: 's 1',
      unit: 'XX-07',
      channel: 'web',
      token: null,
      lang: 'vi',
    });
    expect(data.problems['token-used']?.title).toBe('Mã phiếu đã được dùng');
    expect(elements(page, 'script')).toHaveLength(1);
  });
});

describe('a form that was refused', () => {
  const html = refused(
    `clientId=first-${clientId}&respondentGroup=&answer.again=1&answer.trips=1%2C5&answer.km=x&answer.where=0` +
      '&answer.comment=%3Cb%3Edài quá hai mươi ký tự&answer.units.XX-01=2',
  );

  it('begins with a summary whose lines lead to the controls', () => {
    const [list = ''] = elements(html, 'ul').filter((one) => one.includes('error-list'));
    expect(elements(list, 'li').map(textOf)).toEqual([
      'Hãy chọn Ông/Bà trả lời với tư cách nào',
      'Câu 1: Hãy chọn một mức trả lời',
      'Câu 3: Hãy viết số nguyên, không có phần lẻ',
      'Câu 4: Hãy viết bằng số, ví dụ 12 hoặc 12,5',
      'Câu 6: Hãy viết ngắn lại, nhiều nhất 20 ký tự',
    ]);
    const targets = attributes(list, 'href').map((href) => href.slice(1));
    const controls = [...inputs(html), ...tags(html, 'textarea')].flatMap((tag) => attributes(tag, 'id'));
    expect(targets).toHaveLength(5);
    for (const target of targets) expect(controls).toContain(target);
    expect(html).toContain('<title>Lỗi: ');
    expect(tags(html, 'div').find((tag) => tag.includes('error-summary'))).not.toContain('hidden');
  });

  it('says what is wrong beside each question, bound to it', () => {
    const messages = elements(html, 'p').filter((p) => p.includes('class="error"'));
    expect(messages).toHaveLength(5);
    const [mood = ''] = tags(html, 'fieldset').filter((tag) => tag.includes('id="q.mood"'));
    expect(attributes(mood, 'aria-describedby')).toEqual(['q.mood.error']);
    const [km = ''] = named(html, 'answer.km');
    expect(km).toContain('aria-invalid="true"');
    expect(attributes(km, 'aria-describedby')).toEqual(['q.km.hint q.km.error']);
  });

  it('keeps every answer, and the id, so that a retry is the same submission', () => {
    expect(named(html, 'clientId')[0]).toContain(`value="first-${clientId}"`);
    const checked = inputs(html).filter((tag) => /\schecked/.test(tag));
    expect(checked.flatMap((tag) => attributes(tag, 'id'))).toEqual([
      'q.again.1',
      'q.where.3',
      'q.units.1.2',
    ]);
    expect(attributes(named(html, 'answer.trips')[0] ?? '', 'value')).toEqual(['1,5']);
    expect(attributes(named(html, 'answer.km')[0] ?? '', 'value')).toEqual(['x']);
    expect(textOf(elements(html, 'textarea')[0] ?? '')).toBe('<b>dài quá hai mươi ký tự');
  });

  it('says what is the matter where it is not the answers', () => {
    const posted = readForm(everyKind, new URLSearchParams('respondentGroup=citizen'));
    const page = draw('vi', { refused: { posted, violations: [], problem: 'storage-unavailable' } });
    const text = textOf(page);
    expect(text).toContain('Hệ thống tạm thời chưa lưu được');
    expect(elements(page, 'li').filter((li) => li.includes('href="#'))).toEqual([]);
  });

  it('hides the summary when nothing is wrong', () => {
    expect(tags(draw('vi'), 'div').find((tag) => tag.includes('error-summary'))).toContain('hidden');
  });
});

describe('the receipt', () => {
  const html = renderPage(
    <ReceiptPage lang="vi" sample={false} assets={assets} survey="s1" unit={unit} receipt="7K-&-2" />,
  );

  it('shows the code and says what it proves and what it does not', () => {
    const text = textOf(html);
    expect(text).toContain('Mã biên nhận 7K-&-2');
    expect(text).toContain('Mã không cho biết Ông/Bà đã trả lời gì');
  });

  it('does not lead to a blank form in the other language', () => {
    expect(tags(html, 'a').filter((tag) => tag.includes('khao-sat'))).toEqual([]);
  });
});
