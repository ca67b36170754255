import type { CHANGE_TYPES, RISKS } from '../approval/vocabulary.ts';

/** A change as it is being typed: everything is text until it is checked. */
export interface ChangeForm {
  readonly type: (typeof CHANGE_TYPES)[number];
  readonly title: string;
  readonly description: string;
  readonly reason: string;
  readonly site: string;
  readonly costImpact: string;
  readonly currency: string;
  readonly riskClass: (typeof RISKS)[number];
  readonly hasSupplierImpact: boolean;
  readonly affectedItems: readonly ItemForm[];
}

export interface ItemForm {
  /** Keeps a row's identity while others are added and removed. */
  readonly key: string;
  readonly number: string;
  readonly revision: string;
  readonly description: string;
}

export const emptyItem = (): ItemForm => ({ key: crypto.randomUUID(), number: '', revision: '', description: '' });

export const emptyForm = (): ChangeForm => ({
  type: 'engineering',
  title: '',
  description: '',
  reason: '',
  site: '',
  costImpact: '0',
  currency: 'EUR',
  riskClass: 'medium',
  hasSupplierImpact: false,
  affectedItems: [],
});

const isBlank = ({ number, revision, description }: ItemForm): boolean =>
  `${number}${revision}${description}`.trim() === '';

/** Rows that nobody filled in are dropped before sending, so that positions on screen and in answers agree. */
export const withoutBlankItems = (form: ChangeForm): ChangeForm => ({
  ...form,
  affectedItems: form.affectedItems.filter((item) => !isBlank(item)),
});
