export { fakeClock, type FakeClock } from './fake-clock';
export { seededRandom, type SeededRandom } from './seeded-random';
export { eventually } from './eventually';
