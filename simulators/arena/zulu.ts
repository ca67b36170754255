/** Arena writes times in Zulu, to the second: `2014-07-07T23:19:46Z`. */
export const zulu = (date: Date): string => `${date.toISOString().slice(0, 19)}Z`;
