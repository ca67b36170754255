import { approval } from './de/approval.ts';
import { change } from './de/change.ts';
import { changes } from './de/changes.ts';
import { diagram } from './de/diagram.ts';
import { inbox } from './de/inbox.ts';
import { shell } from './de/shell.ts';
import { submit } from './de/submit.ts';
import { terms } from './de/terms.ts';
import { timeline } from './de/timeline.ts';
import type { Messages } from './english.ts';

export const german: Messages = { approval, change, changes, diagram, inbox, shell, submit, terms, timeline };
