/** What Camunda 8.6 and OpenSearch 2.19 need to run on Java 21 to 25 without refusals and warnings. */
export function javaFlags(version: number, maximumHeap: string): readonly string[] {
  return [
    `-Xmx${maximumHeap}`,
    '-XX:+UseSerialGC',
    '--add-opens=java.base/java.nio=ALL-UNNAMED',
    '--add-opens=java.base/sun.nio.ch=ALL-UNNAMED',
    '--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED',
    '--enable-native-access=ALL-UNNAMED',
    // The flag came with Java 23; an older one refuses to start with it.
    ...(version >= 23 ? ['--sun-misc-unsafe-memory-access=allow'] : []),
  ];
}
