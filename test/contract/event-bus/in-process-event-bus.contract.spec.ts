import { InProcessEventBus } from '../../../src/adapters/in-process-bus/in-process-event-bus.js';
import { describeEventBus } from './event-bus.contract.js';
import { SilentLogger } from '../../factories/silent-logger.js';

// What the bus refuses stays with its publisher, so the publisher's limit makes the dead letter.
describeEventBus('in process', async () => ({
  createBus: () => new InProcessEventBus(new SilentLogger(), { repeatAfterMs: [5] }),
  publishAttempts: 40,
  deadLetters: async () => [],
  async interrupt(bus) {
    await bus.stop();
    setTimeout(() => void bus.start(), 100);
  },
  cleanUp: async () => undefined,
}));
