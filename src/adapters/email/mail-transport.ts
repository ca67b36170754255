import { createTransport, type Transporter } from 'nodemailer';

/** One pool per process. A message is never sent again by the pool itself: that could duplicate it unseen. */
export function createMailTransport(smtpUrl: string): Transporter {
  return createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: 5,
    maxMessages: 100,
    maxRequeues: 0,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
  });
}
