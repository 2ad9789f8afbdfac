import { useState } from 'preact/hooks';
import { type Lang, say } from '../../survey-forms/form.ts';
import { formatDate } from '../format.ts';
import { languageName, languages } from '../words/words-of.ts';
import { answerOf, dataFiles, type FileChoices } from './api.ts';
import {
  type FileFormat,
  type FileKind,
  type FileSubject,
  formatsOf,
  hasLanguage,
  hasMark,
  hasPart,
  hindrance,
  kindsOf,
  subjectsOf,
} from './files-view.ts';
import { useFlash } from './flash.ts';
import { useLanguage } from './language.tsx';
import { ChoiceField } from './parts/choice-field.tsx';
import { Check } from './parts/field.tsx';
import { Notice, TroubleNotice } from './parts/notice.tsx';
import { useFilters } from './use-filters.ts';
import { useSend } from './use-send.ts';

/** In the address, so that a page of a survey or campaign can lead here with its own chosen. */
const IN_ADDRESS = { kind: 'noi-dung', survey: 'khao-sat', campaign: 'dot' } as const;

interface FilesFormProps {
  readonly choices: FileChoices;
  onAsked(): void;
}

/** What the file is of; then how it is to be. */
export function FilesForm({ choices, onAsked }: FilesFormProps) {
  const { words } = useLanguage();
  const { files: text } = words.staff;
  const { values, set } = useFilters(IN_ADDRESS);
  const kinds = kindsOf(choices);
  const asked = kinds.find((one) => one === values.kind);
  const kind = asked ?? kinds.find((one) => isOf(choices, one, values)) ?? kinds[0];
  if (kind === undefined)
    return (
      <p class="empty">
        {text.nothing} {text.nothingNext}
      </p>
    );
  const subjects = subjectsOf(choices, kind);
  const named = 'over' in (subjects[0] ?? {}) ? values.survey : values.campaign;
  const isUnknownKind = values.kind !== '' && asked === undefined;
  const unknown = isUnknownKind ? null : unknownSubject(subjects, asked, values);
  // What the address names wrongly is never taken for something else.
  const subject =
    isUnknownKind || unknown !== null ? undefined : (subjects.find(({ id }) => id === named) ?? subjects[0]);
  return (
    <section class="block">
      <h2>{text.ask}</h2>
      <div class="fields wide-fields block-s">
        <ChoiceField<FileKind | ''>
          label={text.kind}
          name="kind"
          value={isUnknownKind ? '' : kind}
          choices={[
            ...(isUnknownKind ? [['', text.choose] as const] : []),
            ...kinds.map((one) => [one, text.kinds[one]] as const),
          ]}
          hint={isUnknownKind ? undefined : text.kindHints[kind]}
          error={isUnknownKind ? text.unknownKind(values.kind) : undefined}
          onChoose={(one) => set({ kind: one })}
        />
        {!isUnknownKind && (
          <SubjectField
            subjects={subjects}
            chosen={subject}
            error={unknown === null ? undefined : text.unknownSubject(unknown)}
            onChoose={set}
          />
        )}
        {subject && (
          <FileFields
            key={`${kind} ${subject.id}`}
            choices={choices}
            kind={kind}
            subject={subject}
            onAsked={onAsked}
          />
        )}
      </div>
    </section>
  );
}

/** Whether the address names a survey or campaign of which the kind can be had. */
const isOf = (choices: FileChoices, kind: FileKind, values: { survey: string; campaign: string }): boolean =>
  subjectsOf(choices, kind).some(({ id }) => id === values.survey || id === values.campaign);

/** What the address names and the list does not hold; null: nothing. A kind that is chosen forgets what it is not made of. */
function unknownSubject(
  subjects: readonly FileSubject[],
  kind: FileKind | undefined,
  { survey, campaign }: { readonly survey: string; readonly campaign: string },
): string | null {
  const own = 'over' in (subjects[0] ?? {}) ? survey : campaign;
  const named = kind === undefined ? survey || campaign : own;
  return named !== '' && !subjects.some(({ id }) => id === named) ? named : null;
}

