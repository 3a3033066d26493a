import { textChange } from './text-change';

const apply = (before: string, after: string) => {
  const { at, deleted, inserted } = textChange(before, after);
  return before.slice(0, at) + inserted + before.slice(at + deleted);
};

describe('textChange', () => {
  it.each([
    ['', 'a'],
    ['abc', 'abc'],
    ['abc', 'abxc'],
    ['aaaa', 'aaa'],
    ['one two three', 'one three'],
    ['same', ''],
    ['x🙂y', 'x🙃y'],
    ['🙂🙂', '🙂'],
  ])('turns %j into %j', (before, after) => {
    expect(apply(before, after)).toBe(after);
  });

  it('touches nothing but the stretch that changed', () => {
    expect(textChange('Ask who loses', 'Ask him who loses')).toEqual({ at: 4, deleted: 0, inserted: 'him ' });
  });

  it('never splits a character outside the basic plane', () => {
    const { at, deleted, inserted } = textChange('🙂', '🙃');
    expect({ at, deleted, inserted }).toEqual({ at: 0, deleted: 2, inserted: '🙃' });
  });
});
