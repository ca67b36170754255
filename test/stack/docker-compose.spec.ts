import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { platformEnvironment } from '../../stack/environment.ts';
import { readSecrets } from '../../stack/secrets.ts';
import { readSettings } from '../../stack/settings.ts';
import { envSchema, readEnv } from '../../src/config/env.ts';

const service = z.looseObject({
  image: z.string(),
  build: z.string().optional(),
  environment: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  ports: z.array(z.string()).optional(),
  volumes: z.array(z.string()).optional(),
  command: z.array(z.string()).optional(),
  healthcheck: z
    .object({ test: z.array(z.string()) })
    .loose()
    .optional(),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).optional(),
});
const compose = z
  .object({ services: z.record(z.string(), service), volumes: z.record(z.string(), z.null()) })
  .loose()
  .parse(parse(readFileSync('docker-compose.yml', 'utf8'), { merge: true }));

const services = Object.entries(compose.services);
const ours = services.filter(([, { build }]) => build !== undefined);
const oneShot = ['migrate', 'deploy'];
const offered = new Set(readFileSync('.env.example', 'utf8').match(/^[A-Z_]+(?==)/gm));

/** As compose fills in variables that are set. */
const filledIn = (value: string | number) =>
  String(value).replace(/\$\{([A-Z_]+)(?::?[-?][^}]*)?\}/g, (_, name: string) => exampleOf(name));

function exampleOf(name: string): string {
  if (name.endsWith('_URL')) return 'https://system.example.com';
  return name.endsWith('_ID') ? '100000001' : 'a-value-of-enough-characters';
}

describe('docker-compose.yml', () => {
  it.each(ours)('gives %s every setting that is required, all of them valid', (_, { environment = {} }) => {
    readEnv(Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, filledIn(value)])));
  });

  it.each(ours)('gives %s no setting that the platform does not know', (_, { environment = {} }) => {
    expect(Object.keys(environment).filter((name) => !(name in envSchema.shape))).toEqual([]);
  });

  it('holds no secret: each comes from .env and stops the start when it is missing', () => {
    const secrets = services.flatMap(([name, { environment = {} }]) =>
      Object.entries(environment)
        .filter(([variable]) => /PASS(WORD)?$|SECRET$|TOKEN$|API_KEY$/.test(variable))
        .map(([variable, value]) => [`${name}: ${variable}`, String(value)] as const),
    );
    expect(secrets.length).toBeGreaterThan(20);
    expect(secrets.filter(([, value]) => !/^\$\{[A-Z_]+:\?[^}]+\}$/.test(value))).toEqual([]);
  });

  it('asks for no variable that .env.example does not offer, and that gives no values', () => {
    const asked = readFileSync('docker-compose.yml', 'utf8').matchAll(/\$\{([A-Z_]+)/g);
    expect([...asked].map(([, name = '']) => name).filter((name) => !offered.has(name))).toEqual([]);
    expect(readFileSync('.env.example', 'utf8')).not.toMatch(/^[A-Z_]+=.+$/m);
  });

  it('checks the health of everything that keeps running', () => {
    const unchecked = services.filter(
      ([name, { healthcheck }]) => healthcheck === undefined && !oneShot.includes(name),
    );
    expect(unchecked.map(([name]) => name)).toEqual([]);
  });

  it('waits only for what exists, in a way that it supports', () => {
    for (const [, { depends_on = {} }] of services) {
      for (const [name, { condition }] of Object.entries(depends_on)) {
        expect(Object.keys(compose.services)).toContain(name);
        expect(condition).toBe(oneShot.includes(name) ? 'service_completed_successfully' : 'service_healthy');
      }
    }
  });

  it('publishes every port on the loopback address alone', () => {
    expect(services.flatMap(([, { ports = [] }]) => ports).filter((port) => !port.startsWith('127.0.0.1:'))).toEqual(
      [],
    );
  });

  it('keeps data in named volumes that are declared', () => {
    const named = services.flatMap(([, { volumes = [] }]) => volumes).filter((volume) => !volume.startsWith('./'));
    expect(named.map((volume) => volume.split(':')[0]).toSorted()).toEqual(Object.keys(compose.volumes).toSorted());
  });

  it('pins every image to a version', () => {
    const images = services.map(([, { image }]) => image);
    expect(images.filter((image) => !/:\S+$/.test(image) || image.endsWith(':latest'))).toEqual([]);
  });

  it('runs what the build makes', () => {
    const scripts = ours.map(([, { command = [] }]) => command.at(-1));
    const sources = scripts.map((script) => script?.replace(/^dist\//, '').replace(/\.js$/, '.ts') ?? '');
    for (const source of sources) expect(() => readFileSync(source), source).not.toThrow();
  });
});

describe('the environment of the local stack', () => {
  it('is accepted by the platform, and has no setting that it does not know', () => {
    const env = platformEnvironment(
      readSettings({}),
      readSecrets(path.join(mkdtempSync(path.join(tmpdir(), 'countersign-secrets-')), 'secrets.json')),
    );
    readEnv({ ...env });
    expect(Object.keys(env).filter((name) => !(name in envSchema.shape))).toEqual([]);
  });
});
