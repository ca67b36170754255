import { approval } from './en/approval.ts';
import { change } from './en/change.ts';
import { changes } from './en/changes.ts';
import { diagram } from './en/diagram.ts';
import { inbox } from './en/inbox.ts';
import { shell } from './en/shell.ts';
import { submit } from './en/submit.ts';
import { terms } from './en/terms.ts';
import { timeline } from './en/timeline.ts';

export const english = { approval, change, changes, diagram, inbox, shell, submit, terms, timeline };

/** Everything the page says. Other languages are typed by the English one, so a missing text does not compile. */
export type Messages = typeof english;
