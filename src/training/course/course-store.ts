import type { Database, Transaction } from '../../database/connection.ts'
import type { IsoDate } from '../../scheme/reporting-year.ts'
import { type Course, type CourseText, courseKind } from './course.ts'

function courses(database: Database | Transaction) {
  return database
    .selectFrom('course')
    .select([
      'courseId as id',
      'slug',
      'kind',
      'title',
      'namedAs',
      'summary',
      'covers',
      'audiences',
      'announcedOn',
      'bookableFrom',
      'version',
    ])
}

function course(row: Omit<Course, 'kind'> & { readonly kind: string }): Course {
  return { ...row, kind: courseKind(row.kind) }
}

/** Every course and seminar, by title. */
export async function readCourses(database: Database | Transaction): Promise<readonly Course[]> {
  return (await courses(database).orderBy('title').execute()).map(course)
}

export async function findCourse(
  database: Database | Transaction,
  slug: string,
): Promise<Course | undefined> {
  const row = await courses(database).where('slug', '=', slug).executeTakeFirst()
  return row && course(row)
}

export async function lockCourse(transaction: Transaction, id: number): Promise<Course | undefined> {
  const row = await courses(transaction).where('courseId', '=', id).forUpdate().executeTakeFirst()
  return row && course(row)
}

/** Keeps a new course; undefined where another has its slug. */
export async function insertCourse(
  transaction: Transaction,
  written: CourseText & { readonly slug: string; readonly announcedOn: IsoDate },
): Promise<number | undefined> {
  const row = await transaction
    .insertInto('course')
    .values({ ...written, audiences: [...written.audiences] })
    .onConflict((conflict) => conflict.column('slug').doNothing())
    .returning('courseId')
    .executeTakeFirst()
  return row?.courseId
}

export async function saveCourse(
  transaction: Transaction,
  id: number,
  written: CourseText & { readonly version: number },
): Promise<void> {
  await transaction
    .updateTable('course')
    .set({ ...written, audiences: [...written.audiences] })
    .where('courseId', '=', id)
    .execute()
}
