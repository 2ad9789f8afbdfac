/** Who is signed in, for every screen below. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Operation } from '../../server/access.ts';
import type { SignedIn } from './api.ts';

export interface Session {
  readonly account: SignedIn['account'];
  /** Operations held for at least one unit; the server decides each time anew. */
  readonly may: readonly string[];
  /** Those held for a whole province: a page about a province has nothing for anybody else. */
  readonly mayOfProvince: readonly string[];
  readonly sample: boolean;
  /** Asks the server again who is signed in. */
  refresh(): Promise<void>;
  signOut(): Promise<void>;
}

const NOBODY: Session = {
  account: { id: '', username: '', name: '', oneTime: false, disabled: false, grants: [] },
  may: [],
  mayOfProvince: [],
  sample: false,
  refresh: async () => {},
  signOut: async () => {},
};

export const SessionContext = createContext<Session>(NOBODY);

export const useSession = () => useContext(SessionContext);

/** Whether the account holds any of the operations; none asked for means everybody. */
export function mayAny(session: Session, operations: readonly Operation[]): boolean {
  return operations.length === 0 || operations.some((operation) => session.may.includes(operation));
}

/** The same, for a whole province. */
export function mayOfProvince(session: Session, operations: readonly Operation[]): boolean {
  return operations.some((operation) => session.mayOfProvince.includes(operation));
}
