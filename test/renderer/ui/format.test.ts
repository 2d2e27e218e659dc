import { describe, expect, it } from 'vitest';
import { createFormat } from '../../../renderer/ui/format.ts';

const english = createFormat('en');
const now = Date.UTC(2026, 10, 21, 12);
const fromNow = (seconds: number) => new Date(now + seconds * 1000).toISOString();

describe('relative times', () => {
  it.each([
    [54 * 60, 'in 54 min.'],
    [54 * 60 + 59, 'in 54 min.'],
    [3600, 'in 1 hr.'],
    [59, 'in 59 sec.'],
    [-7200, '2 hr. ago'],
    [86_400 * 1.5, 'tomorrow'],
    [86_400 * 12, 'in 12 days'],
    [86_400 * 90, 'in 3 mo.'],
    [0, 'now'],
  ])('%i s from now is “%s”', (seconds, text) => {
    expect(english.relative(fromNow(seconds), now)).toBe(text);
  });

  it('speak the chosen language', () => {
    expect(createFormat('fr').relative(fromNow(54 * 60), now)).toMatch(/^dans 54\smin$/);
    expect(createFormat('ko').relative(fromNow(54 * 60), now)).toContain('54');
    expect(createFormat('ko').relative(fromNow(54 * 60), now)).not.toBe('in 54 min.');
  });
});

describe('durations', () => {
  it.each([
    [0, '0 ms'],
    [12.4, '12 ms'],
    [999, '999 ms'],
    [999.6, '1 sec'],
    [1203, '1.2 sec'],
    [30_000, '30 sec'],
  ])('%d ms reads %s', (ms, text) => {
    expect(english.duration(ms)).toBe(text);
  });
});

describe('the countdown', () => {
  it.each([
    [300_000, '5:00'],
    [299_001, '5:00'],
    [61_000, '1:01'],
    [900, '0:01'],
    [-5000, '0:00'],
  ])('%i ms before the end shows %s', (ms, text) => {
    expect(english.countdown(ms)).toBe(text);
  });
});

describe('sizes and dates', () => {
  it.each([
    [999, '999 bytes'],
    [2381, '2.4 kB'],
    [5_000_000, '5 MB'],
  ])('%i bytes read %s', (bytes, text) => {
    expect(english.size(bytes)).toBe(text);
  });

  it('keep a date on its day, whatever the time zone', () => {
    expect(english.date('2026-03-01')).toBe('Mar 1, 2026');
  });
});
