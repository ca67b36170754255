import { requireFreeSpace } from './disk-space.ts';
import { findJdk } from './engine/jdk.ts';
import { isFetched, requireMaven, requireSpaceFor } from './engine/maven.ts';
import { requireFreePorts } from './ports.ts';
import { wantedPorts, type StackSettings } from './settings.ts';

/** The broker stops taking commands below 2 GB free; a bit more lets a day's work pass. */
const neededBytes = 3_000e6;

/** Everything that can be known to fail before anything is started. */
export async function checkMachine(settings: StackSettings): Promise<void> {
  await findJdk();
  if (!isFetched('camunda') || !isFetched('opensearch')) requireMaven();
  await requireFreePorts(wantedPorts(settings.ports));
  await requireSpaceFor(['camunda', 'opensearch']);
  await requireFreeSpace(settings.home, neededBytes, 'the data of the local stack');
}
