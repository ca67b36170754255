import type { Adapter, AdapterPayload } from 'oidc-provider';
import type { JsonStateFile } from '../json-state-file.ts';
import type { ProviderState, StoredArtefact } from './provider-state.ts';

/** Keeps the artefacts of one model (`Session`, `Grant`, …) in the provider's state file. */
export class StateAdapter implements Adapter {
  readonly #model: string;
  readonly #file: JsonStateFile<ProviderState>;

  constructor(model: string, file: JsonStateFile<ProviderState>) {
    this.#model = model;
    this.#file = file;
  }

  async upsert(id: string, payload: AdapterPayload, expiresIn?: number): Promise<void> {
    this.#dropExpired();
    this.#artefacts[this.#key(id)] = {
      payload,
      ...(expiresIn === undefined ? {} : { expiresAt: Date.now() + expiresIn * 1000 }),
    };
    this.#file.changed();
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    return payloadIfAlive(this.#artefacts[this.#key(id)]);
  }

  async findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return this.#findWhere((payload) => payload.uid === uid);
  }

  async findByUserCode(userCode: string): Promise<AdapterPayload | undefined> {
    return this.#findWhere((payload) => payload.userCode === userCode);
  }

  async consume(id: string): Promise<void> {
    const payload = await this.find(id);
    if (payload !== undefined) {
      payload.consumed = Math.floor(Date.now() / 1000);
      this.#file.changed();
    }
  }

  async destroy(id: string): Promise<void> {
    delete this.#artefacts[this.#key(id)];
    this.#file.changed();
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    for (const [key, artefact] of Object.entries(this.#artefacts)) {
      if (artefact.payload.grantId === grantId) delete this.#artefacts[key];
    }
    this.#file.changed();
  }

  get #artefacts(): Record<string, StoredArtefact> {
    return this.#file.state.artefacts;
  }

  #key(id: string): string {
    return `${this.#model}:${id}`;
  }

  #findWhere(matches: (payload: AdapterPayload) => boolean): AdapterPayload | undefined {
    const found = Object.entries(this.#artefacts).find(
      ([key, { payload }]) => key.startsWith(`${this.#model}:`) && matches(payload),
    );
    return payloadIfAlive(found?.[1]);
  }

  #dropExpired(): void {
    for (const [key, artefact] of Object.entries(this.#artefacts)) {
      if (payloadIfAlive(artefact) === undefined) delete this.#artefacts[key];
    }
  }
}

function payloadIfAlive(artefact: StoredArtefact | undefined): AdapterPayload | undefined {
  if (artefact === undefined) return undefined;
  return (artefact.expiresAt ?? Infinity) > Date.now() ? artefact.payload : undefined;
}
