/** A vault at work: its counts, the sender behind it, and whether the server knows who is signed in. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { type Sync, startSync } from '../form/browser-sync.ts';
import { postSheet } from './keying-server.ts';
import type { Vault } from './opened-vault.ts';

export interface VaultAtWork {
  readonly waiting: number;
  readonly refused: number;
  /** Nobody is signed in, or somebody else: nothing is sent until the clerk gives the password again. */
  readonly signedOut: boolean;
  /** Grows with every change that others made. */
  readonly turn: number;
  /** A sheet was kept here, or sheets were removed: tells the other tabs, and sends. */
  changed(): Promise<void>;
  signedIn(): void;
  /** The server knows nobody, or somebody else. */
  signOut(): void;
}

const CHANNEL = 'thuoc-do-keying';

export function useVault(vault: Vault): VaultAtWork {
  const [counts, setCounts] = useState({ waiting: 0, refused: 0 });
  const [signedOut, setSignedOut] = useState(false);
  const [turn, setTurn] = useState(0);
  const sync = useRef<Sync | null>(null);
  const closed = useRef(false);
  const others = useRef<BroadcastChannel | null>(null);

  const count = async () => {
    const states = [...(await vault.states()).values()];
    const of = (wanted: string) => states.filter((state) => state === wanted).length;
    setCounts({ waiting: of('waiting'), refused: of('refused') });
  };
  const heard = () => {
    setTurn((before) => before + 1);
    void count();
  };
  const post = postSheet(vault.clerk.id, () => setSignedOut(true));
  useEffect(() => {
    closed.current = false;
    void count();
    others.current = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(CHANNEL);
    others.current?.addEventListener('message', () => {
      vault.forgetStates();
      heard();
    });
    sync.current = startSync(
      {
        outbox: vault.outbox,
        post: async (body) => {
          // A round under way ends with the vault: what is locked is not sent.
          if (closed.current) throw new Error('the vault is locked');
          return post(body);
        },
        onSettled: ({ id, outcome }) => vault.learn(id, outcome.kind === 'received' ? 'sent' : 'refused'),
        onChange: heard,
      },
      `keying ${vault.id}`,
    );
    return () => {
      closed.current = true;
      sync.current?.stop();
      others.current?.close();
    };
  }, [vault]);

  return {
    ...counts,
    signedOut,
    turn,
    changed: () => {
      others.current?.postMessage('changed');
      sync.current?.wake();
      return count();
    },
    signOut: () => setSignedOut(true),
    signedIn: () => {
      setSignedOut(false);
      sync.current?.wake();
    },
  };
}
