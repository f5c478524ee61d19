import type { Context } from 'hono'
import type { Staff } from '../../accounts/person.ts'
import { type Desk, StaffPage, tokenOf } from '../../accounts/signed-in-route.tsx'
import { currentMoment } from '../../database/current-moment-store.ts'
import { dayOf } from '../../scheme/printed-dates.ts'
import { timeOf } from '../../scheme/wall-clock.ts'
import { deskAddresses } from '../../web/desk-addresses.ts'
import {
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
import { WorkshopFacts } from '../booking/booking-page.tsx'
import type { Course } from '../course/course.ts'
import { findCourse } from '../course/course-store.ts'
import { noSuchTraining } from './programme-page.tsx'
import type { TypedWorkshop, Workshop } from './workshop.ts'
import { writeWorkshop } from './workshop-actions.ts'
import { askedWorkshop } from './workshop-page.tsx'
import { readJoining } from './workshop-store.ts'
import { inPlaces } from './workshop-words.ts'

/** Where another date of a course is put on. */
export async function showNewWorkshop(context: Context, desk: Desk, staff: Staff): Promise<Response> {
  const course = await findCourse(desk.database, context.req.param('course') ?? '')
  if (course === undefined) return noSuchTraining(context, desk, staff)
  const today = dayOf(desk.scheme, await currentMoment(desk.database))
  const typed = {
    date: '',
    begins: '10:00',
    ends: '13:00',
    where: 'online',
    town: '',
    address: '',
    capacity: '20',
    price: '',
    joining: '',
    opensOn: today,
    closesOn: '',
  }
  return formPage(context, desk, staff, { course, workshop: undefined, typed, problems: [] })
}

/** Puts it on. */
export async function sendNewWorkshop(
  context: Context,
  desk: Desk,
  staff: Staff,
  form: SentForm,
): Promise<Response> {
  const course = await findCourse(desk.database, context.req.param('course') ?? '')
  if (course === undefined) return noSuchTraining(context, desk, staff)
  return save(context, desk, staff, form, { course, workshop: undefined })
}

/** Where one is changed. */
export async function showWorkshopText(context: Context, desk: Desk, staff: Staff): Promise<Response> {
  const found = await askedWorkshop(context, desk)
  if (found === undefined) return noSuchTraining(context, desk, staff)
  const { workshop } = found
  const typed = {
    date: dayOf(desk.scheme, workshop.beginsAt),
    begins: timeOf(desk.scheme, workshop.beginsAt),
    ends: timeOf(desk.scheme, workshop.endsAt),
    where: workshop.town === null ? 'online' : 'place',
    town: workshop.town ?? '',
    address: workshop.address ?? '',
    capacity: String(workshop.capacity),
    price: workshop.pricePence === 0 ? '' : (workshop.pricePence / 100).toFixed(2).replace('.00', ''),
    joining: await readJoining(desk.database, workshop.id),
    opensOn: workshop.bookingOpensOn,
    closesOn: workshop.bookingClosesOn,
  }
  return formPage(context, desk, staff, { ...found, typed, problems: [] })
}

/** Changes it. */
export async function sendWorkshopText(
  context: Context,
  desk: Desk,
  staff: Staff,
  form: SentForm,
): Promise<Response> {
  const found = await askedWorkshop(context, desk)
  if (found === undefined) return noSuchTraining(context, desk, staff)
  return save(context, desk, staff, form, found)
}

type About = { readonly course: Course; readonly workshop: Workshop | undefined }

async function save(
  context: Context,
  desk: Desk,
  staff: Staff,
  form: SentForm,
  about: About,
): Promise<Response> {
  const typed: TypedWorkshop = {
    date: form.text('date'),
    begins: form.text('begins'),
    ends: form.text('ends'),
    where: form.text('where'),
    town: form.text('town'),
    address: form.text('address'),
    capacity: form.text('capacity'),
    price: form.text('price'),
    joining: form.text('joining'),
    opensOn: form.text('opensOn'),
    closesOn: form.text('closesOn'),
  }
  const result = await writeWorkshop(desk.database, desk.scheme, {
    actor: staff.email,
    course: about.course,
    workshop: about.workshop && { id: about.workshop.id, version: Number(form.text('version')) },
    typed,
  })
  if (result.ok) return context.redirect(`${deskAddresses.workshop(result.id)}?done=saved`, 303)
  context.status(result.isStale ? 409 : 422)
  return formPage(context, desk, staff, {
    ...about,
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
    workshop,
    typed,
    problems,
    isStale = false,
  }: About & {
    readonly typed: TypedWorkshop
    readonly problems: readonly Problem[]
    readonly isStale?: boolean
  },
): Promise<Response> {
  const action =
    workshop === undefined
      ? deskAddresses.newWorkshop(course.slug)
      : deskAddresses.workshop(workshop.id, 'change')
  const error = (field: keyof TypedWorkshop) => problemOf(problems, field)
  const title = workshop === undefined ? `A date of “${course.title}”` : `Change “${course.title}”`
  return context.html(
    <StaffPage
      desk={desk}
      person={staff}
      title={title}
      current={deskAddresses.training()}
      back={
        workshop === undefined
          ? { text: 'Training', href: deskAddresses.training('courses') }
          : { text: course.title, href: deskAddresses.workshop(workshop.id) }
      }
    >
      <ErrorSummary problems={problems} />
      <h1>{title}</h1>
      <Standing>
        {workshop === undefined || workshop.placesHeld === 0 ? (
          <strong>Nobody has booked it yet.</strong>
        ) : (
          <>
            <strong>{inPlaces(workshop.placesHeld)} taken.</strong> Everybody who booked is told of another
            time or place.
          </>
        )}
      </Standing>
      <DeskForm action={action} token={tokenOf(desk, staff, action)}>
        <input type="hidden" name="version" value={String(workshop?.version ?? 0)} />
        <DeskTextInput id="date" label="Day" type="date" value={typed.date} error={error('date')} />
        <DeskTextInput
          id="begins"
          label="Begins"
          hint="By clocks in the UK, as 09:30"
          type="time"
          width={10}
          value={typed.begins}
          error={error('begins')}
        />
        <DeskTextInput
          id="ends"
          label="Ends"
          type="time"
          width={10}
          value={typed.ends}
          error={error('ends')}
        />
        <DeskRadios
          id="where"
          label="Where?"
          error={error('where')}
          choices={[
            { value: 'online', text: 'Online', isChosen: typed.where === 'online' },
            {
              value: 'place',
              text: 'In a place',
              isChosen: typed.where === 'place',
              children: (
                <>
                  <DeskTextInput id="town" label="Town" value={typed.town} error={error('town')} />
                  <DeskTextArea
                    id="address"
                    label="Address"
                    hint="Everybody reads it. Leave it empty while it is not known."
                    rows={3}
                    value={typed.address}
                    error={error('address')}
                  />
                </>
              ),
            },
          ]}
        />
        <DeskTextInput
          id="capacity"
          label="Places"
          inputmode="numeric"
          width={5}
          value={typed.capacity}
          error={error('capacity')}
        />
        <DeskTextInput
          id="price"
          label="Price for one person, in pounds"
          hint="Left empty it is free."
          width={10}
          value={typed.price}
          error={error('price')}
        />
        <DeskTextInput
          id="opensOn"
          label="Booking opens on"
          type="date"
          value={typed.opensOn}
          error={error('opensOn')}
        />
        <DeskTextInput
          id="closesOn"
          label="Last day to book"
          type="date"
          value={typed.closesOn}
          error={error('closesOn')}
        />
        <DeskTextArea
          id="joining"
          label="How to join"
          hint={`Such as the link to a meeting. Nobody reads it in the programme; it is mailed ${desk.scheme.training.joiningWorkingDays} working days before, and again if it changes after that.`}
          value={typed.joining}
          error={error('joining')}
        />
        <Button text={isStale ? 'Save this in place of theirs' : 'Save'} />
      </DeskForm>
      {isStale && workshop !== undefined && (
        <section aria-labelledby="theirs">
          <h2 id="theirs">How it stands now</h2>
          <WorkshopFacts desk={desk} workshop={workshop}>
            <dt>Places</dt>
            <dd>{workshop.capacity}</dd>
          </WorkshopFacts>
        </section>
      )}
    </StaffPage>,
  )
}
