import { useState } from 'preact/hooks';
import { say } from '../../survey-forms/form.ts';
import { frameworkScreen } from './addresses.ts';
import { answerOf, type FrameworkList, type FrameworkVersion, frameworks } from './api.ts';
import { FrameworkDialog } from './framework-dialog.tsx';
import { useLanguage } from './language.tsx';
import { Loaded } from './parts/loaded.tsx';
import { Screen } from './parts/screen.tsx';
import { useLoad } from './use-load.ts';

/** Framework versions, the newest of each first: drafts, those that can be used, and those that are locked. */
export function FrameworksScreen() {
  const { words } = useLanguage();
  const { frameworks: text } = words.staff;
  const [making, setMaking] = useState(false);
  const load = useLoad('frameworks', () => answerOf(frameworks.frameworks.$get()));
  const mayMake = (load.data?.owners.length ?? 0) > 0;
  const actions = mayMake && (
    <button type="button" class="button" onClick={() => setMaking(true)}>
      {text.create}
    </button>
  );
  return (
    <Screen title={text.title} actions={actions}>
      <Loaded load={load}>
        {(list) => (
          <>
            {list.frameworks.length === 0 ? (
              <p class="empty">{mayMake ? text.none : text.noneRead}</p>
            ) : (
              <VersionTable list={list} />
            )}
            {making && <FrameworkDialog list={list} onClose={() => setMaking(false)} />}
          </>
        )}
      </Loaded>
    </Screen>
  );
}

/** Draft, usable or locked, as a word with a tint. */
export function StateTag({ version }: { readonly version: Pick<FrameworkVersion, 'locked' | 'faults'> }) {
  const { words } = useLanguage();
  const { states, stateHints } = words.staff.frameworks;
  const state = version.locked ? 'locked' : version.faults > 0 ? 'draft' : 'ready';
  const tint = { draft: 'state-accepting', ready: 'state-open', locked: 'state-over' }[state];
  return (
    <span class={`tag ${tint}`} title={stateHints[state]}>
      {states[state]}
    </span>
  );
}

function VersionTable({ list }: { readonly list: FrameworkList }) {
  const { words } = useLanguage();
  const { frameworks: text } = words.staff;
  return (
    <table class="block-s">
      <thead>
        <tr>
          <th scope="col">{text.name}</th>
          <th scope="col">{text.state}</th>
          <th scope="col" class="wide">
            {text.usedBy}
          </th>
        </tr>
      </thead>
      <tbody>
        {list.frameworks.map((version) => (
          <VersionRow key={`${version.id} ${version.version}`} version={version} owners={list.owners} />
        ))}
      </tbody>
    </table>
  );
}

interface VersionRowProps {
  readonly version: FrameworkVersion;
  readonly owners: FrameworkList['owners'];
}

function VersionRow({ version, owners }: VersionRowProps) {
  const { lang, words } = useLanguage();
  const { frameworks: text, sampleTag } = words.staff;
  const { id, version: number, title, leaves, faults, province, campaigns, sample } = version;
  const owner = owners.find((one) => one.province === province)?.name;
  const uses = campaigns.map((campaign) => (
    <span key={campaign.id} class="under small">
      {say(campaign.title, lang)}
    </span>
  ));
  return (
    <tr>
      <th scope="row">
        <a href={frameworkScreen(id, number)}>{say(title, lang) || id}</a>{' '}
        {sample && <span class="tag mid">{sampleTag}</span>}
        <span class="under small muted">
          {id} · {text.version(number)} · {text.leaves(leaves)} ·{' '}
          {province === null ? text.ofAll : text.of(owner ? say(owner, lang) : province)}
        </span>
        <span class="narrow">{uses}</span>
      </th>
      <td>
        <StateTag version={version} />
        {faults > 0 && <span class="under small">{text.faults(faults)}</span>}
      </td>
      <td class="wide">{uses.length > 0 ? uses : <span class="muted small">{text.unused}</span>}</td>
    </tr>
  );
}
