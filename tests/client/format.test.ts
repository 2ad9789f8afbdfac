import { describe, expect, it } from 'vitest';
import {
  dayOf,
  formatCount,
  formatDate,
  formatDecimal,
  formatDifference,
  formatInstant,
  formatPercent,
  formatShare,
  formatShort,
  formatUnrounded,
} from '../../client/format.ts';

const SPACE = '\u00a0';

describe('Vietnamese notation', () => {
  it('writes a comma for decimals and a point for thousands', () => {
    expect(formatDecimal('84.68919', 2, 'vi')).toBe('84,69');
    expect(formatDecimal('1234567.5', 2, 'vi')).toBe('1.234.567,50');
    expect(formatCount(1135, 'vi')).toBe('1.135');
    expect(formatCount(999, 'vi')).toBe('999');
  });

  it('puts a space that does not break before the percent sign', () => {
    expect(formatPercent('82.08', 'vi')).toBe(`82,08${SPACE}%`);
    expect(formatPercent('86.4', 'vi', 1)).toBe(`86,4${SPACE}%`);
    expect(formatShare('0.8707', 'vi')).toBe(`87,07${SPACE}%`);
  });

  it('writes days as dd/mm/yyyy', () => {
    expect(formatDate('2026-11-20', 'vi')).toBe('20/11/2026');
    expect(formatDate('2026-03-05', 'vi')).toBe('05/03/2026');
  });
});

describe('English notation', () => {
  it('writes a point for decimals and a comma for thousands', () => {
    expect(formatDecimal('1234.565', 2, 'en')).toBe('1,234.57');
    expect(formatCount(1135, 'en')).toBe('1,135');
    expect(formatPercent('84.69', 'en')).toBe(`84.69${SPACE}%`);
  });

  it('names the month', () => {
    expect(formatDate('2026-11-20', 'en')).toBe('20 Nov 2026');
    expect(formatDate('2026-03-05', 'en')).toBe('5 Mar 2026');
  });
});

describe('numbers', () => {
  it('drops zeros at the end only where asked', () => {
    expect(formatShort('98.00', 2, 'vi')).toBe('98');
    expect(formatShort('100', 2, 'vi')).toBe('100');
    expect(formatShort('1.50', 2, 'vi')).toBe('1,5');
    expect(formatShort('84.68919', 5, 'vi')).toBe('84,68919');
  });

  it('cuts off what has no room and says so, never rounding', () => {
    expect(formatUnrounded('72.196078999', 'vi')).toBe('72,196078…');
    expect(formatUnrounded('80.05', 'vi')).toBe('80,05');
  });

  it('writes a difference with its sign', () => {
    expect(formatDifference('1.00', 'vi')).toBe('+1,00');
    expect(formatDifference('-0.5', 'vi')).toBe('−0,5');
    expect(formatDifference('0.00', 'vi')).toBe('0,00');
  });

  it('shows no minus before a zero', () => {
    expect(formatDecimal('-0.001', 2, 'vi')).toBe('0,00');
  });
});

describe('instants', () => {
  it('are shown in Asia/Ho_Chi_Minh: an evening in UTC is the next day there', () => {
    expect(dayOf('2026-11-19T18:30:00Z')).toBe('2026-11-20');
    expect(dayOf('2026-11-19T16:59:59Z')).toBe('2026-11-19');
    expect(formatInstant('2026-11-20T07:05:00Z', 'vi')).toBe('20/11/2026 14:05');
    expect(formatInstant('2026-11-19T17:00:00Z', 'en')).toBe('20 Nov 2026, 00:00');
  });
});
