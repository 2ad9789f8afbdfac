import { useState } from 'preact/hooks';
import { useRoute } from 'preact-iso/router';
import { say } from '../../survey-forms/form.ts';
import { fieldsOf, type KeyedField, valueAt } from '../../survey-forms/keyed-answers.ts';
import { formatSerial } from '../../survey-forms/serial.ts';
import { formatDate, formatInstant } from '../format.ts';
import { batchScreen, PAPER } from './addresses.ts';
import { answerOf, type SheetTrail, sheets } from './api.ts';
import { actorWords } from './audit-words.ts';
import { BatchTag } from './batch-bar.tsx';
import { stateWords } from './batch-sheets.tsx';
import { CorrectForm } from './correct-form.tsx';
import { FindSheet } from './find-sheet.tsx';
import { useFlash } from './flash.ts';
import { useLanguage } from './language.tsx';
import { Loaded } from './parts/loaded.tsx';
import { Screen } from './parts/screen.tsx';
import { ScrollBox } from './parts/scroll-box.tsx';
import { ReasonDialog } from './reason-dialog.tsx';
import { REASONS } from './reject-dialog.tsx';
import { mayAny, useSession } from './session.ts';
import { cellText } from './settlement.ts';
import { useLoad } from './use-load.ts';

/** Everything that happened to one sheet, what was keyed of it, and its correction. */
export function SheetScreen() {
  const { words } = useLanguage();
  const { params } = useRoute();
  const param = { campaign: params.campaign ?? '', serial: params.serial ?? '' };
  const load = useLoad<SheetTrail>(
    `${param.campaign} ${param.serial}`,
    async () =>
      (await answerOf(
        sheets.campaigns[':campaign'].sheets[':serial'].$get({ param }),
      )) as unknown as SheetTrail,
  );
  const { paper: text } = words.staff;
  const over = { title: text.title, href: `${PAPER}?dot=${encodeURIComponent(param.campaign)}` };
  return (
    <Screen title={text.trail.title(formatSerial(param.serial))} over={over}>
      <Loaded load={load}>
        {(trail) => (
          <>
            <Standing trail={trail} />
            <Lines trail={trail} />
            <Values trail={trail} />
            <Changes trail={trail} reload={load.reload} />
          </>
        )}
      </Loaded>
      <section class="block paper-part">
        <FindSheet key={param.serial} campaign={param.campaign} />
      </section>
    </Screen>
  );
}

interface TrailProps {
  readonly trail: SheetTrail;
}

/** Where the sheet is now, and whose it was. */
function Standing({ trail }: TrailProps) {
  const { lang, words } = useLanguage();
  const { paper: text } = words.staff;
  const { batch, sheet, survey, campaign } = trail;
  return (
    <>
      <p>
        <b>{stateWords(sheet, words)}</b>
        {sheet.note && ` · ${sheet.note}`}
      </p>
      {batch ? (
        <p class="small">
          <a href={batchScreen(campaign.id, batch.number)}>{text.batchName(batch.number)}</a>{' '}
          <BatchTag state={batch.state} /> · {batch.unit ? say(batch.unit, lang) : text.one.many} ·{' '}
          {say(batch.postOffice, lang)} · {say(batch.group, lang)} · {say(survey.title, lang)}
        </p>
      ) : (
        <p class="note info">{text.trail.old}</p>
      )}
    </>
  );
}