interface SubjectFieldProps {
  readonly subjects: readonly FileSubject[];
  readonly chosen: FileSubject | undefined;
  readonly error: string | undefined;
  onChoose(change: { survey?: string; campaign?: string }): void;
}

function SubjectField({ subjects, chosen, error, onChoose }: SubjectFieldProps) {
  const { lang, words } = useLanguage();
  const { files: text } = words.staff;
  const isSurvey = 'over' in (subjects[0] ?? {});
  return (
    <ChoiceField
      label={isSurvey ? text.survey : text.campaign}
      name="subject"
      value={chosen?.id ?? ''}
      error={error}
      choices={[
        ...(chosen ? [] : [['', text.choose] as const]),
        ...subjects.map((one) => [one.id, say(one.title, lang)] as const),
      ]}
      onChoose={(id) => onChoose(isSurvey ? { survey: id, campaign: '' } : { campaign: id, survey: '' })}
    />
  );
}

interface FileFieldsProps {
  readonly choices: FileChoices;
  readonly kind: FileKind;
  readonly subject: FileSubject;
  onAsked(): void;
}

function FileFields({ choices, kind, subject, onAsked }: FileFieldsProps) {
  const { lang, words } = useLanguage();
  const { files: text } = words.staff;
  const flash = useFlash();
  const { busy, trouble, run } = useSend();
  const formats = formatsOf(choices, kind);
  const [format, setFormat] = useState<FileFormat>(formats[0] ?? 'csv');
  const [wanted, setWanted] = useState<Wanted>({ mark: true, lang, part: 'ranking', answers: false });
  const change = (more: Partial<Wanted>) => setWanted((before) => ({ ...before, ...more }));
  const hindered = hindrance(kind, subject);
  const make = () =>
    run(async () => {
      const of = 'over' in subject ? { survey: subject.id } : { campaign: subject.id };
      const file = await answerOf(dataFiles.files.$post({ json: { kind, format, ...of, options: wanted } }));
      flash({ text: text.asked(file.fileName) });
      onAsked();
    });
  return (
    <>
      {formats.length > 1 && (
        <ChoiceField
          label={text.format}
          name="format"
          value={format}
          choices={formats.map((one) => [one, text.formats[one]] as const)}
          hint={format === 'xlsx' && kind !== 'results' ? text.limit : undefined}
          onChoose={(one: FileFormat) => setFormat(one)}
        />
      )}
      {hasPart(kind, format) && (
        <ChoiceField
          label={text.part}
          name="part"
          value={wanted.part}
          choices={text.parts}
          onChoose={(part) => change({ part })}
        />
      )}
      {hasLanguage(kind, format) && (
        <ChoiceField
          label={text.language}
          name="lang"
          value={wanted.lang}
          choices={languages().map((one) => [one, languageName(one)] as const)}
          onChoose={(one) => change({ lang: one })}
        />
      )}
      {hasMark(kind, format) && (
        <Check
          label={text.mark}
          hint={text.markHint}
          checked={wanted.mark}
          onChange={(mark) => change({ mark })}
        />
      )}
      {kind === 'everything' && 'answers' in subject && subject.answers && (
        <Check
          label={text.withAnswers}
          checked={wanted.answers}
          onChange={(answers) => change({ answers })}
        />
      )}
      {hindered && (
        <Notice kind="info">
          <p>
            {'acceptsUntil' in subject
              ? text.notOver(formatDate(subject.acceptsUntil, lang))
              : text.notPublished}
          </p>
        </Notice>
      )}
      <TroubleNotice trouble={trouble} />
      <div class="toolbar">
        <button type="button" class="button" disabled={busy || hindered !== null} onClick={() => void make()}>
          {busy ? words.staff.working : text.make}
        </button>
      </div>
    </>
  );
}

interface Wanted {
  readonly mark: boolean;
  readonly lang: Lang;
  readonly part: 'ranking' | 'scores' | 'answers';
  readonly answers: boolean;
}
