/** A page with nothing but the part that prints a batch: what `print-sheets.test.ts` drives. */
import { render } from 'preact';
import { useState } from 'preact/hooks';
import { LanguageProvider } from '../../client/staff/language.tsx';
import { PrintSheets } from '../../client/staff/print-sheets.tsx';
import '../../client/style.css';
import '../../client/staff/staff.css';

function Page() {
  const [shown, setShown] = useState(true);
  return (
    <LanguageProvider>
      <main>
        <h1>Lô 014</h1>
        {shown && <PrintSheets campaign="thu-2026" batch={14} />}
        <button type="button" onClick={() => setShown(false)}>
          Rời đi
        </button>
      </main>
    </LanguageProvider>
  );
}

render(<Page />, document.body);
