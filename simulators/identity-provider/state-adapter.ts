import type { Adapter, AdapterPayload } from 'oidc-provider';
import type { StateStore } from '../shared/state-store.ts';
import type { ProviderState, StoredArtefact } from './provider-state.ts';

/** Keeps the artefacts of one model (`Session`, `Grant`, …) in the provider's state file. */
export class StateAdapter implements Adapter {
  readonly #model: string;
  readonly #store: StateStore<ProviderState>;

  constructor(model: string, store: StateStore<ProviderState>) {
    this.#model = model;
    this.#store = store;
  }

  async upsert(id: string, payload: AdapterPayload, expiresIn?: number): Promise<void> {
    this.#keep((_key, artefact) => payloadIfAlive(artefact) !== undefined);
    this.#artefacts[this.#key(id)] = {
      payload,
      ...(expiresIn === undefined ? {} : { expiresAt: Date.now() + expiresIn * 1000 }),
    };
    this.#store.save();
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
      this.#store.save();
    }
  }

  async destroy(id: string): Promise<void> {
    const gone = this.#key(id);
    this.#keep((key) => key !== gone);
    this.#store.save();
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    this.#keep((_key, artefact) => artefact.payload.grantId !== grantId);
    this.#store.save();
  }

  get #artefacts(): Record<string, StoredArtefact> {
    return this.#store.state.artefacts;
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

  #keep(wanted: (key: string, artefact: StoredArtefact) => boolean): void {
    const kept = Object.entries(this.#artefacts).filter(([key, artefact]) => wanted(key, artefact));
    this.#store.state.artefacts = Object.fromEntries(kept);
  }
}

function payloadIfAlive(artefact: StoredArtefact | undefined): AdapterPayload | undefined {
  if (artefact === undefined) return undefined;
  return (artefact.expiresAt ?? Infinity) > Date.now() ? artefact.payload : undefined;
}
