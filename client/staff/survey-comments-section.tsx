import { useState } from 'preact/hooks';
import { say, type Text } from '../../survey-forms/form.ts';
import { type Arrivals, answerOf, type Comments, surveyResults } from './api.ts';
import { FoundText } from './found-text.tsx';
import { useLanguage } from './language.tsx';
import { Loaded } from './parts/loaded.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { TextInput } from './parts/text-input.tsx';
import { useLoad } from './use-load.ts';
import { useSend } from './use-send.ts';

interface CommentsSectionProps {
  readonly survey: string;
  readonly units: Arrivals['units'];
  /** '' for all. */
  readonly unit: string;
  readonly search: string;
  onSearch(search: string): void;
}

/** Text answers as far as they were released, in batches (decision 21), and search in them. */
export function CommentsSection({ survey, units, unit, search, onSearch }: CommentsSectionProps) {
  const { words } = useLanguage();
  const { comments: text } = words.staff.results;
  const ask = (cursor?: string) => {
    const query = { ...(unit && { unit }), ...(search && { search }), ...(cursor && { cursor }) };
    return answerOf(surveyResults.surveys[':survey'].comments.$get({ param: { survey }, query }));
  };
  const load = useLoad<Comments>(JSON.stringify([survey, unit, search]), () => ask());
  return (
    <section class="block comments">
      <h2>{text.title}</h2>
      <Loaded load={load}>
        {(first) => (
          <>
            <p class="small muted">{text.lead(first.batches, first.waiting)}</p>
            {first.batches === 0 ? (
              <div class="empty">
                <p>{text.none}</p>
                <p class="muted">{text.noneNext}</p>
              </div>
            ) : (
              <>
                <SearchForm key={search} search={search} onSearch={onSearch} />
                <CommentList
                  key={`${unit} ${search}`}
                  first={first}
                  units={units}
                  search={search}
                  ask={ask}
                />
              </>
            )}
          </>
        )}
      </Loaded>
    </section>
  );
}

interface SearchFormProps {
  readonly search: string;
  onSearch(search: string): void;
}

function SearchForm({ search, onSearch }: SearchFormProps) {
  const { words } = useLanguage();
  const { comments: text } = words.staff.results;
  const [typed, setTyped] = useState(search);
  return (
    <form
      class="search-form"
      onSubmit={(event) => {
        event.preventDefault();
        onSearch(typed.trim());
      }}
    >
      <TextInput label={text.search} hint={text.searchHint} name="search" value={typed} onInput={setTyped} />
      <button type="submit" class="button quiet">
        {text.find}
      </button>
    </form>
  );
}

interface CommentListProps {
  readonly first: Comments;
  readonly units: Arrivals['units'];
  readonly search: string;
  ask(cursor: string): Promise<Comments>;
}

/** The first page, and further ones as they are asked for. */
function CommentList({ first, units, search, ask }: CommentListProps) {
  const { words } = useLanguage();
  const { comments: text } = words.staff.results;
  const [further, setFurther] = useState<readonly Comments[]>([]);
  const { busy, trouble, run } = useSend();
  const pages = [first, ...further];
  const shown = pages.flatMap(({ comments }) => comments);
  const next = pages.at(-1)?.next ?? null;
  const more = (cursor: string) =>
    run(async () => {
      const page = await ask(cursor);
      setFurther((before) => [...before, page]);
    });
  return (
    <>
      <p role="status">
        {shown.length === 0 && search !== ''
          ? text.notFound(search)
          : text.found(shown.length, next !== null)}
      </p>
      <ul class="comment-list">
        {shown.map((comment) => (
          <CommentItem
            key={comment.id}
            comment={comment}
            unit={units.find(({ code }) => code === comment.unit)?.name}
            question={
              // Said once each where there are several; one alone is what they all answer.
              first.questions.length > 1
                ? first.questions.find(({ question }) => question === comment.question)?.text
                : undefined
            }
            search={search}
          />
        ))}
      </ul>
      <TroubleNotice trouble={trouble} />
      {next !== null && (
        <button type="button" class="button quiet" disabled={busy} onClick={() => void more(next)}>
          {busy ? words.staff.working : text.more}
        </button>
      )}
    </>
  );
}

interface CommentItemProps {
  readonly comment: Comments['comments'][number];
  /** Absent for a form that rates many units. */
  readonly unit: Text | undefined;
  readonly question: Text | undefined;
  readonly search: string;
}

function CommentItem({ comment, unit, question, search }: CommentItemProps) {
  const { lang, words } = useLanguage();
  const { comments: text } = words.staff.results;
  const [year = '', month = ''] = comment.month.split('-');
  return (
    <li>
      <blockquote>
        <FoundText text={comment.text} search={search} />
      </blockquote>
      <p class="small muted">
        {[unit && say(unit, lang), text.month(`${month}/${year}`), question && say(question, lang)]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </li>
  );
}
