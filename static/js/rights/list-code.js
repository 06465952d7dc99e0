/* The code of a list of rights, as kiosk/rights/list_code.py writes it: two bits a right, in letters of five bits.
   tests/rights/cases.json holds both together. */

const VERSION = "1";
const LETTERS = "0123456789abcdefghjkmnpqrstvwxyz";
const BITS_OF_A_RIGHT = 2;
const BITS_OF_A_LETTER = 5;
const MOST = 2;

export function listCode(verdicts) {
  const letters = [];
  for (let place = 0; place < lettersFor(verdicts.length); place += 1) {
    letters.push(LETTERS[letterAt(place, verdicts)]);
  }
  return `${VERSION}.${letters.join("")}`;
}

/* The verdicts of a code, by the place of each right in it; null where it is none of ours. */
export function readListCode(code, count) {
  const [version, text] = code.split(".");
  const letters = [...(text || "")].map((each) => LETTERS.indexOf(each));
  if (version !== VERSION || code !== `${version}.${text}`) return null;
  if (letters.length !== lettersFor(count) || letters.includes(-1)) return null;
  const verdicts = [];
  for (let right = 0; right < count; right += 1) verdicts.push(verdictAt(right, letters));
  return verdicts.every((each) => each <= MOST) ? verdicts : null;
}

function lettersFor(count) {
  return Math.ceil((count * BITS_OF_A_RIGHT) / BITS_OF_A_LETTER);
}

function letterAt(place, verdicts) {
  let letter = 0;
  for (let bit = 0; bit < BITS_OF_A_LETTER; bit += 1) {
    const at = place * BITS_OF_A_LETTER + bit;
    const verdict = verdicts[Math.floor(at / BITS_OF_A_RIGHT)] || 0;
    letter |= ((verdict >> (at % BITS_OF_A_RIGHT)) & 1) << bit;
  }
  return letter;
}

function verdictAt(right, letters) {
  let verdict = 0;
  for (let bit = 0; bit < BITS_OF_A_RIGHT; bit += 1) {
    const at = right * BITS_OF_A_RIGHT + bit;
    const letter = letters[Math.floor(at / BITS_OF_A_LETTER)];
    verdict |= ((letter >> (at % BITS_OF_A_LETTER)) & 1) << bit;
  }
  return verdict;
}
