import type { ReportContent } from './api.ts';
import { useLanguage } from './language.tsx';
import { ScrollBox } from './parts/scroll-box.tsx';

type Block = ReportContent['body'][number];
type Table = Extract<Block, { kind: 'table' }>['table'];

/** What the document says, in its order. It is in Vietnamese, whatever language the page is in. */
export function ReportPreview({ content }: { readonly content: ReportContent }) {
  const { words } = useLanguage();
  const { head, body, closing, annex } = content;
  return (
    <article class="report-preview" lang="vi">
      <div class="report-head">
        <p class="pre-lines">{[...head.parent, ...head.agency].join('\n')}</p>
        <p class="report-title pre-lines">{head.title.join('\n')}</p>
      </div>
      {body.map((block) => (
        <BlockView key={keyOf(block)} block={block} />
      ))}
      <div class="report-closing">
        <p class="pre-lines small">{closing.recipients.join('\n')}</p>
        <p class="pre-lines">{closing.signatory.join('\n')}</p>
      </div>
      <h3>{words.staff.reports.annex}</h3>
      <p class="report-title pre-lines">{[...annex.title, ...annex.attached].join('\n')}</p>
      {annex.tables.map((table) => (
        <TableView key={`annex ${table.caption}`} table={table} />
      ))}
    </article>
  );
}

/** Each stands once: headings and tables by their text, sentences by their part. */
function keyOf(block: Block): string {
  if (block.kind === 'table') return block.table.caption;
  return block.kind === 'heading' ? block.text : block.part;
}

function BlockView({ block }: { readonly block: Block }) {
  if (block.kind === 'table') return <TableView table={block.table} />;
  if (block.kind === 'heading') return <h3>{block.text}</h3>;
  return <p class="pre-lines">{block.paragraphs.join('\n')}</p>;
}

function TableView({ table: { caption, columns, rows, notes } }: { readonly table: Table }) {
  const cell = (at: number) => (columns[at]?.align === 'right' ? 'n' : undefined);
  return (
    <>
      <ScrollBox label={caption}>
        <table>
          <caption>{caption}</caption>
          <thead>
            <tr>
              {columns.map(({ title }, at) => (
                <th key={title} scope="col" class={cell(at)}>
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.join(' ')}>
                {row.map((text, at) => (
                  <td key={columns[at]?.title} class={cell(at)}>
                    {text}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      {notes.map((note) => (
        <p key={note} class="small muted">
          {note}
        </p>
      ))}
    </>
  );
}
