/** What the browser loads at `/nhap-phieu`: draws the keying page, and keeps it for days without a network. */
import { render } from 'preact';
import { registerWorker } from '../form/background.ts';
import { keepPage } from '../kiosk/keep-page.ts';
import { keyingAddress } from '../public/addresses.ts';
import { LanguageProvider } from '../staff/language.tsx';
import { KeyingApp } from './keying-app.tsx';

const place = document.getElementById('app');
if (place) {
  const start = document.documentElement.lang === 'en' ? 'en' : 'vi';
  render(
    <LanguageProvider start={start}>
      <KeyingApp sample={place.dataset.sample === 'yes'} />
    </LanguageProvider>,
    place,
  );
}
registerWorker();
// Sheets wait here for days: the browser is asked never to throw them away for want of room.
void navigator.storage?.persist?.().catch(() => false);
void keepPage([keyingAddress('vi'), keyingAddress('en')]);
