import type { SlackMessage } from './slack-state.ts';

const LOOPBACK = new Set(['localhost', '127.0.0.1']);

/** Fetches every link of a message's text, as Slackbot does for previews; only on this machine. */
export async function followLinks(message: SlackMessage): Promise<void> {
  await Promise.all(
    linksIn(message).map(async (link) => {
      try {
        const response = await fetch(link, {
          headers: {
            'user-agent': 'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)',
            range: 'bytes=0-32768',
          },
          signal: AbortSignal.timeout(3000),
        });
        await response.body?.cancel();
      } catch (error) {
        // A link without a preview is nothing to complain about in Slack either.
        console.warn(`no preview of ${link}: ${String(error)}`);
      }
    }),
  );
}

function linksIn(message: SlackMessage): string[] {
  const found = JSON.stringify([message.text, message.blocks]).match(/https?:\/\/[^\s<>|"\\)]+/g);
  return [...new Set(found)].filter((link) => LOOPBACK.has(new URL(link).hostname));
}
