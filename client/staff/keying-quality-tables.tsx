import { say } from '../../survey-forms/form.ts';
import { formatCount } from '../format.ts';
import type { KeyingQuality } from './api.ts';
import { kappaText, rateInterval, rateText, whole } from './keying-quality-view.ts';
import { useLanguage } from './language.tsx';
import { ScrollBox } from './parts/scroll-box.tsx';

interface TableProps {
  readonly data: KeyingQuality;
}

/** The busiest first. */
export function ClerkTable({ data }: TableProps) {
  const { lang, words } = useLanguage();
  const { quality: text } = words.staff;
  const speed = (value: number | null) => (value === null ? text.notMeasured : whole(value, lang));
  const heads = [text.sheets, text.fields, text.errors, text.perThousand, text.interval];
  return (
    <ScrollBox label={text.clerksTitle}>
      <table class="folded">
        <thead>
          <tr>
            <th scope="col">{text.clerk}</th>
            {[...heads, text.keystrokes, text.sheetsPerHour].map((head) => (
              <th key={head} scope="col" class="n wide">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.clerks.map((one) => (
            <tr key={one.clerk.id}>
              <th scope="row">
                {one.clerk.name}
                <span class="narrow small">
                  {text.sheets}: {formatCount(one.sheets, lang)} · {text.perThousand}: {rateText(one, lang)} ·{' '}
                  {text.sheetsPerHour}: {speed(one.sheetsPerHour)}
                </span>
              </th>
              <td class="n wide">{formatCount(one.sheets, lang)}</td>
              <td class="n wide">{formatCount(one.fields, lang)}</td>
              <td class="n wide">{formatCount(one.errors, lang)}</td>
              <td class="n wide">{rateText(one, lang)}</td>
              <td class="n wide">{rateInterval(one, lang)}</td>
              <td class="n wide">{speed(one.keystrokesPerHour)}</td>
              <td class="n wide">{speed(one.sheetsPerHour)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

/** In the order of the sheet; of several forms one after the other. */
export function QuestionTable({ data }: TableProps) {
  const { lang, words } = useLanguage();
  const { quality: text } = words.staff;
  const forms = new Set(data.questions.map((one) => one.form));
  return (
    <ScrollBox label={text.questionsTitle}>
      <table class="folded">
        <thead>
          <tr>
            <th scope="col">{text.question}</th>
            {[text.compared, text.differing, text.kappa].map((head) => (
              <th key={head} scope="col" class="n wide">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.questions.map((one) => (
            <tr key={`${one.form} ${one.question}`}>
              <th scope="row">
                {one.item}. {say(one.text, lang)}
                <span class="narrow small">
                  {text.differing}: {formatCount(one.differing, lang)}/{formatCount(one.compared, lang)} ·{' '}
                  {text.kappa}: {kappaText(one, lang)}
                </span>
                {forms.size > 1 && <span class="under small muted">{say(one.formTitle, lang)}</span>}
              </th>
              <td class="n wide">{formatCount(one.compared, lang)}</td>
              <td class="n wide">{formatCount(one.differing, lang)}</td>
              <td class="n wide">{kappaText(one, lang)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}