function Lines({ trail }: TrailProps) {
  const { lang, words } = useLanguage();
  const { trail: text } = words.staff.paper;
  if (trail.lines.length === 0) return null;
  return (
    <section class="block paper-part">
      <h2>{text.lines}</h2>
      <ol class="trail-lines">
        {trail.lines.map((line, i) => (
          // Two things may happen at the same moment; the place among them is theirs.
          <li key={`${line.at} ${i}`}>
            <span class="muted whole">{formatInstant(line.at, lang)}</span>
            <span>
              <b>{text.happenings[line.what]}</b>
              <LineDetails trail={trail} line={line} />
              <span class="muted"> · {actorWords(line.who, new Map(), lang)}</span>
              {line.changes && <ChangeList trail={trail} changes={line.changes} />}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

type Line = SheetTrail['lines'][number];

function LineDetails({ trail, line }: TrailProps & { readonly line: Line }) {
  const { lang, words } = useLanguage();
  const { trail: text, reasons } = words.staff.paper;
  const known = REASONS.find((one) => one === line.reason);
  const imported = trail.keyings.find((one) => one.pass === line.pass)?.imported === true;
  const parts = [
    ...(line.pass === undefined ? [] : [text.pass(line.pass)]),
    ...(line.pass !== undefined && imported ? [text.imported] : []),
    ...(line.day === undefined ? [] : [text.on(formatDate(line.day, lang))]),
    ...(line.reason === undefined ? [] : [known ? reasons[known] : line.reason]),
    ...(line.note === undefined ? [] : [line.note]),
  ];
  return <>{parts.length > 0 && ` (${parts.join('; ')})`}</>;
}

function ChangeList({ trail, changes }: TrailProps & { readonly changes: NonNullable<Line['changes']> }) {
  const { lang, words } = useLanguage();
  const fields = fieldsIn(trail);
  const { trail: text } = words.staff.paper;
  return (
    <ul class="places small">
      {changes.map(({ question, unit, before, after }) => {
        const field = fields.find((one) => one.question.key === question && one.unit === unit);
        const cell = (value: typeof before) =>
          field ? cellText(trail.form, field, value, lang, words) : JSON.stringify(value);
        const name = field ? `${text.question} ${field.item}` : question;
        return <li key={`${question} ${unit}`}>{text.change(name, cell(before), cell(after))}</li>;
      })}
    </ul>
  );
}

const fieldsIn = ({ form, units }: SheetTrail): KeyedField[] =>
  fieldsOf(
    form,
    units.map((unit) => unit.code),
  );

/** What each pass read, what was settled, and what counts: field by field. */
function Values({ trail }: TrailProps) {
  const { lang, words } = useLanguage();
  const { trail: text } = words.staff.paper;
  const { form, keyings, answers, conflicts, units } = trail;
  const seen = keyings.filter((one) => one.answers !== null);
  if (seen.length < keyings.length) return <p class="note info block">{text.valuesHidden}</p>;
  if (keyings.length === 0 && answers === null) return null;
  const unitOf = (code: string) => units.find((unit) => unit.code === code)?.name;
  return (
    <section class="block paper-part">
      <h2>{text.values}</h2>
      <ScrollBox label={text.values}>
        <table class="values">
          <thead>
            <tr>
              <th scope="col">{text.question}</th>
              {keyings.map((one) => (
                <th key={one.pass} scope="col">
                  {text.pass(one.pass)} · {one.who}
                </th>
              ))}
              {conflicts.length > 0 && <th scope="col">{text.settledAs}</th>}
              {answers && <th scope="col">{text.counts}</th>}
            </tr>
          </thead>
          <tbody>
            {fieldsIn(trail).map((field) => {
              const { question, unit, item } = field;
              const conflict = conflicts.find((one) => one.question === question.key && one.unit === unit);
              const name = unitOf(unit);
              const cell = (value: Parameters<typeof cellText>[2]) =>
                cellText(form, field, value, lang, words);
              return (
                <tr key={`${question.key} ${unit}`} class={conflict ? 'parted' : undefined}>
                  <th scope="row">
                    {item}. {say(question.text, lang)}
                    {name && <span class="under small muted">{say(name, lang)}</span>}
                  </th>
                  {keyings.map((one) => (
                    <td key={one.pass}>{cell(one.answers ? valueAt(one.answers, field) : undefined)}</td>
                  ))}
                  {conflicts.length > 0 && <td>{conflict?.choice ? cell(conflict.settled) : ''}</td>}
                  {answers && <td>{cell(valueAt(answers, field) ?? null)}</td>}
                </tr>
              );
            })}
          </tbody>
        </table>
      </ScrollBox>
    </section>
  );
}

/** Correcting an accepted sheet and making it void; in a closed batch, what has to come first. */
function Changes({ trail, reload }: TrailProps & { reload(): void }) {
  const { words } = useLanguage();
  const flash = useFlash();
  const session = useSession();
  const { trail: text } = words.staff.paper;
  const [voiding, setVoiding] = useState(false);
  const { campaign, sheet, batch } = trail;
  const shown = formatSerial(sheet.serial);
  if (sheet.state !== 'accepted' || !trail.answers) return null;
  if (batch?.state === 'closed')
    return (
      <p class="note info block">
        {text.closedLead} <a href={batchScreen(campaign.id, batch.number)}>{text.openBatch}</a>
      </p>
    );
  return (
    <section class="block paper-part">
      {mayAny(session, ['correct-sheet']) && (
        <CorrectForm key={JSON.stringify(trail.answers)} trail={trail} onCorrected={reload} />
      )}
      {mayAny(session, ['void-sheet']) && (
        <p class="block">
          <button type="button" class="button quiet" onClick={() => setVoiding(true)}>
            {text.void}
          </button>
        </p>
      )}
      {voiding && (
        <ReasonDialog
          title={text.voidTitle(shown)}
          lead={text.voidLead}
          hint={words.staff.paper.one.whyHint}
          action={text.void}
          field="reason"
          onClose={() => setVoiding(false)}
          onSend={async (reason) => {
            const param = { campaign: campaign.id, serial: sheet.serial };
            const call = sheets.campaigns[':campaign'].sheets[':serial'];
            await answerOf(call.$delete({ param, json: { reason } }));
            flash({ text: text.voided(shown) });
            reload();
          }}
        />
      )}
    </section>
  );
}
