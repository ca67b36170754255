/**
 * What Camunda 8.6 and OpenSearch 2.19 need to run on Java 21 to 25 without refusals and warnings.
 * `COUNTERSIGN_JAVA_OPTIONS` is added at the end and so wins; a benchmark sets `-XX:TieredStopAtLevel=4`.
 */
export function javaFlags(version: number, maximumHeap: string): readonly string[] {
  return [
    `-Xmx${maximumHeap}`,
    '-XX:+UseSerialGC',
    // The quick compiler alone: three JVMs that start at once need half the processor time until they are ready.
    '-XX:TieredStopAtLevel=1',
    '--add-opens=java.base/java.nio=ALL-UNNAMED',
    '--add-opens=java.base/sun.nio.ch=ALL-UNNAMED',
    '--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED',
    '--enable-native-access=ALL-UNNAMED',
    // The flag came with Java 23; an older one refuses to start with it.
    ...(version >= 23 ? ['--sun-misc-unsafe-memory-access=allow'] : []),
    ...(process.env.COUNTERSIGN_JAVA_OPTIONS ?? '').split(' ').filter((option) => option !== ''),
  ];
}
