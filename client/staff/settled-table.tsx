import { say } from '../../survey-forms/form.ts';
import { fieldsOf } from '../../survey-forms/keyed-answers.ts';
import type { ConflictSheet } from './api.ts';
import { useLanguage } from './language.tsx';
import { ScrollBox } from './parts/scroll-box.tsx';
import { cellText } from './settlement.ts';

/** Both readings of every field on which they parted, and what was settled, where it was. */
export function SettledTable({ sheet }: { readonly sheet: ConflictSheet }) {
  const { lang, words } = useLanguage();
  const { conflicts: text } = words.staff;
  const codes = sheet.units.map((unit) => unit.code);
  const rows = fieldsOf(sheet.form, codes).flatMap((field) => {
    const one = sheet.fields.find((each) => each.question === field.question.key && each.unit === field.unit);
    return one ? [{ field, one }] : [];
  });
  const reasonOf = (reason: string) =>
    Object.entries(text.reasons).find(([code]) => code === reason)?.[1] ?? reason;
  const unitOf = (code: string) => sheet.units.find((unit) => unit.code === code)?.name;
  return (
    <ScrollBox label={text.title}>
      <table class="block-s">
        <thead>
          <tr>
            <th scope="col">{words.staff.quality.question}</th>
            <th scope="col">{text.pass(1)}</th>
            <th scope="col">{text.pass(2)}</th>
            {sheet.settledBy && <th scope="col">{text.settled}</th>}
            {sheet.settledBy && <th scope="col">{text.reason}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ field, one }) => {
            const name = unitOf(field.unit);
            return (
              <tr key={`${one.question} ${one.unit}`}>
                <th scope="row">
                  {field.item}. {say(field.question.text, lang)}
                  {name && <span class="under small muted">{say(name, lang)}</span>}
                </th>
                <td>{cellText(sheet.form, field, one.first, lang, words)}</td>
                <td>{cellText(sheet.form, field, one.second, lang, words)}</td>
                {sheet.settledBy && <td>{cellText(sheet.form, field, one.settled, lang, words)}</td>}
                {sheet.settledBy && <td>{reasonOf(one.reason ?? '')}</td>}
              </tr>
            );
          })}
        </tbody>
      </table>
    </ScrollBox>
  );
}
