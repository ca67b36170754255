import { Tag } from '@carbon/react';
import type { ChangeListItem } from '../api/types.ts';
import { useLanguage } from '../messages/language-context.tsx';

const colours = {
  draft: 'outline',
  in_review: 'blue',
  approved: 'teal',
  implementing: 'purple',
  implemented: 'green',
  rejected: 'red',
  withdrawn: 'gray',
  failed: 'magenta',
} as const;

export function ChangeStateTag({ state }: { state: ChangeListItem['state'] }) {
  const { terms } = useLanguage().messages;
  return <Tag type={colours[state]}>{terms.changeStates[state]}</Tag>;
}
