import type { Context } from 'hono'
import type { Staff } from '../../accounts/person.ts'
import { type Desk, StaffPage, tokenOf } from '../../accounts/signed-in-route.tsx'
import { currentMoment } from '../../database/current-moment-store.ts'
import { dayOf } from '../../scheme/printed-dates.ts'
import { deskAddresses } from '../../web/desk-addresses.ts'
import {
  DeskCheckboxes,
  DeskForm,
  DeskRadios,
  DeskTextArea,
  DeskTextInput,
  ErrorSummary,
  type Problem,
  problemOf,
} from '../../web/desk-form-controls.tsx'
import { Standing } from '../../web/desk-page.tsx'
import { Button } from '../../web/form-controls.tsx'
import type { SentForm } from '../../web/sent-form.ts'
import { noSuchTraining } from '../workshop/programme-page.tsx'
import type { Course, TypedCourse } from './course.ts'
import { writeCourse } from './course-actions.ts'
import { findCourse } from './course-store.ts'

/** Where a course or seminar is put on the programme. */
export async function showNewCourse(context: Context, desk: Desk, staff: Staff): Promise<Response> {
  const today = dayOf(desk.scheme, await currentMoment(desk.database))
  const typed = {
    kind: 'course',
    title: '',
    namedAs: '',
    summary: '',
    covers: '',
    audiences: [],
    bookableFrom: today,
  }
  return formPage(context, desk, staff, { course: undefined, typed, problems: [] })
}

/** Puts it there. */
export async function sendNewCourse(
  context: Context,
  desk: Desk,
  staff: Staff,
  form: SentForm,
): Promise<Response> {
  return save(context, desk, staff, form, undefined)
}

/** Where one is changed. */
export async function showCourse(context: Context, desk: Desk, staff: Staff): Promise<Response> {
  const course = await findCourse(desk.database, context.req.param('course') ?? '')
  if (course === undefined) return noSuchTraining(context, desk, staff)
  const typed = { ...course, bookableFrom: course.bookableFrom ?? '' }
  return formPage(context, desk, staff, { course, typed, problems: [] })
}

/** Changes it. */
export async function sendCourse(
  context: Context,
  desk: Desk,
  staff: Staff,
  form: SentForm,
): Promise<Response> {
  const course = await findCourse(desk.database, context.req.param('course') ?? '')
  if (course === undefined) return noSuchTraining(context, desk, staff)
  return save(context, desk, staff, form, course)
}

async function save(
  context: Context,
  desk: Desk,
  staff: Staff,
  form: SentForm,
  course: Course | undefined,
): Promise<Response> {
  const typed: TypedCourse = {
    kind: form.text('kind'),
    title: form.text('title'),
    namedAs: form.text('namedAs'),
    summary: form.text('summary'),
    covers: form.text('covers'),
    audiences: form.texts('audiences'),
    bookableFrom: form.text('bookableFrom'),
  }
  const result = await writeCourse(desk.database, desk.scheme, {
    actor: staff.email,
    course: course && { id: course.id, version: Number(form.text('version')) },
    typed,
  })
  if (result.ok) return context.redirect(`${deskAddresses.training('courses')}&done=course`, 303)
  context.status(result.isStale ? 409 : 422)
  return formPage(context, desk, staff, {
    course,
    typed,
    problems: result.problems,
    isStale: result.isStale,
  })
}

async function formPage(
  context: Context,
  desk: Desk,
  staff: Staff,
  {
    course,
    typed,
    problems,
    isStale = false,
  }: {
    readonly course: Course | undefined
    readonly typed: TypedCourse
    readonly problems: readonly Problem[]
    readonly isStale?: boolean
  },
): Promise<Response> {
  const action = course === undefined ? deskAddresses.newCourse() : deskAddresses.course(course.slug)
  const title = course === undefined ? 'A new course or seminar' : course.title
  const error = (field: keyof TypedCourse) => problemOf(problems, field)
  return context.html(
    <StaffPage
      desk={desk}
      person={staff}
      title={title}
      current={deskAddresses.training()}
      back={{ text: 'Training', href: deskAddresses.training('courses') }}
    >
      <ErrorSummary problems={problems} />
      <h1>{title}</h1>
      <Standing>
        <strong>Everybody reads this in the programme.</strong> Its dates are put on one by one.
      </Standing>
      <DeskForm action={action} token={tokenOf(desk, staff, action)}>
        <input type="hidden" name="version" value={String(course?.version ?? 0)} />
        <DeskRadios
          id="kind"
          label="What is it?"
          error={error('kind')}
          choices={[
            {
              value: 'course',
              text: 'A course',
              hint: 'Counts among courses and people trained.',
              isChosen: typed.kind === 'course',
            },
            {
              value: 'seminar',
              text: 'A seminar for link officers',
              hint: 'Counts delegates, and the authorities they come from.',
              isChosen: typed.kind === 'seminar',
            },
          ]}
        />
        <DeskTextInput id="title" label="Title" value={typed.title} error={error('title')} />
        <DeskTextInput
          id="namedAs"
          label="What it is on"
          hint="While it is only announced, letters say: “A new module on …”. Such as “putting things right”."
          value={typed.namedAs}
          error={error('namedAs')}
        />
        <DeskTextArea
          id="summary"
          label="What it is for"
          hint="A sentence or two."
          rows={3}
          value={typed.summary}
          error={error('summary')}
        />
        <DeskTextArea
          id="covers"
          label="What it covers"
          hint="A line for each point."
          value={typed.covers}
          error={error('covers')}
        />
        <DeskCheckboxes
          id="audiences"
          label="Whom is it for?"
          error={error('audiences')}
          choices={desk.scheme.training.audiences.map(({ code, name }) => ({
            value: code,
            text: name,
            isChosen: typed.audiences.includes(code),
          }))}
        />
        <DeskTextInput
          id="bookableFrom"
          label="Can be booked from"
          hint="Left empty it is announced alone: the programme and letters name it as coming."
          type="date"
          value={typed.bookableFrom}
          error={error('bookableFrom')}
        />
        <Button text={isStale ? 'Save this in place of theirs' : 'Save'} />
      </DeskForm>
      {isStale && course !== undefined && (
        <section aria-labelledby="theirs">
          <h2 id="theirs">What it says now</h2>
          <p>
            <strong>{course.title}</strong>
          </p>
          <p>{course.summary}</p>
          {course.covers.split('\n').map((line) => (
            <p>{line}</p>
          ))}
        </section>
      )}
    </StaffPage>,
  )
}
