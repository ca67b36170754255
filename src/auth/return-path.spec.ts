import { describe, expect, it } from 'vitest';
import { safeReturnPath } from './return-path.js';

describe('the path to go to after sign-in', () => {
  it.each(['/', '/approvals/CR-2026-000001-A1?tab=facts#top', '/go/approvals/CR-2026-000001-A1?to=tasklist'])(
    'is %s as given',
    (path) => {
      expect(safeReturnPath(path)).toBe(path);
    },
  );

  it.each([
    undefined,
    ['/a', '/b'],
    '',
    'approvals',
    'https://attacker.example/',
    'javascript:alert(1)',
    '@attacker.example/',
    '//attacker.example/',
    '///attacker.example/',
    '/\\attacker.example/',
    '/\t/attacker.example/',
    '/\n/attacker.example/',
    '/.//attacker.example/',
    '/x/..//attacker.example/',
    '/%2e//attacker.example/',
  ])('is the start page for %j, which leads or could lead elsewhere', (given) => {
    expect(safeReturnPath(given)).toBe('/');
  });

  it('is the start page for the sign-in itself, which would never end', () => {
    expect(safeReturnPath('/auth/login?returnTo=/auth/login')).toBe('/');
  });
});
