import type { ComponentChildren } from 'preact';
import { type Words, wordsOf } from '../words/words-of.ts';
import { API_DOCUMENT, apiAddress, openDataYearAddress } from './addresses.ts';
import { Page, type PageContext } from './page.tsx';

export interface ReferenceExample {
  readonly title: string;
  /** What to type. */
  readonly command: string;
  readonly status: number;
  /** As text; null: an answer without one. */
  readonly body: string | null;
  /** The body shows a part of the answer. */
  readonly excerpt: boolean;
}

export interface ReferenceField {
  readonly name: string;
  readonly type: string;
  readonly text: string;
}

export interface ReferenceOperation {
  readonly id: string;
  /** "GET". */
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly description: string;
  readonly access: keyof Words['programs']['access'];
  /** Of a key; empty: any key. */
  readonly scopes: readonly string[];
  readonly parameters: readonly (ReferenceField & { readonly required: boolean })[];
  readonly fields: readonly ReferenceField[];
  readonly statuses: readonly { readonly status: string; readonly text: string }[];
  readonly examples: readonly ReferenceExample[];
}

export interface ReferencePageProps extends PageContext {
  readonly groups: readonly { readonly tag: string; readonly operations: readonly ReferenceOperation[] }[];
  readonly scopes: readonly { readonly scope: string; readonly routes: readonly string[] }[];
  /** Examples of what holds for all operations, by the part of the page they stand in. */
  readonly general: Readonly<
    Record<'key' | 'paging' | 'errors' | 'etag' | 'years', readonly ReferenceExample[]>
  >;
  readonly requestsPerMinute: number;
  /** A year that has publications; null: none yet. */
  readonly year: number | null;
}

type Programs = Words['programs'];

/** The reference of the API: words around it in both languages, the operations in English. Made of the API document. */
export function ReferencePage(props: ReferencePageProps) {
  const { groups, scopes, general, requestsPerMinute, year, ...context } = props;
  const { lang } = context;
  const { programs } = wordsOf(lang);
  return (
    <Page {...context} title={programs.title} path={apiAddress('vi')} current={null}>
      <h1>{programs.title}</h1>
      <p class="lead">{programs.lead}</p>
      <p>
        <a href={API_DOCUMENT}>{programs.document}</a>
      </p>
      <Part id="khoa" title={programs.keyTitle}>
        <p>{programs.key}</p>
        <p>{programs.keyLimits}</p>
        <p>
          <a href="/quan-tri/khoa-api">{programs.toKeys}</a>
        </p>
        <Examples examples={general.key} programs={programs} />
        <Scopes scopes={scopes} programs={programs} />
      </Part>
      <Part id="so-lieu" title={programs.numbersTitle}>
        <p>{programs.numbers}</p>
      </Part>
      <Part id="trang" title={programs.pagingTitle}>
        <p>{programs.paging}</p>
        <Examples examples={general.paging} programs={programs} />
      </Part>
      <Part id="loi" title={programs.errorsTitle}>
        <p>{programs.errors}</p>
        <Examples examples={general.errors} programs={programs} />
      </Part>
      <Part id="hoi-lai" title={programs.etagTitle}>
        <p>{programs.etag}</p>
        <Examples examples={general.etag} programs={programs} />
      </Part>
      <Part id="gioi-han" title={programs.rateTitle}>
        <p>{programs.rate(requestsPerMinute)}</p>
      </Part>
      <Part id="theo-nam" title={programs.yearsTitle}>
        <p>{programs.years}</p>
        {year !== null && (
          <p>
            <a href={openDataYearAddress(year)}>{openDataYearAddress(year)}</a>
          </p>
        )}
        <Examples examples={general.years} programs={programs} />
      </Part>
      <h2 id="cac-lenh">{programs.operations}</h2>
      <nav aria-label={programs.contents}>
        <ul lang="en">
          {groups.map(({ tag }) => (
            <li key={tag}>
              <a href={`#${anchorOf(tag)}`}>{tag}</a>
            </li>
          ))}
        </ul>
      </nav>
      {groups.map(({ tag, operations }) => (
        <section key={tag} class="block" id={anchorOf(tag)} aria-labelledby={`${anchorOf(tag)}-title`}>
          <h3 id={`${anchorOf(tag)}-title`} lang="en">
            {tag}
          </h3>
          {operations.map((operation) => (
            <OperationView key={operation.id} operation={operation} programs={programs} />
          ))}
        </section>
      ))}
    </Page>
  );
}

