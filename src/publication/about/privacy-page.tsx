import type { Context } from 'hono'
import { addresses } from '../../web/addresses.ts'
import type { PublicSite } from '../site/public-site.tsx'
import { AboutPage } from './about-page.tsx'
import { Contact } from './contact.tsx'
import { readContact } from './contact-store.ts'

/** What the site knows of its visitors, and of the people it writes about. */
export async function showPrivacy(context: Context, publicSite: PublicSite): Promise<Response> {
  const contact = await readContact(publicSite)
  return context.html(
    <AboutPage publicSite={publicSite} title="Privacy">
      <p class="lead">
        This site sets no cookies, keeps nothing in your browser, and does not count its visitors.
      </p>
      <h2>Your visit</h2>
      <ul>
        <li>
          Pages, fonts, pictures and scripts all come from this site. Nothing is loaded from anybody else, so
          nobody else learns that you were here.
        </li>
        <li>
          The program keeps no list of who asked for what. What you search for stands in the address of the
          page; the answer may be kept for a while, so that whoever asks the same next has it sooner, but not
          who asked. When a page fails through our fault, the fault is written down, without who met it.
        </li>
        <li>
          So that one visitor cannot keep the site from all others, the program remembers your network address
          while a search of yours is being answered, and forgets it when it is done.
        </li>
        <li>
          The servers and networks between you and this program are not part of it, and those who run them may
          keep records of their own.
        </li>
        <li>Links that lead elsewhere are plain links; what happens there, others say.</li>
      </ul>
      <h2>Bookings</h2>
      <ul>
        <li>
          Whoever books a place on a course gives names and e-mail addresses of themselves and of those who
          come. We use them for that course alone, to say how to join and to count who came, and delete them{' '}
          {publicSite.scheme.training.namesKeptForMonths} months after it. What somebody needs to take part
          goes as soon as it is over.
        </li>
        <li>
          A booking opens by the link that is mailed, and by nothing else. What those who came say of a course
          is kept apart from who they are.
        </li>
        <li>
          So that nobody can fill a course, the program counts for ten minutes how many bookings came from
          your network address, and forgets it then.
        </li>
      </ul>
      <h2>Surveys</h2>
      <ul>
        <li>
          A survey says on its first page whether it is anonymous. Of an anonymous answer we keep what you
          say, and nothing that leads to you: no name, no address, no day. Otherwise we keep your organisation
          and the day.
        </li>
        <li>
          What you save to come back to is locked with your link; we cannot read it, and it is erased once you
          send it or the survey closes.
        </li>
        <li>
          So that nobody can fill a survey, the program counts for an hour how many answers came from your
          network address, and forgets it then.
        </li>
      </ul>
      <h2>People in what is published</h2>
      <ul>
        <li>
          People who complained are not named. The part of the program that shows pages can read only what is
          published: not the cases behind the figures, but how many they are.
        </li>
        <li>
          Decisions are published without names, and taken down when their time has passed or when there is a
          reason to; what remains then is that there was one.
        </li>
        <li>Letters name the office they go to, and may name who holds it.</li>
      </ul>
      <h2>Ask us</h2>
      <p>To ask what is held about you, or to have something about you removed:</p>
      <Contact contact={contact} />
      <p>
        See also the{' '}
        <a class="link" href={addresses.accessibility()}>
          accessibility statement
        </a>
        .
      </p>
    </AboutPage>,
  )
}
