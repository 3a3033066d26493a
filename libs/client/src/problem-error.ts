import { errorCodes, problem, type ErrorCode, type Problem } from '@debrief/contracts';

/** A refusal of the server, or of the network, as an error: `problem` holds code, sentence and request id. */
export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.message);
    this.name = 'ProblemError';
  }
}

/** A problem made on this side of the wire; it has no request id because no server saw the request. */
export const localProblem = (code: ErrorCode, message: string): Problem => ({
  ok: false,
  code,
  message,
  requestId: '',
  retryable: errorCodes[code].retryable,
});

/** The problem in an answer, if it is one of ours. */
export const readProblem = (answer: unknown): Problem | undefined => {
  const read = problem.safeParse(answer);
  return read.success ? read.data : undefined;
};
