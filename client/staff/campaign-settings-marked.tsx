import { say } from '../../survey-forms/form.ts';
import { formatExact } from '../format.ts';
import type { CampaignSettings } from './api.ts';
import { SettingsTrouble } from './campaign-settings-frame.tsx';
import { keyOf, type Mark, type MarksProps, putMarks } from './campaign-settings-marks.ts';
import { useFlash } from './flash.ts';
import { useLanguage } from './language.tsx';
import { ScrollBox } from './parts/scroll-box.tsx';
import { useSend } from './use-send.ts';

/** More units make no table that anybody reads. */
const MOST_COLUMNS = 40;

/** All marks: as a table of criteria by units where it has room, and as a list in which each can be cleared. */
export function Marked({ settings, onSaved }: MarksProps) {
  const { lang, words } = useLanguage();
  const { applicability: text } = words.staff.campaignSettings;
  const flash = useFlash();
  const { busy, trouble, run } = useSend();
  const { marks, framework, units, campaign } = settings;
  const clear = (mark: Mark) =>
    run(async () => {
      await putMarks(campaign.id, [{ ...mark, reason: null, seen: mark.reason }]);
      const undo = async () => {
        await putMarks(campaign.id, [{ ...mark, seen: null }]);
        onSaved();
      };
      flash({ text: text.done(0, 1), undo });
      onSaved();
    });
  const affected = units.filter(({ code }) => marks.some(({ unit }) => unit === code));
  return (
    <section class="block-s">
      <h2>{text.marked}</h2>
      <SettingsTrouble trouble={trouble} onReload={onSaved} />
      {marks.length === 0 ? (
        <p class="empty">{text.markedNone}</p>
      ) : (
        <>
          {units.length > MOST_COLUMNS ? (
            <p class="muted">{text.matrixWide}</p>
          ) : (
            <Matrix settings={settings} />
          )}
          {affected.map((unit) => (
            <div key={unit.code} class="block-s">
              <h3>
                {say(unit.name, lang)}{' '}
                {unit.standardScale !== null && framework.max !== null && (
                  <span class="small muted">
                    {text.scale(formatExact(unit.standardScale, lang), formatExact(framework.max, lang))}
                  </span>
                )}
              </h3>
              <ul class="rows">
                {marks
                  .filter((mark) => mark.unit === unit.code)
                  .map((mark) => (
                    <li key={mark.criterion}>
                      <span class="code">{mark.criterion}</span>{' '}
                      {nameOfCriterion(settings, mark.criterion, lang)}: {mark.reason}{' '}
                      <button
                        type="button"
                        class="link-button"
                        disabled={busy}
                        aria-label={text.clear(mark.criterion, say(unit.name, lang))}
                        onClick={() => void clear(mark)}
                      >
                        {text.clearShort}
                      </button>
                    </li>
                  ))}
              </ul>
            </div>
          ))}
        </>
      )}
    </section>
  );
}

function nameOfCriterion(
  { framework }: CampaignSettings,
  code: string,
  lang: ReturnType<typeof useLanguage>['lang'],
): string {
  const criterion = framework.criteria.find((one) => one.code === code);
  return criterion ? say(criterion.name, lang) : code;
}

/** Criteria by units; rows and columns without a mark are left out. */
function Matrix({ settings }: Pick<MarksProps, 'settings'>) {
  const { lang, words } = useLanguage();
  const { applicability: text } = words.staff.campaignSettings;
  const { marks, framework, units } = settings;
  const marked = new Set(marks.map(keyOf));
  const rows = framework.criteria.filter(({ code }) => marks.some((mark) => mark.criterion === code));
  return (
    <ScrollBox label={text.matrix}>
      <table class="matrix">
        <caption>{text.matrix}</caption>
        <thead>
          <tr>
            <th scope="col" class="matrix-name">
              {text.criterion}
            </th>
            {units.map(({ code, name }) => (
              <th scope="col" key={code}>
                {say(name, lang)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ code, name }) => (
            <tr key={code}>
              <th scope="row">
                <span class="code">{code}</span> {say(name, lang)}
              </th>
              {units.map((unit) => {
                const isAbsent = marked.has(keyOf({ unit: unit.code, criterion: code }));
                return (
                  <td key={unit.code} class={isAbsent ? 'absent' : undefined}>
                    {isAbsent ? text.absent : <span class="muted">{text.applies}</span>}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}
