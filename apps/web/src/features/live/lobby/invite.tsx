import { Button, Chip, inputClass, Section, text } from '@debrief/ui';
import { routes } from '@debrief/contracts';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { i18n } from '../../../shared/i18n';
import { call } from '../../../shared/http';
import { useRoom, useSend, useSessionId } from '../live-context';
import { recallInvite, rememberInvite } from './invite-code';
import styles from './lobby.module.css';

/** The invite link, for the host. A new link ends the old one. */
export const Invite = () => {
  const session = useSessionId();
  const send = useSend();
  const { locked } = useRoom();
  const [code, setCode] = useState(() => recallInvite(session));
  const [isCopied, setCopied] = useState(false);
  const renew = useMutation({
    mutationFn: () => call(routes.newInvite, { params: { session } }),
    onSuccess: (made) => {
      rememberInvite(session, made.code);
      setCode(made.code);
      setCopied(false);
    },
  });
  const link = code && `${location.origin}/join#${code}`;
  const copy = (field: HTMLInputElement | null) => {
    field?.select();
    const done = () => setCopied(true);
    // The clipboard needs https; the old command works on plain http too.
    if (navigator.clipboard && link)
      void navigator.clipboard.writeText(link).then(done, () => document.execCommand('copy') && done());
    else if (document.execCommand('copy')) done();
  };
  return (
    <Section title={i18n.t('Invite link')} meta={i18n.t('Works without an account')}>
      {link ? (
        <div className={styles.invite}>
          <input
            id="invite-link"
            className={inputClass}
            readOnly
            value={link}
            aria-label={i18n.t('Invite link')}
            onFocus={(event) => event.target.select()}
          />
          <Button onClick={() => copy(document.querySelector<HTMLInputElement>('#invite-link'))}>
            {isCopied ? i18n.t('Copied') : i18n.t('Copy')}
          </Button>
        </div>
      ) : (
        <p className={text.meta}>{i18n.t('The link was shown when the session was made. A new one ends it.')}</p>
      )}
      <p role="status" className={text.small}>
        {isCopied && i18n.t('Copied. Send it to the person you practise with.')}
        {renew.isError && renew.error.message}
      </p>
      <div className={styles.first}>
        <Chip pressed={locked} onClick={() => void send('room.lock', { locked: !locked })}>
          {locked ? i18n.t('Room locked: nobody new comes in') : i18n.t('Lock the room')}
        </Chip>
        <Button size="s" kind={link ? 'quiet' : 'plain'} disabled={renew.isPending} onClick={() => renew.mutate()}>
          {i18n.t('New link')}
        </Button>
      </div>
    </Section>
  );
};
