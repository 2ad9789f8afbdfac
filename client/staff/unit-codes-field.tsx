import { say } from '../../survey-forms/form.ts';
import { answerOf, publications, type SurveyChoices, surveys } from './api.ts';
import { useLanguage } from './language.tsx';
import { unitCodes, withUnits } from './open-input.ts';
import type { OpenChoices } from './open-survey-screen.tsx';
import { Check, Field } from './parts/field.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { useSession } from './session.ts';
import { useSend } from './use-send.ts';

interface UnitCodesFieldProps {
  /** Units of the campaign, to be chosen by name. */
  readonly units: SurveyChoices['units'];
  readonly choices: OpenChoices;
  readonly campaign: string;
  readonly value: string;
  readonly error: string | undefined;
  onInput(codes: string): void;
}

const FROM_CAMPAIGN = 'campaign';

/** Codes, one a line: typed, pasted, or taken over from a campaign or another survey of it. */
export function UnitCodesField({ choices, campaign, units, value, error, onInput }: UnitCodesFieldProps) {
  const { words } = useLanguage();
  const { open } = words.staff;
  const count = unitCodes(value).length;
  return (
    <>
      <UnitsByName units={units} value={value} onInput={onInput} />
      <Field label={open.units} hint={open.unitsHint} error={error}>
        {(control) => (
          <textarea
            {...control}
            name="units"
            class="codes"
            rows={6}
            spellcheck={false}
            value={value}
            onInput={(event) => onInput(event.currentTarget.value)}
          />
        )}
      </Field>
      <UnitSource choices={choices} campaign={campaign} onInput={onInput} />
      <p class="hint" role="status">
        {count > 0 && open.unitsCount(count)}
      </p>
    </>
  );
}

/** The campaign's units by name, and all of them at once. */
function UnitsByName({ units, value, onInput }: Pick<UnitCodesFieldProps, 'units' | 'value' | 'onInput'>) {
  const { lang, words } = useLanguage();
  const { open } = words.staff;
  if (units.length === 0) return null;
  const chosen = new Set(unitCodes(value));
  const codes = units.map(({ code }) => code);
  return (
    <fieldset class="field">
      <legend>{open.unitsByName}</legend>
      <Check
        label={open.allUnits(units.length)}
        checked={codes.every((code) => chosen.has(code))}
        onChange={(on) => onInput(withUnits(value, codes, on))}
      />
      <details class="more">
        <summary>{open.someUnits}</summary>
        {units.map(({ code, name }) => (
          <Check
            key={code}
            label={say(name, lang)}
            checked={chosen.has(code)}
            onChange={(on) => onInput(withUnits(value, [code], on))}
          />
        ))}
      </details>
    </fieldset>
  );
}

type UnitSourceProps = Pick<UnitCodesFieldProps, 'choices' | 'campaign' | 'onInput'>;

/** Fills the list from what this account may read already; nothing is offered where there is nothing. */
function UnitSource({ choices, campaign, onInput }: UnitSourceProps) {
  const { lang, words } = useLanguage();
  const session = useSession();
  const { open } = words.staff;
  const { trouble, run } = useSend();
  const others = session.may.includes('read-arrivals') ? choices.surveys : [];
  const wholeCampaign = session.may.includes('preview-result');
  if (others.length === 0 && !wholeCampaign) return null;
  const take = (source: string) => run(async () => onInput((await unitsFrom(source, campaign)).join('\n')));
  return (
    <>
      <TroubleNotice trouble={trouble} />
      <Field label={open.unitsFrom}>
        {(control) => (
          <select
            {...control}
            value=""
            onChange={(event) => {
              const source = event.currentTarget.value;
              event.currentTarget.value = '';
              if (source !== '') void take(source);
            }}
          >
            <option value="">{open.unitsFromNothing}</option>
            {wholeCampaign && <option value={FROM_CAMPAIGN}>{open.unitsFromCampaign}</option>}
            {others.map((survey) => (
              <option key={survey.id} value={`survey ${survey.id}`}>
                {say(survey.title, lang)}
              </option>
            ))}
          </select>
        )}
      </Field>
    </>
  );
}

async function unitsFrom(source: string, campaign: string): Promise<string[]> {
  if (source === FROM_CAMPAIGN) {
    const sent = publications.campaigns[':campaign'].preview.$get({ param: { campaign } });
    return (await answerOf(sent)).units.map((unit) => unit.unit);
  }
  const survey = source.replace('survey ', '');
  const sent = surveys.surveys[':survey'].arrivals.$get({ param: { survey }, query: { by: 'unit' } });
  return (await answerOf(sent)).units.map((unit) => unit.code);
}
