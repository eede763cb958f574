import { expect, it } from 'vitest';
import { createSeats } from './seats.ts';

it('one user has his own number of seats, and all together theirs', () => {
  const seats = createSeats({ ofOne: 2, ofAll: 3 });
  const [first] = [seats.take('anna'), seats.take('anna')];
  expect(() => seats.take('anna')).toThrow('Too many');
  seats.take('boris');
  expect(() => seats.take('vera')).toThrow('Too many');
  first();
  first();
  seats.take('vera');
  expect(() => seats.take('anna')).toThrow('Too many');
});
