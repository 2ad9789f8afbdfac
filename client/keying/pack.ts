/** What a clerk's computer holds of a batch in order to key one pass of it, as `GET /keying/batches/…` gives it. */
import type { Form, Text } from '../../survey-forms/form.ts';
import type { KeyedContent } from '../../survey-forms/keyed-content.ts';

export type Pass = 1 | 2;

/** Of this pass only, so that it says nothing of the other one; `other-pass-yours`: this clerk keyed the other. */
export type Standing = 'no' | 'by-you' | 'by-other' | 'other-pass-yours';

export interface PackSheet {
  readonly serial: string;
  readonly keyed: Standing;
}

/** Names one pass of one batch. */
export interface PackKey {
  readonly campaign: string;
  readonly batch: number;
  readonly pass: Pass;
}

export interface Pack extends PackKey {
  readonly survey: string;
  readonly title: Text;
  readonly postOffice: Text;
  /** Null for a form that rates many units. */
  readonly unit: Text | null;
  readonly respondentGroup: string;
  readonly form: Form;
  /** The units a matrix rates, in the order of the paper. */
  readonly units: readonly { readonly code: string; readonly name: Text }[];
  readonly sheets: readonly PackSheet[];
}

/** How far one pass of one batch is. */
export interface Progress {
  /** Sheets that wait for this pass. */
  readonly waiting: number;
  /** Of these, how many this clerk may key. */
  readonly forYou: number;
  /** Keyed in this pass, by whomever. */
  readonly keyed: number;
  readonly byYou: number;
}

/** The body of `POST /keying/sheets`: one sheet as it was keyed. */
export interface KeyedSheet extends KeyedContent, PackKey {
  readonly pass: Pass;
  /** Free text by question; pass 1 only. */
  readonly comments: Readonly<Record<string, string>>;
  readonly keystrokes: number;
  /** Seconds at work on it, pauses left out. */
  readonly seconds: number;
}

export const packId = ({ campaign, batch, pass }: PackKey): string => `${campaign} ${batch} ${pass}`;

/** One reading of one sheet: what a queue may hold once. */
export const sheetId = ({ campaign, serial, pass }: Pick<KeyedSheet, 'campaign' | 'serial' | 'pass'>) =>
  `${campaign} ${serial} ${pass}`;
