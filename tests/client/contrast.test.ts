import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const sheet = readFileSync(new URL('../../client/tokens.css', import.meta.url), 'utf8');
const colours = new Map(
  [...sheet.matchAll(/--([\w-]+):\s*#([0-9a-f]{6});/g)].map(([, name = '', hex = '']) => [name, hex]),
);

/** Relative luminance of sRGB, WCAG 2. */
function luminance(name: string): number {
  const hex = colours.get(name);
  if (!hex) throw new Error(`no colour ${name}`);
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(text: string, ground: string): number {
  const [light = 0, dark = 0] = [luminance(text), luminance(ground)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

describe('contrast of text on its ground', () => {
  it.each([
    ['ink', 'paper'],
    ['ink', 'brand-wash'],
    ['ink', 'wash'],
    ['ink', 'good-wash'],
    ['brand-strong', 'good-wash'],
    ['muted', 'paper'],
    ['muted', 'wash'],
    ['brand', 'paper'],
    ['brand-strong', 'brand-wash'],
    ['on-brand', 'brand'],
    ['on-brand', 'brand-strong'],
    ['bad', 'paper'],
    ['warn', 'warn-wash'],
    ['ink', 'bad-wash'],
    ['ink', 'warn-wash'],
    ['ink', 'info-wash'],
    ['brand-strong', 'warn-wash'],
    ['brand-strong', 'bad-wash'],
  ])('%s on %s is at least 7, as the form and the keying screen need it', (text, ground) => {
    expect(contrast(text, ground)).toBeGreaterThanOrEqual(7);
  });

  it.each([
    ['good', 'paper'],
    ['good', 'good-wash'],
    ['warn', 'paper'],
    ['bad', 'bad-wash'],
    ['info', 'paper'],
    ['info', 'info-wash'],
    ['brand', 'brand-wash'],
    ['brand', 'wash'],
  ])('%s on %s is at least 4.5', (text, ground) => {
    expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5);
  });

  it('edges of controls are at least 3, on paper and beside it', () => {
    expect(contrast('edge', 'paper')).toBeGreaterThanOrEqual(3);
    expect(contrast('edge', 'wash')).toBeGreaterThanOrEqual(3);
  });
});
