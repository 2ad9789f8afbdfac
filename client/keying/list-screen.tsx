import { say } from '../../survey-forms/form.ts';
import { formatCount } from '../format.ts';
import { useLanguage } from '../staff/language.tsx';
import { Notice, TroubleNotice } from '../staff/parts/notice.tsx';
import { Screen } from '../staff/parts/screen.tsx';
import { fill } from '../words/fill.ts';
import type { Draft, KeptPack, Vault } from './opened-vault.ts';
import { RefusedList } from './refused-list.tsx';
import { batchNumber } from './shown-value.ts';
import type { Batches } from './use-batches.ts';
import type { VaultAtWork } from './use-vault.ts';
import { VaultList } from './vault-list.tsx';
import type { VaultStore } from './vault-store.ts';

interface ListScreenProps {
  readonly vault: Vault;
  readonly store: VaultStore | null;
  readonly atWork: VaultAtWork;
  readonly batches: Batches;
  onOpen(kept: KeptPack): void;
  onAgain(sheet: Draft): void;
  onProof(): void;
}

/** What the clerk may key, pass by pass, and what became of what was keyed here. */
export function ListScreen({ vault, store, atWork, batches, onOpen, onAgain, onProof }: ListScreenProps) {
  const { lang, words } = useLanguage();
  const { keying } = words;
  const { kept, fetching, trouble } = batches;
  const offline = trouble?.code === 'unreachable' || trouble?.code === 'unreadable';
  return (
    <Screen
      title={keying.listTitle}
      actions={
        <>
          <button
            type="button"
            class="button quiet"
            onClick={() => void batches.refresh()}
            disabled={fetching !== null}
          >
            {keying.refresh}
          </button>
          <button type="button" class="button quiet" onClick={onProof}>
            {keying.proofTitle}
          </button>
        </>
      }
    >
      <p class="muted">{fill(keying.greeting, { name: vault.clerk.name })}</p>
      {offline && <Notice kind="info">{keying.offline}</Notice>}
      {!offline && trouble?.code !== 'not-signed-in' && <TroubleNotice trouble={trouble} focus={false} />}
      {!vault.lasting && <Notice kind="warn">{keying.keepsNothing}</Notice>}
      <p role="status" class="muted">
        {fetching
          ? fill(keying.fetching, { done: fetching.done, of: fetching.of })
          : fill(keying.counts, {
              waiting: formatCount(atWork.waiting, lang),
              refused: formatCount(atWork.refused, lang),
            })}
      </p>
      {kept === null || (kept.length === 0 && fetching !== null) ? (
        <div class="loading" aria-hidden="true" />
      ) : (
        <BatchTable kept={kept} onOpen={onOpen} />
      )}
      {store && <VaultList store={store} only={vault.id} turn={atWork.waiting + atWork.refused} />}
      <RefusedList vault={vault} turn={atWork.turn} onAgain={onAgain} onChange={atWork.changed} />
    </Screen>
  );
}

interface BatchTableProps {
  readonly kept: readonly KeptPack[];
  onOpen(kept: KeptPack): void;
}

function BatchTable({ kept, onOpen }: BatchTableProps) {
  const { lang, words } = useLanguage();
  const { keying } = words;
  if (kept.length === 0) return <p class="empty">{keying.noBatches}</p>;
  return (
    <ul class="batches">
      {kept.map((one) => {
        const { pack, progress } = one;
        const total = progress.keyed + progress.waiting;
        const name = `${fill(keying.batch, { batch: batchNumber(pack.batch) })} · ${fill(keying.pass, { pass: pack.pass })}`;
        return (
          <li key={`${pack.campaign} ${pack.batch} ${pack.pass}`} class="batch">
            <div>
              <h2>{name}</h2>
              <p>
                {say(pack.postOffice, lang)}
                {pack.unit && ` · ${say(pack.unit, lang)}`}
              </p>
              <p class="muted">{say(pack.title, lang)}</p>
            </div>
            <div>
              <progress value={progress.keyed} max={Math.max(total, 1)} aria-label={name} />
              <p class="small">
                {fill(keying.progress, {
                  keyed: formatCount(progress.keyed, lang),
                  total: formatCount(total, lang),
                  yours: formatCount(progress.byYou, lang),
                })}
              </p>
            </div>
            {progress.forYou > 0 ? (
              <button type="button" class="button" onClick={() => onOpen(one)}>
                {fill(keying.open, { count: formatCount(progress.forYou, lang) })}
              </button>
            ) : (
              <p class="muted small">{progress.waiting > 0 ? keying.notForYou : keying.allKeyed}</p>
            )}
          </li>
        );
      })}
    </ul>
  );
}
