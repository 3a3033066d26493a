import { type InterviewLength, type InterviewType, interviewTypes } from '@debrief/contracts';
import { Chip, CloseDialog, Dialog, inputClass, Kbd, SelectField } from '@debrief/ui';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { i18n } from '../../shared/i18n';
import { interviewTypeTitle } from '../../shared/interview-names';
import { useMe } from '../../shared/me';
import { skillName } from '../../shared/skill-names';
import { styleName, subtypeName } from '../../shared/style-names';
import { type Filters as Values, useWhole } from './prompt-data';
import styles from './prompts.module.css';
import { difficultyTitle } from './words';

const route = getRouteApi('/shell/prompts');
/** Beside the search on every screen; on a narrow one the others are in a sheet. */
const first = ['type', 'difficulty'];
/** A search is sent when the typing rests. */
const REST_MS = 200;

interface Menu {
  name: string;
  label: string;
  value: string | undefined;
  options: [string, string][];
  onChange: (value: string | undefined) => void;
}

const Select = ({ label, value, options, onChange }: Menu) => (
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
  const whole = useWhole();
  const total = whole?.total;
  const [isOpen, setOpen] = useState(false);
  const box = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const set = (part: Values) =>
    void navigate({ to: '.', search: (before: Values) => ({ ...before, ...part }), replace: true });
  const menus = menusOf(filters, whole?.menus, isSignedIn, set);
  const more = menus.filter(({ name, value }) => value && !first.includes(name)).length;
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
        {menus.map((menu) => (
          <span key={menu.name} className={first.includes(menu.name) ? undefined : styles.beside}>
            <Select {...menu} />
          </span>
        ))}
        {isSignedIn && (
          <Chip
            pressed={filters.favourites === 'true'}
            onClick={() => set({ favourites: filters.favourites ? undefined : 'true' })}
          >
            {i18n.t('Favourites')}
          </Chip>
        )}
        <Chip className={styles.inSheet} aria-haspopup="dialog" onClick={() => setOpen(true)}>
          {more ? i18n.t('More filters ({n})', { n: more }) : i18n.t('More filters')}
        </Chip>
      </div>
      {isOpen && (
        <Dialog title={i18n.t('Filters')} onClose={() => setOpen(false)}>
          <div className={styles.sheet}>
            {menus.map(({ name, label, value, options, onChange }) => (
              <SelectField
                key={name}
                label={name === 'order' ? i18n.t('Order') : label}
                value={value ?? ''}
                onChange={({ target }) => onChange(target.value || undefined)}
              >
                <option value="">{name === 'order' ? i18n.t('By title') : i18n.t('Any')}</option>
                {options.map(([option, words]) => (
                  <option key={option} value={option}>
                    {words}
                  </option>
                ))}
              </SelectField>
            ))}
          </div>
          <CloseDialog kind="primary">{i18n.t('Show the prompts')}</CloseDialog>
        </Dialog>
      )}
    </div>
  );
};

const byName = (options: [string, string][]) => options.sort(([, a], [, b]) => a.localeCompare(b));

/** What the list can be narrowed by, each with what there is in the library; a value of the address is always among it. */
function menusOf(
  filters: Values,
  known: NonNullable<ReturnType<typeof useWhole>>['menus'],
  isSignedIn: boolean,
  set: (part: Values) => void,
): Menu[] {
  const all = (key: 'subtype' | 'domain' | 'style' | 'skill', nameOf: (value: string) => string) => {
    const values = new Set(known?.[key]);
    if (filters[key]) values.add(filters[key]);
    return byName([...values].map((value): [string, string] => [value, nameOf(value)]));
  };
  const { type } = filters;
  return [
    {
      name: 'type',
      label: i18n.t('Kind'),
      value: type,
      options: interviewTypes.map((each) => [each, interviewTypeTitle(each)]),
      // A subtype belongs to its kind.
      onChange: (value) => set({ type: value as InterviewType | undefined, subtype: undefined }),
    },
    {
      name: 'difficulty',
      label: i18n.t('Difficulty'),
      value: filters.difficulty,
      options: (['easy', 'medium', 'hard'] as const).map((level) => [level, difficultyTitle(level)]),
      onChange: (difficulty) => set({ difficulty: difficulty as Values['difficulty'] }),
    },
    {
      name: 'length',
      label: i18n.t('Length'),
      value: filters.length,
      options: [
        ['short', i18n.t('20 min')],
        ['long', i18n.t('35 min')],
      ],
      onChange: (length) => set({ length: length as InterviewLength | undefined }),
    },
    {
      name: 'subtype',
      label: i18n.t('Subtype'),
      value: filters.subtype,
      options: all('subtype', (value) => (type ? subtypeName(value) : titled(value))).filter(
        ([value]) => !type || value.startsWith(`${type}.`) || value === filters.subtype,
      ),
      onChange: (subtype) => set({ subtype }),
    },
    {
      name: 'skill',
      label: i18n.t('Skill'),
      value: filters.skill,
      options: all('skill', skillName),
      onChange: (skill) => set({ skill }),
    },
    {
      name: 'style',
      label: i18n.t('Style'),
      value: filters.style,
      options: all('style', styleName),
      onChange: (style) => set({ style }),
    },
    {
      name: 'domain',
      label: i18n.t('Trade or domain'),
      value: filters.domain,
      options: all('domain', (value) => value),
      onChange: (domain) => set({ domain }),
    },
    ...(isSignedIn
      ? [
          {
            name: 'seen',
            label: i18n.t('Seen or not'),
            value: filters.unseen ? 'unseen' : filters.seen && 'seen',
            options: [
              ['unseen', i18n.t('Not seen yet')],
              ['seen', i18n.t('Seen or played')],
            ] satisfies [string, string][],
            onChange: (value: string | undefined) =>
              set({ unseen: value === 'unseen' ? 'true' : undefined, seen: value === 'seen' ? 'true' : undefined }),
          },
        ]
      : []),
    {
      name: 'order',
      label: i18n.t('By title'),
      value: filters.order === 'title' ? undefined : filters.order,
      options: [
        ['newest', i18n.t('Newest first')],
        ['used', i18n.t('Most used first')],
      ],
      onChange: (order) => set({ order: order as Values['order'] }),
    },
  ];
}

/** A subtype without its kind beside it: several kinds have one of the same name. */
function titled(subtype: string): string {
  const type = interviewTypes.find((each) => subtype.startsWith(`${each}.`));
  return type ? `${interviewTypeTitle(type)}: ${subtypeName(subtype).toLowerCase()}` : subtypeName(subtype);
}
