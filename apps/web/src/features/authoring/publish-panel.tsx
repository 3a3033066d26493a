import { ProblemError } from '@debrief/client';
import { type Desk, reviewChecks, routes, type Verdict } from '@debrief/contracts';
import { Button, buttonClass, Pill, Section, text, useToast } from '@debrief/ui';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { dayOf } from '../../shared/days';
import { call } from '../../shared/http';
import { i18n } from '../../shared/i18n';
import { useMe } from '../../shared/me';
import { ProblemNote } from '../../shared/problem-note';
import styles from './authoring.module.css';
import { checkSentence, standingWords } from './words';

type Step = 'use' | 'review' | 'take-back' | 'publish' | 'retire' | 'return';

/** The way of a prompt to others: where it stands, what is left, what reviewers said. */
export const PublishPanel = ({
  desk,
  faults,
  saved,
  onDesk,
}: {
  desk: Desk;
  /** How much of the draft is still wrong. */
  faults: number;
  /** Sends the draft and answers its revision. */
  saved: () => Promise<number | null>;
  onDesk: (desk: Desk) => void;
}) => {
  const say = useToast();
  const { standing, verdicts, reading, canPublish } = desk;
  const { id, type, state, version, reviewVersion } = standing;
  const params = { prompt: id };
  const step = useMutation({
    mutationFn: async (wanted: Step): Promise<Desk> => {
      switch (wanted) {
        case 'take-back':
          return call(routes.takeBackReview, { params });
        case 'publish':
          return call(routes.publishPrompt, { params, body: { version: reviewVersion ?? 0 } });
        case 'retire':
          return call(routes.retirePrompt, { params });
        case 'return':
          return call(routes.returnPrompt, { params });
        default: {
          const rev = await saved();
          if (rev === null) throw new Error('The draft could not be saved first.');
          return call(wanted === 'use' ? routes.usePromptPrivately : routes.askForReview, { params, body: { rev } });
        }
      }
    },
    onSuccess: (next, wanted) => {
      onDesk(next);
      if (wanted === 'retire')
        say({
          text: i18n.t('Retired: nobody is offered it any more'),
          undo: { label: i18n.t('Undo'), run: () => step.mutate('return') },
        });
      if (wanted === 'publish') say({ text: i18n.t('Published: everybody finds it in the library') });
      if (wanted === 'review') say({ text: i18n.t('Others can review it now') });
      if (wanted === 'use')
        say({ text: i18n.t('Version {version} is yours to use', { version: next.standing.version }) });
    },
  });
  const does = (wanted: Step) => step.isPending && step.variables === wanted;
  const isPlayable = state !== 'retired' && (version !== null || reviewVersion !== null);
  return (
    <div className={styles.duo}>
      <Section title={i18n.t('Where it stands')}>
        <p className={styles.lede}>{standingWords(standing)}</p>
        {step.error && (
          <ProblemNote
            error={step.error}
            kept={step.error instanceof ProblemError ? undefined : i18n.t('Your draft is kept in this browser.')}
          />
        )}
        <ul className={styles.steps}>
          {state !== 'public' && state !== 'retired' && reviewVersion === null && (
            <Way
              title={i18n.t('Use it yourself')}
              words={i18n.t('Only you find it, and you can interview anybody with it. It needs no review.')}
            >
              <Button disabled={faults > 0} busy={does('use')} onClick={() => step.mutate('use')}>
                {i18n.t('Make it mine to use')}
              </Button>
            </Way>
          )}
          {state !== 'retired' && reviewVersion === null && (
            <Way
              title={i18n.t('Offer it to everybody')}
              words={
                version !== null && state === 'public'
                  ? i18n.t(
                      'Version {version} stays offered until two others have found the new one good and one of them has played it.',
                      { version },
                    )
                  : i18n.t('Two others review it, one of whom has played it. Then you publish it.')
              }
            >
              <Button kind="primary" disabled={faults > 0} busy={does('review')} onClick={() => step.mutate('review')}>
                {i18n.t('Ask for reviews')}
              </Button>
            </Way>
          )}
          {faults > 0 && state !== 'retired' && reviewVersion === null && (
            <li className={text.meta}>
              {i18n.t('{n, plural, one {# thing is} other {# things are}} left to do before that; Write lists them.', {
                n: faults,
              })}
            </li>
          )}
          {state !== 'retired' && reviewVersion !== null && (
            <Way
              title={i18n.t('Version {version} in review', { version: reviewVersion })}
              words={<Progress verdicts={verdicts} version={reviewVersion} reading={reading} />}
            >
              <Button
                kind="primary"
                disabled={!canPublish}
                busy={does('publish')}
                onClick={() => step.mutate('publish')}
              >
                {i18n.t('Publish it')}
              </Button>
              <Button kind="quiet" busy={does('take-back')} onClick={() => step.mutate('take-back')}>
                {i18n.t('Take it back')}
              </Button>
            </Way>
          )}
          {isPlayable && (
            <Way
              title={i18n.t('Play it')}
              words={
                reviewVersion === null
                  ? i18n.t('Host a session and interview with it.')
                  : i18n.t(
                      'Interview somebody with the version in review. Whoever is your candidate has then played it, and may review it.',
                    )
              }
            >
              <Link to="/new" search={{ type, prompt: id }} className={buttonClass()}>
                {i18n.t('Use in a session')}
              </Link>
            </Way>
          )}
          <Way
            title={
              state === 'retired'
                ? i18n.t('Bring it back')
                : state === 'draft'
                  ? i18n.t('Put it away')
                  : i18n.t('Retire it')
            }
            words={
              state === 'retired'
                ? i18n.t('It stands where it stood before.')
                : state === 'draft'
                  ? i18n.t('It stays in your list, marked as retired, and can be taken up again.')
                  : i18n.t('Nobody is offered it any more. Sessions that were played with it keep their version.')
            }
          >
            {state === 'retired' ? (
              <Button busy={does('return')} onClick={() => step.mutate('return')}>
                {i18n.t('Take it out of retirement')}
              </Button>
            ) : (
              <Button kind="quiet" busy={does('retire')} onClick={() => step.mutate('retire')}>
                {state === 'draft' ? i18n.t('Put away') : i18n.t('Retire')}
              </Button>
            )}
          </Way>
        </ul>
      </Section>
      <Section title={i18n.t('What reviewers said')} meta={verdicts.length || undefined}>
        {verdicts.length === 0 && <p className={text.muted}>{i18n.t('Nothing yet.')}</p>}
        <ul className={styles.list}>
          {verdicts.map((verdict) => (
            <VerdictLine key={`${verdict.version} ${verdict.reviewer} ${verdict.at}`} verdict={verdict} />
          ))}
        </ul>
      </Section>
    </div>
  );
};

