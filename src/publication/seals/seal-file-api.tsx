import type { Context } from 'hono'
import { publicSealText } from '../../review/sealing/public-seal.ts'
import { readSealedRecord, readStandingLetters } from '../../review/sealing/review-record-store.ts'
import { findPublicSeal } from '../../review/sealing/seal-store.ts'
import { parseReportingYear } from '../../scheme/reporting-year.ts'
import { addresses } from '../../web/addresses.ts'
import { fileAnswer } from '../../web/csv-answer.ts'
import { savedName } from '../downloads/data-file.ts'
import { notFound, type PublicSite } from '../site/public-site.tsx'

/** Everything public that a fingerprint stands for, as a file that can be checked without this site. */
export async function sendSealFile(
  context: Context,
  publicSite: PublicSite,
  fileName: string,
): Promise<Response> {
  const { database, site } = publicSite
  const key = keyOf(fileName)
  const seal = key && (await findPublicSeal(database, key))
  const record = seal && (await readSealedRecord(database, key))
  if (!record) return noSuchSeal(context, publicSite)
  const letters = await readStandingLetters(database, key)
  const head = { ...seal, isDemonstration: site.isDemonstration }
  const text = publicSealText(head, record, seal.wording, letters)
  return fileAnswer(context, savedName(fileName, site.isDemonstration), 'application/json', inTurn(text))
}

/** Reads `seal-2023-24-1.json`; undefined for other names. */
function keyOf(fileName: string) {
  const [, yearText = '', revision] = /^seal-(\d{4}-\d{2})-([1-9]\d{0,4})\.json$/.exec(fileName) ?? []
  const year = parseReportingYear(yearText)
  return year === undefined ? undefined : { year, revision: Number(revision) }
}

async function* inTurn(pieces: Iterable<string>): AsyncGenerator<string> {
  yield* pieces
}

function noSuchSeal(context: Context, publicSite: PublicSite): Response | Promise<Response> {
  return notFound(
    context,
    publicSite,
    'There is no such file',
    <p class="text">
      Every seal that is public stands on the page{' '}
      <a class="link" href={addresses.seals()}>
        Seals and fingerprints
      </a>
      .
    </p>,
  )
}
