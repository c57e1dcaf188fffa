/** How many times as much random input is tried as in `npm test`: 4 in `npm run test:thorough`, or what `FC_TIMES` says. */
const times = Number(process.env.FC_TIMES ?? 1);

/** @returns how many runs a property has that has `count` of them in `npm test` */
export const runs = (count: number) => Math.ceil(count * times);
