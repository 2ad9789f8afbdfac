import type { ReportShown } from './api.ts';
import { useLanguage } from './language.tsx';
import { ScrollBox } from './parts/scroll-box.tsx';

/** Every gap with what stands in it for the report chosen. */
export function ReportValues({ values }: Pick<ReportShown, 'values'>) {
  const { words } = useLanguage();
  const { reports: text } = words.staff;
  return (
    <section class="block">
      <h2>{text.valuesTitle}</h2>
      <p class="small muted">{text.valuesHint}</p>
      <ScrollBox label={text.valuesTitle}>
        <table class="wrapping">
          <thead>
            <tr>
              <th scope="col">{text.placeholder}</th>
              <th scope="col">{text.value}</th>
            </tr>
          </thead>
          <tbody>
            {values.map(({ name, value }) => (
              <tr key={name}>
                <th scope="row">
                  <code>{`{{${name}}}`}</code>
                </th>
                <td class="report-value">{value}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </section>
  );
}
