import { appendAudit } from '../../audit/audit-store.ts'
import type { Database } from '../../database/connection.ts'
import { currentMoment } from '../../database/current-moment-store.ts'
import { dayOf } from '../../scheme/printed-dates.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { type CourseProblem, courseSlug, readTypedCourse, type TypedCourse } from './course.ts'
import { insertCourse, lockCourse, saveCourse } from './course-store.ts'

export type CourseResult =
  | { readonly ok: true }
  | {
      readonly ok: false
      /** Somebody else changed it since. */
      readonly isStale: boolean
      readonly problems: readonly (CourseProblem | { readonly field?: undefined; readonly reason: string })[]
    }

/** Puts a course or seminar on the programme, or changes one. */
export async function writeCourse(
  database: Database,
  scheme: Scheme,
  request: {
    readonly actor: string
    /** Undefined where it is new. */
    readonly course: { readonly id: number; readonly version: number } | undefined
    readonly typed: TypedCourse
  },
): Promise<CourseResult> {
  const { actor, typed } = request
  return database.transaction().execute(async (transaction): Promise<CourseResult> => {
    const before = request.course && (await lockCourse(transaction, request.course.id))
    if (before?.version !== request.course?.version) {
      const reason =
        'Somebody else changed this course since you opened it, so nothing was saved. What you typed is still here.'
      return { ok: false, isStale: true, problems: [{ reason }] }
    }
    const today = dayOf(scheme, await currentMoment(transaction))
    const reading = readTypedCourse(scheme, typed, before?.announcedOn ?? today)
    if (!reading.ok) return { ...reading, isStale: false }
    const { course } = reading
    const slug = before?.slug ?? courseSlug(course.title)
    if (before === undefined) {
      const id = await insertCourse(transaction, { ...course, slug, announcedOn: today })
      if (id === undefined) {
        const reason = 'Another course has this title. Give this one another.'
        return { ok: false, isStale: false, problems: [{ field: 'title', reason }] }
      }
    } else {
      await saveCourse(transaction, before.id, { ...course, version: before.version + 1 })
    }
    await appendAudit(transaction, [
      {
        actor,
        action: before === undefined ? 'course add' : 'course change',
        subject: `course ${slug}`,
        before: before === undefined ? null : facts(before),
        after: facts(course),
      },
    ])
    return { ok: true }
  })
}

function facts({
  kind,
  title,
  namedAs,
  audiences,
  bookableFrom,
}: {
  readonly kind: string
  readonly title: string
  readonly namedAs: string
  readonly audiences: readonly string[]
  readonly bookableFrom: string | null
}) {
  return { kind, title, namedAs, audiences: [...audiences], bookableFrom }
}
