export const shortestPassword = 12
export const longestPassword = 128

/** Why a password will not do, as a sentence; undefined where it will. No mixture of characters is asked for. */
export function passwordProblem(password: string, email: string): string | undefined {
  const length = [...password].length
  if (length < shortestPassword) {
    return `A password here has at least ${shortestPassword} characters. Three or four words together are easy to remember.`
  }
  if (length > longestPassword) return `A password here has at most ${longestPassword} characters.`
  const plain = lettersAndDigits(password)
  const names = [...email.split('@'), ...email.split(/[^\p{L}\p{N}]+/u)].map(lettersAndDigits)
  const isFromEmail = plain === lettersAndDigits(email) || names.some((name) => isMostOf(name, plain))
  if (isFromEmail) return 'This password is made from the e-mail address. Choose another.'
  if (isTrivial(plain)) return 'This password is among the first that anybody would try. Choose another.'
  return undefined
}

/** A name counts where it leaves little else to guess. */
function isMostOf(name: string, plain: string): boolean {
  return name.length >= 4 && plain.includes(name) && plain.length - name.length < 6
}

function isTrivial(plain: string): boolean {
  const differentCount = new Set(plain).size
  const rest = wordsTriedFirst.reduce((left, word) => left.replaceAll(word, ''), plain.replaceAll(/\d/g, ''))
  return differentCount < 5 || rest.length < 4 || rows.some((row) => row.includes(plain))
}

/** What lists of stolen passwords begin with, here also the words of this place. */
const wordsTriedFirst = [
  ...['password', 'passwort', 'passphrase', 'letmein', 'welcome', 'changeme', 'iloveyou', 'football'],
  ...['monkey', 'dragon', 'sunshine', 'princess', 'superman', 'batman', 'baseball', 'master', 'secret'],
  ...['qwertyuiop', 'qwerty', 'asdfghjkl', 'zxcvbnm', 'abcdef', 'abc'],
  ...['administrator', 'admin', 'ombudsman', 'upheld', 'council'],
]

const rows = ['qwertyuiop asdfghjkl zxcvbnm', 'abcdefghijklmnopqrstuvwxyz', '12345678901234567890'].map(
  (row) => lettersAndDigits(row).repeat(3),
)

function lettersAndDigits(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')
}
