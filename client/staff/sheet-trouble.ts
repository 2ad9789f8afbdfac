import { formatSerial } from '../../survey-forms/serial.ts';
import type { Place } from './trouble.ts';

/** `sheets.<serial>`: another sheet that stands in the way. */
export function ownerName({ field }: Place): string | undefined {
  return field.startsWith('sheets.') ? formatSerial(field.slice('sheets.'.length)) : undefined;
}
