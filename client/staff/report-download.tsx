import { useState } from 'preact/hooks';
import { reports } from './api.ts';
import { saveFile } from './csv.ts';
import { useLanguage } from './language.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import type { AskedReport } from './report-screen.tsx';
import { useSend } from './use-send.ts';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** Fetches the document and saves it; trouble is told here, not by a page of the server. */
export function ReportDownload({ asked }: { readonly asked: AskedReport }) {
  const { words } = useLanguage();
  const { reports: text } = words.staff;
  const { busy, trouble, run } = useSend();
  const [said, setSaid] = useState('');
  const download = () =>
    run(async () => {
      setSaid('');
      const { campaign, revision, compared } = asked;
      const address = reports.reports[':campaign'][':revision']['bao-cao.docx'];
      const response = await address.$get({
        param: { campaign, revision: String(revision) },
        query: compared === '' ? {} : { compared },
      });
      const name = `bao-cao-${campaign}-${revision}.docx`;
      saveFile(name, await response.blob(), DOCX);
      setSaid(text.downloaded(name));
    });
  return (
    <>
      <TroubleNotice trouble={trouble} fields={{ compared: text.compared, revision: text.revision }} />
      <div class="toolbar">
        <button type="button" class="button" disabled={busy} onClick={() => void download()}>
          {busy ? words.staff.working : text.download}
        </button>
      </div>
      <p role="status" class="small">
        {said}
      </p>
    </>
  );
}
