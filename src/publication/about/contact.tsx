import type { CycleSettings } from '../../cycle/cycle-settings.ts'

/** How to reach those who publish the site. */
export function Contact({ contact }: { contact: CycleSettings['contacts'] | undefined }) {
  if (!contact) return <p>Nothing has been published yet, and no contact with it.</p>
  return (
    <ul>
      <li>
        By e-mail:{' '}
        <a class="link" href={`mailto:${contact.email}`}>
          {contact.email}
        </a>
      </li>
      <li>By telephone: {contact.telephone}</li>
      <li>By post: {contact.addressLines.join(', ')}</li>
    </ul>
  )
}
