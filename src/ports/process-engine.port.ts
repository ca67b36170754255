/** What the core needs of the process engine. Failures are TransientError (back-pressure, connection) or PermanentError. */
export abstract class ProcessEngine {
  /**
   * Publishes a message. Repeating the same `messageId` within its time-to-live is harmless
   * (the engine answers ALREADY_EXISTS, which counts as success).
   */
  abstract publishMessage(message: EngineMessage): Promise<void>;

  /** Evaluates a deployed decision, by key when a version is pinned, else the latest version of `decisionId`. */
  abstract evaluateDecision(request: DecisionRequest): Promise<DecisionResult>;

  /** Answers when the engine accepts commands; throws otherwise. */
  abstract checkHealth(): Promise<void>;
}

export interface EngineMessage {
  readonly name: string;
  readonly correlationKey: string;
  readonly messageId: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly timeToLiveMs: number;
}

export interface DecisionRequest {
  readonly decisionId: string;
  readonly decisionKey?: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface DecisionResult {
  readonly decisionKey: string;
  readonly version: number;
  /** Decoded output: a list of objects for COLLECT tables, one object (or null) otherwise. */
  readonly output: unknown;
  /** Matched rules in table order: 1-based row number and the outputs of that row. */
  readonly matchedRules: readonly {
    readonly ruleNumber: number;
    readonly outputs: Readonly<Record<string, unknown>>;
  }[];
}

/** Queries over user tasks. They lag behind the engine by seconds: nothing a person waits for may depend on them. */
export abstract class UserTaskQuery {
  /** The completed task of this approval's process instance, or undefined while the engine's exporter has not shown it. */
  abstract findCompletedTask(processInstanceKey: string): Promise<CompletedUserTask | undefined>;
  /** Key of the open task, for the deep link into Tasklist; undefined while it is not visible yet. */
  abstract findOpenTask(processInstanceKey: string): Promise<{ readonly userTaskKey: string } | undefined>;
}

export interface CompletedUserTask {
  readonly userTaskKey: string;
  readonly assignee: string | null;
  readonly completedAt: Date;
}
