/**
 * Sessions of systems that allow one per user: shared by all processes, since a second sign-in ends the first.
 * Used by adapters; the store is a table, so a new process goes on with the session that is there.
 */
export abstract class SystemSessions {
  /** The session that was obtained last, by any process; null when there was none yet. */
  abstract read(system: string): Promise<string | null>;

  /**
   * Replaces a session that the system refused. One caller over all processes signs in;
   * those that waited meanwhile get the session it obtained.
   * @param refused the session that was not accepted, null when there was none
   */
  abstract renew(system: string, refused: string | null, signIn: () => Promise<string>): Promise<string>;
}