const anchorOf = (tag: string): string => tag.toLowerCase().replace(/[^a-z]+/g, '-');

interface PartProps {
  readonly id: string;
  readonly title: string;
  readonly children: ComponentChildren;
}

function Part({ id, title, children }: PartProps) {
  return (
    <section class="block rules" id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      {children}
    </section>
  );
}

function Scopes({ scopes, programs }: Pick<ReferencePageProps, 'scopes'> & { readonly programs: Programs }) {
  return (
    <table class="wrapping">
      <caption>{programs.scopesTitle}</caption>
      <thead>
        <tr>
          <th scope="col">{programs.scope}</th>
          <th scope="col">{programs.reaches}</th>
        </tr>
      </thead>
      <tbody>
        {scopes.map(({ scope, routes }) => (
          <tr key={scope}>
            <th scope="row">
              <code class="hash">{scope}</code>
            </th>
            <td>
              {routes.map((route) => (
                <code key={route} class="under hash">
                  {route}
                </code>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface OperationViewProps {
  readonly operation: ReferenceOperation;
  readonly programs: Programs;
}

/** Open where a program can ask; what only pages of this server use is closed. */
function OperationView({ operation, programs }: OperationViewProps) {
  const { id, method, path, summary, description, access, scopes } = operation;
  const isForPrograms = access === 'open' || access === 'key';
  return (
    <details class="operation" id={id} open={isForPrograms}>
      <summary>
        <code>
          {method} {path}
        </code>{' '}
        <span lang="en">{summary}</span>
      </summary>
      <p class="small muted">
        {programs.access[access]}
        {access === 'key' && ` · ${scopes.length > 0 ? programs.scopes(scopes.join(', ')) : programs.anyKey}`}
      </p>
      {description && <p lang="en">{description}</p>}
      <Fields title={programs.parameters} fields={operation.parameters} programs={programs} />
      {isForPrograms && <Fields title={programs.fields} fields={operation.fields} programs={programs} />}
      <h4>{programs.statuses}</h4>
      <ul lang="en">
        {operation.statuses.map(({ status, text }) => (
          <li key={status}>
            <b>{status}</b> {text}
          </li>
        ))}
      </ul>
      <Examples examples={operation.examples} programs={programs} />
    </details>
  );
}

interface FieldsProps {
  readonly title: string;
  readonly fields: readonly (ReferenceField & { readonly required?: boolean })[];
  readonly programs: Programs;
}

function Fields({ title, fields, programs }: FieldsProps) {
  if (fields.length === 0) return null;
  return (
    <>
      <h4>{title}</h4>
      <ul class="small">
        {fields.map(({ name, type, text, required }) => (
          <li key={name}>
            <code>{name}</code> <span class="muted">{type}</span>
            {required && ` · ${programs.required}`}
            {text && <span lang="en"> – {text}</span>}
          </li>
        ))}
      </ul>
    </>
  );
}

interface ExamplesProps {
  readonly examples: readonly ReferenceExample[];
  readonly programs: Programs;
}

function Examples({ examples, programs }: ExamplesProps) {
  return (
    <>
      {examples.map(({ title, command, status, body, excerpt }) => (
        <figure key={title} class="example">
          <figcaption>
            {programs.example}: <span lang="en">{title}</span>
          </figcaption>
          <pre>
            <code>{command}</code>
          </pre>
          <pre>
            <code>{body === null ? String(status) : `${status}\n${body}`}</code>
          </pre>
          {excerpt && <p class="small muted">{programs.excerpt}</p>}
        </figure>
      ))}
    </>
  );
}
