import { Places } from './places.js';

describe('places', () => {
  it('lets in as many as there are places, and the others in their order as places become free', () => {
    const places = new Places(() => 2);
    const entered: string[] = [];
    for (const name of ['a', 'b', 'c', 'd']) places.take(() => entered.push(name));
    expect(entered).toEqual(['a', 'b']);
    places.leave();
    expect(entered).toEqual(['a', 'b', 'c']);
    places.leave();
    expect(entered).toEqual(['a', 'b', 'c', 'd']);
  });

  it('lets nobody in while more are inside than there are places by now', () => {
    let capacity = 3;
    const places = new Places(() => capacity);
    const entered: number[] = [];
    for (const number of [1, 2, 3, 4]) places.take(() => entered.push(number));
    capacity = 1;
    places.leave();
    places.leave();
    expect(entered).toEqual([1, 2, 3]);
    places.leave();
    expect(entered).toEqual([1, 2, 3, 4]);
    expect(places.areAllFree).toBe(false);
    places.leave();
    expect(places.areAllFree).toBe(true);
  });
});
