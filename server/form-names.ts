/** What the codes of a published survey are called: those of respondent groups and of forms. */
import type { Form, Text } from '../survey-forms/form.ts';

type Named = Pick<Form, 'id' | 'title' | 'respondentGroups'>;

/** As the form calls the group; the code where no form has it. */
export function groupName(forms: readonly Named[], code: string): Text {
  const groups = forms.flatMap(({ respondentGroups }) => respondentGroups);
  return groups.find((group) => group.code === code)?.text ?? { vi: code };
}

/** A survey by the title of its form, with its code beside it where another one has the same form. */
export function surveyName(
  forms: readonly Named[],
  tallies: readonly { readonly survey: string; readonly form: string }[],
  survey: string,
  say: (text: Text) => string,
): string {
  const form = tallies.find((one) => one.survey === survey)?.form;
  const title = forms.find(({ id }) => id === form)?.title;
  if (!title) return survey;
  const isShared = tallies.some((one) => one.form === form && one.survey !== survey);
  return isShared ? `${say(title)} (${survey})` : say(title);
}
