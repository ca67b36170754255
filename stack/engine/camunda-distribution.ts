import path from 'node:path';
import { javaFlags } from './java-flags.ts';
import { findJdk } from './jdk.ts';
import { fetchPart } from './maven.ts';

/** The unpacked distribution that holds broker, Operate and Tasklist; fetched first if needed. */
export async function camundaHome(): Promise<string> {
  return path.join(await fetchPart('camunda'), 'camunda-zeebe-8.6.0');
}

/** What the distribution's scripts need to run on the JDK that was found, and to log to standard output alone. */
export async function javaEnvironment(maximumHeap: string): Promise<Record<string, string>> {
  const jdk = await findJdk();
  const log4j = path.join(import.meta.dirname, 'log4j2.xml');
  const flags = [
    ...javaFlags(jdk.version, maximumHeap),
    `-Dlog4j2.configurationFile=${log4j}`,
    `-Dlogging.config=${log4j}`,
  ];
  return { JAVA_HOME: jdk.home, JAVACMD: jdk.java, JAVA_OPTS: flags.join(' '), SPRING_MAIN_BANNERMODE: 'off' };
}