const Way = ({ title, words, children }: { title: string; words: React.ReactNode; children: React.ReactNode }) => (
  <li className={styles.way}>
    <div>
      <h3 className={text.bold}>{title}</h3>
      <div className={text.muted}>{words}</div>
    </div>
    <div className={styles.actions}>{children}</div>
  </li>
);

const Progress = ({ verdicts, version, reading }: { verdicts: Verdict[]; version: number; reading: number }) => {
  const good = verdicts.filter((each) => each.version === version && each.verdict === 'good');
  const hasPlayed = good.some(({ played }) => played);
  return (
    <>
      {i18n.t('{n} of 2 find it good.', { n: Math.min(2, good.length) })}{' '}
      {hasPlayed ? i18n.t('One of them has played it.') : i18n.t('None of them has played it yet.')}
      {reading > 0 && ` ${i18n.t('{n, plural, one {# more is} other {# more are}} reading.', { n: reading })}`}
    </>
  );
};

const VerdictLine = ({ verdict: { reviewer, version, verdict, words, checks, played, at } }: { verdict: Verdict }) => {
  const zone = useMe().data?.me?.timeZone;
  const open = verdict === 'change' ? reviewChecks.filter((check) => !checks.includes(check)) : [];
  return (
    <li>
      <p>
        <Pill tone={verdict === 'good' ? 'ok' : 'warn'}>
          {verdict === 'good' ? i18n.t('Good') : i18n.t('To change')}
        </Pill>{' '}
        <span className={text.meta}>
          {i18n.t('{reviewer} on version {version}, {day}', { reviewer, version, day: dayOf(at, zone) })}
          {played && `, ${i18n.t('has played it')}`}
        </span>
      </p>
      {words && <p className={styles.words}>{words}</p>}
      {open.length > 0 && (
        <ul className={text.meta}>
          {open.map((check) => (
            <li key={check}>{i18n.t('Not yet: {sentence}', { sentence: checkSentence(check) })}</li>
          ))}
        </ul>
      )}
    </li>
  );
};
