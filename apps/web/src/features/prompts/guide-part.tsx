import { type PromptCard, routes } from '@debrief/contracts';
import { Button, buttonClass, Section, text } from '@debrief/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import { useState } from 'react';
import { dayOf } from '../../shared/days';
import { call } from '../../shared/http';
import { i18n } from '../../shared/i18n';
import { useMe } from '../../shared/me';
import { ProblemNote } from '../../shared/problem-note';
import { readFrom, ReadGuideDialog } from '../../shared/read-guide';
import { GuideView } from './guide-view';
import { Eye } from './prompt-list';
import styles from './prompts.module.css';
import { RubricPart } from './rubric-part';

/** What the guide holds, what opening it costs, and the guide once it is open. */
export const GuidePart = ({ card, guideSeenAt }: { card: PromptCard; guideSeenAt: string | null }) => {
  const client = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const open = useMutation({
    mutationFn: () => call(routes.openGuide, { params: { prompt: card.id }, body: { understood: true } }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['prompts'] });
      void client.invalidateQueries({ queryKey: ['prompt', card.id] });
    },
  });
  if (open.data)
    return (
      <section ref={readFrom} tabIndex={-1} aria-label={i18n.t('Guide')} className={styles.opened}>
        <GuideView guide={open.data} />
        <div className={styles.after}>
          <RubricPart type={card.type} />
        </div>
      </section>
    );
  const { counts } = card;
  return (
    <div className={styles.duo}>
      <Section title={i18n.t('Guide')} meta={i18n.t('for interviewers')}>
        <ul className={styles.inventory}>
          {counts.facts > 0 && (
            <li>
              <b>{counts.facts}</b>
              {counts.noData > 0
                ? i18n.t('facts to give when asked, and {n} that nobody has', { n: counts.noData })
                : i18n.t('facts to give when asked')}
            </li>
          )}
          <li>
            <b>{counts.probes}</b>
            {i18n.t('probes and challenges, a nudge for each phase')}
          </li>
          {counts.twists > 0 && (
            <li>
              <b>{counts.twists}</b>
              {i18n.t('{n, plural, one {twist that contradicts the plan} other {twists that contradict the plan}}', {
                n: counts.twists,
              })}
            </li>
          )}
          <li>
            <b>{counts.dimensions}</b>
            {i18n.t('dimensions with anchors and sample answers')}
          </li>
        </ul>
        <p className={styles.warning}>
          <Eye />
          <span>
            <Cost card={card} guideSeenAt={guideSeenAt} />
          </span>
        </p>
        {open.isError && <ProblemNote error={open.error} />}
        <Door isBusy={open.isPending} onOpen={() => (card.mine === 'open' ? setAsking(true) : open.mutate())} />
      </Section>
      <RubricPart type={card.type} />
      {isAsking && <ReadGuideDialog title={card.title} onRead={() => open.mutate()} onClose={() => setAsking(false)} />}
    </div>
  );
};

const Cost = ({ card, guideSeenAt }: { card: PromptCard; guideSeenAt: string | null }) => {
  const zone = useMe().data?.me?.timeZone;
  if (card.mine === 'played')
    return i18n.t('You have been its candidate, so you lose nothing by reading the guide and interviewing with it.');
  if (guideSeenAt)
    return i18n.t('You read the guide on {day}. You can interview with this prompt, and are never asked it.', {
      day: dayOf(guideSeenAt, zone),
    });
  return i18n.t(
    'Reading the guide is recorded. From then on you can interview with this prompt, and are never asked it.',
  );
};

/** The way in: accounts only, because a guest could come back under another name and be asked after all. */
const Door = ({ isBusy, onOpen }: { isBusy: boolean; onOpen: () => void }) => {
  const { data } = useMe();
  const here = useLocation({ select: ({ href }) => href });
  if (data?.me && !data.me.isGuest)
    return (
      <Button busy={isBusy} onClick={onOpen}>
        {isBusy ? i18n.t('Opening the guide') : i18n.t('Open the guide')}
      </Button>
    );
  return (
    <p className={styles.actions}>
      <Link to={data?.me ? '/sign-up' : '/sign-in'} search={{ next: here }} className={buttonClass()}>
        {data?.me ? i18n.t('Keep everything, then read it') : i18n.t('Sign in to read it')}
      </Link>
      <span className={text.meta}>{i18n.t('Guides need an account.')}</span>
    </p>
  );
};
