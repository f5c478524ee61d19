import type { Context } from 'hono'
import { addresses } from '../../web/addresses.ts'
import type { PublicSite } from '../site/public-site.tsx'
import { AboutPage } from './about-page.tsx'
import { Contact } from './contact.tsx'
import { readContact } from './contact-store.ts'

/** What was done so that everybody can use the site, how that was tested, and where it falls short. */
export async function showAccessibility(context: Context, publicSite: PublicSite): Promise<Response> {
  const contact = await readContact(publicSite)
  return context.html(
    <AboutPage publicSite={publicSite} title="Accessibility">
      <p class="lead">
        Everybody should be able to read this site: with a keyboard alone, with a screen reader, enlarged, in
        their own colours, without scripts, and on paper.
      </p>
      <h2>How it is made</h2>
      <ul>
        <li>
          Every picture has a table or a sentence that says the same; to a screen reader rings are silent.
        </li>
        <li>Every page works without scripts. What scripts add can be reached by keyboard.</li>
        <li>Nothing scrolls sideways at 320 pixels; text can be enlarged to 200%.</li>
        <li>A meaning that has a colour has a word or a shape as well.</li>
        <li>Nothing moves by itself, and nothing runs out of time.</li>
        <li>Pages print without menus.</li>
      </ul>
      <h2>How it is tested</h2>
      <p>
        Each change of the software is tested against the Web Content Accessibility Guidelines, version 2.2,
        level AA, by the program axe in a browser; by scripts that use only the keyboard; at 320 pixels; with
        letters twice as large; in a reader’s own colours; as printed; and with scripts turned off. A change
        that fails is not let in.
      </p>
      <h2>Where it falls short</h2>
      <p>
        Programs find only some of the faults people meet. The site has not been tested by people who use a
        screen reader, a screen magnifier or speech recognition every day, and nobody independent has audited
        it. So we do not claim that it meets the guidelines in full. We know of these shortcomings:
      </p>
      <ul>
        <li>
          Letters and committee packs are PDF files made to the standard PDF/UA-1. That they follow it has
          been checked by programs and not by people. Each is also a page of the site.
        </li>
        <li>
          Charts as PNG files have no description of their own; the page each comes from says what it shows.
        </li>
        <li>
          Spreadsheets, and committee packs in Word format, are plain tables and headings; they have not been
          tested with assistive technology.
        </li>
        <li>The site is in English only.</li>
      </ul>
      <h2>Tell us</h2>
      <p>
        If something is in your way, or you need it in another form, tell us which page it is and what you
        were trying to do.
      </p>
      <Contact contact={contact} />
      <p>
        See also{' '}
        <a class="link" href={addresses.privacy()}>
          what becomes of what you do here
        </a>
        .
      </p>
    </AboutPage>,
  )
}
