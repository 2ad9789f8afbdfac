/**
 * Inputs that cannot be computed honestly: a score above its maximum, two scores for one cell, a question the form does
 * not have. Nothing is corrected silently (domain §9.2); the culprits are named so that a person can.
 */
export class Uncomputable extends Error {
  /** Code of the unit, where the fault belongs to one. */
  readonly unit: string | null;
  /** Code of the criterion, where the fault belongs to one. */
  readonly criterion: string | null;

  constructor(reason: string, culprit: { unit?: string | null; criterion?: string | null } = {}) {
    const { unit = null, criterion = null } = culprit;
    const where = [unit && `unit ${unit}`, criterion && `criterion ${criterion}`].filter(Boolean).join(', ');
    super(where ? `${where}: ${reason}` : reason);
    this.name = 'Uncomputable';
    this.unit = unit;
    this.criterion = criterion;
  }
}
