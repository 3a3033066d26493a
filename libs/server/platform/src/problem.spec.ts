import { errorCodes, problem, type ErrorCode } from '@debrief/contracts';
import { BadRequestException, ForbiddenException, NotFoundException, PayloadTooLargeException } from '@nestjs/common';
import { QueryFailedError } from 'typeorm';
import { hasHostileShape } from './body';
import { ProblemError, toProblem } from './problem';

const pgError = (code: string): Error => Object.assign(new Error(`canary ${code}`), { code });
const failed = (code: string): QueryFailedError => new QueryFailedError('select canary', ['canary'], pgError(code));

test.each<[string, unknown, ErrorCode]>([
  ['22P02', failed('22P02'), 'bad-input'],
  ['22003', failed('22003'), 'bad-input'],
  ['22021', failed('22021'), 'bad-input'],
  ['23505', failed('23505'), 'conflict'],
  ['40001', failed('40001'), 'unavailable'],
  ['40P01', failed('40P01'), 'unavailable'],
  ['53100', failed('53100'), 'unavailable'],
  ['57014', failed('57014'), 'time-out'],
  ['57P01 from a bare client', pgError('57P01'), 'unavailable'],
  ['08006', failed('08006'), 'unavailable'],
  ['42P01, a fault of ours', failed('42P01'), 'internal'],
  ['refused connection', pgError('ECONNREFUSED'), 'unavailable'],
  ['a client that lost its backend', new Error('Connection terminated unexpectedly'), 'unavailable'],
  ['a pool without a free client', new Error('timeout exceeded when trying to connect'), 'unavailable'],
  ['400', new BadRequestException('canary'), 'bad-input'],
  ['403', new ForbiddenException('canary'), 'forbidden'],
  ['404', new NotFoundException('canary'), 'not-found'],
  ['413', new PayloadTooLargeException('canary'), 'too-large'],
  ['a status nobody listed', Object.assign(new Error('canary'), { statusCode: 418 }), 'bad-input'],
  ['a bug', new TypeError('canary'), 'internal'],
  ['a thrown string', 'canary', 'internal'],
  ['nothing', undefined, 'internal'],
])('%s becomes its code and tells nothing', (_, error, code) => {
  const answer = toProblem(error, 'id-1');
  expect(answer.code).toBe(code);
  expect(answer.retryable).toBe(errorCodes[code].retryable);
  expect(problem.safeParse(answer).success).toBe(true);
  expect(JSON.stringify(answer)).not.toContain('canary');
});

test('a refusal of ours keeps its words and fields', () => {
  const error = new ProblemError('bad-input', 'The title is missing.', { fields: { 'body.title': 'is missing' } });
  expect(toProblem(error, 'id-2')).toEqual({
    ok: false,
    code: 'bad-input',
    message: 'The title is missing.',
    requestId: 'id-2',
    retryable: false,
    fields: { 'body.title': 'is missing' },
  });
});

test.each<[unknown, boolean]>([
  [{ a: [{ b: 1 }] }, false],
  [JSON.parse('{"a":{"__proto__":1}}'), true],
  [{ a: [{ constructor: 1 }] }, true],
  [{ prototype: {} }, true],
  [JSON.parse('['.repeat(100) + ']'.repeat(100)), true],
  ['__proto__', false],
  [null, false],
])('hostile shape: %j → %s', (value, hostile) => {
  expect(hasHostileShape(value)).toBe(hostile);
});
