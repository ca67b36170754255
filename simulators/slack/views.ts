import { modalView, slackMessages, type ModalView } from './block-kit.ts';
import { SlackError } from './slack-error.ts';
import { slackId, type OpenView, type SlackStore } from './slack-state.ts';
import { APP_ID, BOT_ID, TEAM_ID } from './workspace.ts';

const MAX_VIEW_BYTES = 250_000;

/** Shows a modal to the person; an earlier one is covered, which for this simulator means gone. */
export function openView(store: SlackStore, userId: string, given: unknown): OpenView {
  const opened = {
    id: slackId('V'),
    hash: slackId('h'),
    userId,
    view: parseView(given),
    errors: {},
  };
  store.state.views = store.state.views.filter((open) => open.userId !== userId);
  store.state.views.push(opened);
  store.save();
  return opened;
}

export function replaceView(store: SlackStore, open: OpenView, given: unknown): void {
  Object.assign(open, { view: parseView(given), hash: slackId('h'), errors: {} });
  store.save();
}

export function closeView(store: SlackStore, id: string): void {
  store.state.views = store.state.views.filter((open) => open.id !== id);
  store.save();
}

/** The view as Slack shows it in answers and payloads. */
export function viewObject(
  open: OpenView,
  values: Record<string, Record<string, unknown>> = {},
): Record<string, unknown> {
  return {
    id: open.id,
    hash: open.hash,
    team_id: TEAM_ID,
    app_id: APP_ID,
    bot_id: BOT_ID,
    root_view_id: open.id,
    private_metadata: '',
    callback_id: '',
    ...open.view,
    state: { values },
  };
}

function parseView(given: unknown): ModalView {
  if (Buffer.byteLength(JSON.stringify(given ?? null)) > MAX_VIEW_BYTES) {
    throw new SlackError('view_too_large');
  }
  const parsed = modalView.safeParse(given);
  if (!parsed.success) {
    throw new SlackError('invalid_arguments', slackMessages(parsed.error, 'view'));
  }
  return {
    ...parsed.data,
    blocks: parsed.data.blocks.map((block) => ({
      ...block,
      block_id: block.block_id ?? slackId('b'),
    })),
  };
}
