import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { staleReason } from '../../stack/bootstrap/dependencies.mjs';
import { findNode } from '../../stack/bootstrap/node-24.mjs';

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'countersign-bootstrap-'));
  mkdirSync(path.join(root, 'node_modules'));
  lock({ '': { version: '1.0.0' }, ...express('5.3.0'), ...other });
});
afterEach(() => rmSync(root, { recursive: true }));

const express = (version: string) => ({ 'node_modules/express': { version } });
const other = { 'node_modules/node-linux-riscv': { version: '24.0.0', optional: true } };
const lock = (packages: object) => writeFileSync(path.join(root, 'package-lock.json'), JSON.stringify({ packages }));
/** npm writes this file when an installation has succeeded. */
const installed = (packages: object) =>
  writeFileSync(path.join(root, 'node_modules', '.package-lock.json'), JSON.stringify({ packages }));

describe('the check of the dependencies', () => {
  it('wants an installation on a fresh clone and after an interrupted one', () => {
    expect(staleReason(root)).toBe('not installed yet');
  });

  it('is content with what package-lock.json names, less the optional packages of other platforms', () => {
    installed(express('5.3.0'));
    expect(staleReason(root)).toBeUndefined();
  });

  it('wants an installation when a version changed', () => {
    installed({ ...express('5.2.0'), ...other });
    expect(staleReason(root)).toBe('express changed');
  });

  it('wants an installation when a package was added, also inside of another', () => {
    installed(express('5.3.0'));
    lock({ ...express('5.3.0'), 'node_modules/express/node_modules/qs': { version: '6.0.0' } });
    expect(staleReason(root)).toBe('qs changed');
  });
});

describe('the choice of Node', () => {
  it('prefers the one that was installed with the dependencies', () => {
    mkdirSync(path.join(root, 'node_modules', '.bin'));
    writeFileSync(path.join(root, 'node_modules', '.bin', 'node'), '');
    expect(findNode(root, '20.0.0')).toBe(path.join(root, 'node_modules', '.bin', 'node'));
  });

  it('goes on with a running one that is new enough', () => {
    expect(findNode(root, '24.1.0')).toBe(process.execPath);
  });

  it('says what to install otherwise', () => {
    expect(() => findNode(root, '20.20.2')).toThrow('Node 24 or newer is needed on this machine and this is 20.20.2');
  });
});
