/** A refusal that Slack answers with status 200 and `ok: false`. */
export class SlackError extends Error {
  readonly code: string;
  readonly messages: readonly string[];

  constructor(code: string, messages: readonly string[] = []) {
    super(code);
    this.code = code;
    this.messages = messages;
  }

  /** The body of the answer. */
  toBody(): Record<string, unknown> {
    return {
      ok: false,
      error: this.code,
      ...(this.messages.length === 0 ? {} : { errors: this.messages, response_metadata: { messages: this.messages } }),
    };
  }
}
