const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const CUT = '…';

/**
 * Text of people for an mrkdwn object: the three characters that Slack treats as control are escaped
 * (docs.slack.dev/messaging/formatting-message-text), so `<!channel>` or a disguised link stays text. The result is
 * at most `max` characters, entities included, and never ends inside one of them or inside an emoji.
 */
export function mrkdwn(text: string, max: number): string {
  return assemble(text, max, (character) => entities[character] ?? character);
}

/** Text for a plain_text object. */
export const plain = (text: string, max: number): string => assemble(text, max, (character) => character);

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

function assemble(text: string, max: number, encode: (character: string) => string): string {
  let result = '';
  // Only what can fit is looked at; a 100 kB comment costs no more than a long one.
  for (const { segment } of segmenter.segment(text.slice(0, max + 50))) {
    const encoded = Array.from(segment, encode).join('');
    if (result.length + encoded.length > max) return withCut(result, max);
    result += encoded;
  }
  return text.length > max + 50 ? withCut(result, max) : result;
}

function withCut(encoded: string, max: number): string {
  if (encoded.length < max) return encoded + CUT;
  const shorter = encoded.replace(/(?:&[a-z]+;|[\uD800-\uDBFF][\uDC00-\uDFFF]|[\s\S])$/, '');
  return shorter + CUT;
}
