import { type InterviewLength, type InterviewType, interviewTypes } from '@debrief/contracts';
import { Chip, inputClass, Kbd } from '@debrief/ui';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { i18n } from '../../shared/i18n';
import { interviewTypeTitle } from '../../shared/interview-names';
import { useMe } from '../../shared/me';
import { type Filters as Values, useWhole } from './prompt-data';
import styles from './prompts.module.css';
import { difficultyTitle } from './words';

const route = getRouteApi('/shell/prompts');
/** A search is sent when the typing rests. */
const REST_MS = 200;

const Select = ({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: string | undefined;
  options: [string, string][];
  onChange: (value: string | undefined) => void;
}) => (
  <select
    aria-label={label}
    className={styles.select}
    data-on={Boolean(value)}
    value={value ?? ''}
    onChange={({ target }) => onChange(target.value || undefined)}
  >
    <option value="">{label}</option>
    {options.map(([key, name]) => (
      <option key={key} value={key}>
        {name}
      </option>
    ))}
  </select>
);

/** Search and filters; the address holds them, so a list can be sent to somebody. */
export const Filters = ({ filters }: { filters: Values }) => {
  const navigate = route.useNavigate();
  const isSignedIn = Boolean(useMe().data?.me);
  const total = useWhole()?.total;
  const box = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const set = (part: Values) =>
    void navigate({ to: '.', search: (before: Values) => ({ ...before, ...part }), replace: true });
  useEffect(() => {
    // Cleared from elsewhere, or gone back: the box follows the address unless somebody types in it.
    if (box.current && document.activeElement !== box.current) box.current.value = filters.text ?? '';
  }, [filters.text]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <div role="search" className={styles.filters}>
      <div className={styles.search}>
        <svg
          width="15"
          height="15"
          viewBox="0 0 16 16"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.4"
          aria-hidden="true"
        >
          <path d="M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9ZM10.5 10.5 14 14" strokeLinecap="round" />
        </svg>
        <input
          ref={box}
          type="search"
          className={inputClass}
          maxLength={100}
          aria-label={i18n.t('Search prompts')}
          placeholder={
            total === undefined
              ? i18n.t('Search prompts')
              : i18n.t('Search {n, plural, one {# prompt} other {# prompts}}', { n: total })
          }
          defaultValue={filters.text}
          onChange={({ target }) => {
            clearTimeout(timer.current);
            timer.current = setTimeout(() => set({ text: target.value.trim() || undefined }), REST_MS);
          }}
        />
        <Kbd>/</Kbd>
      </div>
      <div className={styles.chips}>
        <Select
          label={i18n.t('Kind')}
          value={filters.type}
          options={interviewTypes.map((type) => [type, interviewTypeTitle(type)])}
          onChange={(type) => set({ type: type as InterviewType | undefined })}
        />
        <Select
          label={i18n.t('Difficulty')}
          value={filters.difficulty}
          options={(['easy', 'medium', 'hard'] as const).map((level) => [level, difficultyTitle(level)])}
          onChange={(difficulty) => set({ difficulty: difficulty as Values['difficulty'] })}
        />
        <Select
          label={i18n.t('Length')}
          value={filters.length}
          options={[
            ['short', i18n.t('20 min')],
            ['long', i18n.t('35 min')],
          ]}
          onChange={(length) => set({ length: length as InterviewLength | undefined })}
        />
        <Select
          label={i18n.t('By title')}
          value={filters.order === 'title' ? undefined : filters.order}
          options={[
            ['newest', i18n.t('Newest first')],
            ['used', i18n.t('Most used first')],
          ]}
          onChange={(order) => set({ order: order as Values['order'] })}
        />
        {(['domain', 'subtype', 'style', 'skill'] as const).map(
          (key) =>
            filters[key] && (
              <Chip key={key} pressed onClick={() => set({ [key]: undefined })}>
                {filters[key]}
              </Chip>
            ),
        )}
        {isSignedIn && (
          <Chip
            pressed={filters.favourites === 'true'}
            onClick={() => set({ favourites: filters.favourites ? undefined : 'true' })}
          >
            {i18n.t('Favourites')}
          </Chip>
        )}
        {isSignedIn && (
          <Chip
            pressed={filters.unseen === 'true'}
            onClick={() => set({ unseen: filters.unseen ? undefined : 'true' })}
          >
            {i18n.t('Unseen')}
          </Chip>
        )}
      </div>
    </div>
  );
};
