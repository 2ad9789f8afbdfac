import { say } from '../../survey-forms/form.ts';
import { dayOf, formatDate, formatInstant } from '../format.ts';
import { answerOf, type SigningKeys, signatures } from './api.ts';
import { useFlash } from './flash.ts';
import { useLanguage } from './language.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { ScrollBox } from './parts/scroll-box.tsx';
import { useSend } from './use-send.ts';

interface SigningKeyTableProps {
  readonly keys: SigningKeys['keys'];
  readonly provinces: SigningKeys['provinces'];
  onChanged(): void;
}

/** Registered keys; a retired one can be used again, so nobody is asked twice. */
export function SigningKeyTable({ keys, provinces, onChanged }: SigningKeyTableProps) {
  const { lang, words } = useLanguage();
  const { signatures: text } = words.staff;
  const flash = useFlash();
  const { busy, trouble, run } = useSend();
  const put = async (key: string, retired: boolean) => {
    await answerOf(signatures['signing-keys'][':key'].retirement.$put({ param: { key }, json: { retired } }));
    onChanged();
  };
  const change = ({ id, name }: SigningKeys['keys'][number], retired: boolean) =>
    run(async () => {
      await put(id, retired);
      const said = retired ? text.wasRetired(name) : text.usedAgain(name);
      flash({ text: said, undo: () => put(id, !retired) });
    });
  const remove = ({ id, name, province, publicKey }: SigningKeys['keys'][number]) =>
    run(async () => {
      await answerOf(signatures['signing-keys'][':key'].$delete({ param: { key: id }, json: {} }));
      onChanged();
      const undo = async () => {
        await answerOf(signatures['signing-keys'].$post({ json: { province, name, publicKey } }));
        onChanged();
      };
      flash({ text: text.removed(name), undo });
    });
  const placeOf = (code: string) => {
    const place = provinces.find((one) => one.code === code);
    return place ? say(place.name, lang) : code;
  };
  return (
    <>
      <TroubleNotice trouble={trouble} />
      <ScrollBox label={text.keys}>
        <table class="wrapping">
          <thead>
            <tr>
              <th scope="col">{text.name}</th>
              <th scope="col">{text.province}</th>
              <th scope="col">{text.fingerprint}</th>
              <th scope="col">{text.publicKey}</th>
              <th scope="col">{text.addedAt}</th>
              <th scope="col">{text.state}</th>
            </tr>
          </thead>
          <tbody>
            {keys.map((key) => (
              <tr key={key.id}>
                <th scope="row">{key.name}</th>
                <td>{placeOf(key.province)}</td>
                <td>
                  <code>{key.id}</code>
                </td>
                <td class="fingerprint">
                  <code>{key.publicKey}</code>
                </td>
                <td>{formatInstant(key.addedAt, lang)}</td>
                <td>
                  {key.retiredAt === null
                    ? text.active
                    : text.retired(formatDate(dayOf(key.retiredAt), lang))}{' '}
                  <button
                    type="button"
                    class="button quiet"
                    disabled={busy}
                    aria-label={`${key.retiredAt === null ? text.retire : text.again}: ${key.name}`}
                    onClick={() => void change(key, key.retiredAt === null)}
                  >
                    {key.retiredAt === null ? text.retire : text.again}
                  </button>
                  {!key.used && (
                    <button
                      type="button"
                      class="button quiet"
                      disabled={busy}
                      aria-label={`${text.remove}: ${key.name}`}
                      onClick={() => void remove(key)}
                    >
                      {text.remove}
                    </button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </>
  );
}
