/** A user task that waits for a person. */
export interface UserTask {
  readonly key: string;
  readonly elementId: string;
  readonly bpmnProcessId: string;
  readonly processInstanceKey: string;
  readonly candidateGroups: readonly string[];
  /** ISO 8601, as the engine has it; null without one. */
  readonly dueDate: string | null;
}

/** A real engine that the suites run on. */
export interface TestEngine {
  readonly grpcAddress: string;
  /** Moves the engine's clock forward. */
  advance(milliseconds: number): Promise<void>;
  /**
   * Camunda user tasks, where the engine has the REST API that completes them. Without it the suites complete the
   * same diagrams with their user tasks carried out as jobs.
   */
  readonly userTasks?: {
    subscribe(listener: (task: UserTask) => void): void;
    complete(task: UserTask, variables: Readonly<Record<string, unknown>>): Promise<void>;
  };
  /** Messages of the incidents so far, for the report of a test that waits in vain; empty where the engine does not tell. */
  incidents(): readonly string[];
  stop(): Promise<void>;
}
